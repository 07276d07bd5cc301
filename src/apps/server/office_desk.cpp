#include "apps/server/office_desk.h"

#include "apps/server/container_verdict.h"
#include "apps/server/evidence_verdict.h"
#include "base/error.h"
#include "document/person_name.h"
#include "document/role.h"
#include "engine/log_in.h"
#include "engine/signing_desk.h"
#include "engine/subjects.h"
#include "evidence/bundle.h"
#include "evidence/signing_offer.h"
#include "formats/docx_package.h"
#include "ledger/checkpoint.h"
#include "ledger/printed_checkpoint.h"
#include "ledger/signed_note.h"
#include "outside/drawing.h"
#include "outside/entropy.h"
#include "outside/files.h"
#include "store/people.h"
#include "store/sessions.h"
#include "templating/description.h"
#include "text/rendition.h"

#include <filesystem>
#include <set>

namespace chancery::server {
namespace {

using document::Action;
using formats::Json;

/// What `use` makes of a reading connection.
template <class Use>
auto read(const engine::Office& office, const Use& use) {
  std::optional<decltype(use(std::declval<store::Database&>()))> result;
  office.read([&](store::Database& database) { result.emplace(use(database)); });
  return *std::move(result);
}

/// Argon2 runs between the two connections, on this thread: nobody waits for it.
std::optional<PersonId> authenticate(engine::Office& office, std::string_view name, const SecretBytes& password) {
  const auto account = read(office, [&](store::Database& database) { return engine::find_account(database, name); });
  const auto judged = engine::judge_log_in(account, password, office.now());
  office.write([&](store::Database& database) { engine::note_log_in(database, account, !judged.refused(), office.now()); });
  return judged.refused() ? std::nullopt : std::optional(judged.value());
}

Json person_json(store::Database& database, const PersonId& id, Timestamp now) {
  const auto person = store::People(database).find(id);
  auto names = Json::object();
  auto roles = Json::array();
  if (!person) return {{"name", names}, {"roles", roles}};
  for (const auto& name : person->names) names[name.language.text()] = document::full_name(name);
  for (const auto role : engine::subject_of(database, id, now).roles) roles.push_back(document::name_of(role));
  return {{"name", names}, {"roles", roles}};
}

/// The newest of each name: what a new document is made from.
Json newest_templates(const engine::Office& office) {
  Json list = Json::array();
  std::set<std::string> named;
  for (const Json& one : office.templates()) {
    if (named.insert(one.at("name").get<std::string>()).second) list.push_back(one);
  }
  return list;
}

Json workflow_names(const engine::Office& office) {
  std::set<std::string> names;
  for (const Json& one : office.workflows()) names.insert(one.at("name").get<std::string>());
  return names;
}

std::optional<Json> signing_request(const engine::Office& office, const engine::Caller& caller, const RequestId& id) {
  const auto request = read(office, [&](store::Database& database) { return engine::find_request(database, id); });
  if (!request || request->person != caller.person) return std::nullopt;
  Json offer = engine::offer_of(*request);
  offer["used"] = request->used;
  return offer;
}

Bytes signing_package(const engine::Office& office, const engine::Caller& caller, const RequestId& id) {
  const auto request = read(office, [&](store::Database& database) { return engine::find_request(database, id); });
  if (!request || request->person != caller.person) throw Error(Fault::absent, {"server.no_such_page", {}});
  const auto hash = Sha256::parse(text_of(office.document(caller, request->document).at("container"), "sha256"));
  const Blob container = office.file(caller, request->document, hash.value());
  return evidence::write_package(evidence::package_of(container, id, engine::signing_request(*request)));
}

Json signed_by(const engine::Office& office, const engine::Caller& caller) {
  return read(office, [&](store::Database& database) {
    Json list = Json::array();
    auto rows = database.query(
        "SELECT document, act, used FROM signing_requests WHERE person = ?1 AND used IS NOT NULL ORDER BY used DESC LIMIT 50",
        {caller.person});
    while (rows.next()) {
      list.push_back(
          {{"document", rows.get<DocumentId>(0).hex()}, {"act", rows.text(1)}, {"time", rows.get<Timestamp>(2).text()}});
    }
    return list;
  });
}

/// What `use` makes of the file that stands for a language now, and of the columns and languages of its template.
template <class Use>
auto of_text(const engine::Office& office, const engine::Caller& caller, const DocumentId& id, std::string_view tag,
             const Use& use)
    -> std::optional<decltype(use(std::declval<formats::DocxPackage>(), std::declval<templating::Description>()))> {
  const auto document = office.document(caller, id);
  for (const Json& text : document.at("texts")) {
    if (text.at("language") != tag) continue;
    const auto hash = Sha256::parse(text.at("file").at("sha256").get<std::string>());
    for (const Json& one : office.templates()) {
      if (one.at("sha256") != document.at("template") || !hash) continue;
      const auto package =
          formats::DocxPackage::read(office.file(caller, id, *hash), text.at("file").at("path").get<std::string>());
      return use(package, templating::read_description(one.at("description")));
    }
  }
  return std::nullopt;
}

/// The rendition that FORMATS, *Sections*, hashes, from the file as it is now.
std::optional<Bytes> reading(const engine::Office& office, const engine::Caller& caller, const DocumentId& id,
                             std::string_view tag) {
  return of_text(office, caller, id, tag, [&](const formats::DocxPackage& package, const templating::Description& description) {
    return text::rendition(package, {*LanguageTag::parse(tag), description.columns, description.languages});
  });
}

std::optional<text::SegmentedText> segments(const engine::Office& office, const engine::Caller& caller, const DocumentId& id,
                                            std::string_view tag) {
  return of_text(office, caller, id, tag, [&](const formats::DocxPackage& package, const templating::Description& description) {
    return text::segments(package, {*LanguageTag::parse(tag), description.columns, description.languages});
  });
}

void add_queries(Desk& desk, engine::Office& office) {
  using Caller = engine::Caller;
  desk.documents = [&office](const Caller& caller, const Json& filter) { return office.documents(caller, filter); };
  desk.work_list = [&office](const Caller& caller, const Json& filter) { return office.work_list(caller, filter); };
  desk.work_stages = [&office] { return office.work_stages(); };
  desk.document = [&office](const Caller& caller, const DocumentId& id) { return office.document(caller, id); };
  desk.versions = [&office](const Caller& caller, const DocumentId& id) { return office.versions(caller, id); };
  desk.explain = [&office](const Caller& caller, const DocumentId& id, text::Language language,
                           const std::optional<std::string>& principal) {
    return office.explain(caller, id, std::string(text::tag_of(language)), principal);
  };
  desk.represented = [&office](const Caller& caller) { return office.represented(caller); };
  desk.actions = [&office](const Caller& caller, const DocumentId& id, const std::optional<std::string>& principal) {
    return office.actions(caller, id, principal);
  };
  desk.dossiers = [&office](const Caller& caller) { return office.dossiers(caller); };
  desk.dossier = [&office](const Caller& caller, const DossierId& id) { return office.dossier(caller, id); };
  desk.history = [&office](const Caller& caller, const DocumentId& id) { return office.history(caller, id); };
  desk.chart = [&office](const Caller& caller, const DocumentId& id, text::Language language) {
    return outside::draw(office.chart(caller, id, std::string(text::tag_of(language))));
  };
  desk.file = [&office](const Caller& caller, const DocumentId& id, const Sha256& hash) { return office.file(caller, id, hash); };
  desk.evidence = [&office](const Caller& caller, const DocumentId& id) { return office.evidence(caller, id); };
  desk.receipt = [&office](const Caller& caller, const DocumentId& id, std::uint64_t seq) {
    return office.receipt(caller, id, seq);
  };
  desk.reading = [&office](const Caller& caller, const DocumentId& id, std::string_view language) {
    return reading(office, caller, id, language);
  };
  desk.segments = [&office](const Caller& caller, const DocumentId& id, std::string_view language) {
    return segments(office, caller, id, language);
  };
  desk.templates = [&office] { return newest_templates(office); };
  desk.workflows = [&office] { return workflow_names(office); };
}

void add_signing(Desk& desk, engine::Office& office) {
  using Caller = engine::Caller;
  desk.open_signing = [&office](const Caller& caller, const Json& order) { return office.open_signing(caller, order); };
  desk.finish_signing = [&office](const Caller& caller, const Json& answer) { return office.finish_signing(caller, answer); };
  desk.signing_package = [&office](const Caller& caller, const RequestId& id) { return signing_package(office, caller, id); };
  desk.signing_request = [&office](const Caller& caller, const RequestId& id) { return signing_request(office, caller, id); };
  desk.signed_by = [&office](const Caller& caller) { return signed_by(office, caller); };
  desk.verify = [&office, anchors = office.anchors()](const Blob& file, std::string_view name, evidence::Reliance known,
                                                      text::Language language) {
    if (!evidence::looks_like_evidence(file.bytes())) return container_verdict(file, name, anchors, office.now(), language);
    known.anchors = &anchors;
    return evidence_verdict(evidence::verify_evidence(file, name, known, office.now()), name, language);
  };
}

DefinitionsDesk definitions_desk_of(engine::Office& office) {
  using Caller = engine::Caller;
  DefinitionsDesk desk;
  desk.templates = [&office] { return office.templates(); };
  desk.workflows = [&office] { return office.workflows(); };
  desk.workflow = [&office](const Sha256& hash) { return office.workflow(hash); };
  desk.draw = [](const std::string& dot) { return outside::draw(dot); };
  desk.publish_template = [&office](const Caller& caller, std::string_view name, const Blob& docx, const Json& description) {
    return office.publish_template(caller, name, docx, description);
  };
  desk.publish_workflow = [&office](const Caller& caller, BytesView scxml, std::string_view file) {
    return office.publish_workflow(caller, scxml, file);
  };
  return desk;
}

LedgerDesk ledger_desk_of(engine::Office& office) {
  LedgerDesk desk;
  desk.outside = [&office] { return office.checkpoints_outside(); };
  desk.head = [&office]() -> Json {
    const auto checkpoint = ledger::Checkpoint::parse(ledger::SignedNote::parse(office.checkpoint()).text()).value();
    return {{"size", checkpoint.head().size},
            {"printed", ledger::PrintedCheckpoint(checkpoint).text()},
            {"verifier_key", office.verifier_key()}};
  };
  desk.scrub_state = [&office] { return office.scrub_state(); };
  desk.search = [&office](const engine::Caller& caller, const Json& filter) { return office.search_steps(caller, filter); };
  desk.today = [&office](const engine::Caller& caller) { return office.steps_of_today(caller); };
  desk.challenge = [&office](const std::string& printed) { return office.challenge(printed); };
  return desk;
}

}  // namespace

Desk desk_of(engine::Office& office, std::function<void(std::string_view line)> log,
             std::function<Decision<Parcel>(const Parcel&)> operate) {
  using Caller = engine::Caller;
  Desk desk;
  desk.now = [&office] { return office.now(); };
  desk.entropy = outside::random_bytes;
  desk.log = std::move(log);
  desk.authenticate = [&office](std::string_view name, const SecretBytes& password) {
    return authenticate(office, name, password);
  };
  desk.person = [&office](const PersonId& id) {
    return read(office, [&](store::Database& database) { return person_json(database, id, office.now()); });
  };
  desk.about = [&office] { return office.about(); };
  desk.authorize = [&office](const Caller& caller, Action action, const std::optional<DocumentId>& id) {
    return office.authorize(caller, action, id);
  };
  desk.perform = [&office](const Caller& caller, const engine::Command& command) { return office.perform(caller, command); };
  add_queries(desk, office);
  add_signing(desk, office);
  desk.people = people_desk_of(office);
  desk.definitions = definitions_desk_of(office);
  desk.ledger = ledger_desk_of(office);
  desk.operate = std::move(operate);
  return desk;
}

SessionStore sessions_in(engine::Office& office) {
  return {[&office](const store::SessionRow& session) {
            office.write([&](store::Database& database) { store::Sessions(database).save(session); });
          },
          [&office](const Sha256& token) {
            return read(office, [&](store::Database& database) { return store::Sessions(database).find(token); });
          },
          [&office](const Sha256& token) {
            office.write([&](store::Database& database) { store::Sessions(database).remove(token); });
          },
          [&office](const PersonId& person) {
            office.write([&](store::Database& database) { store::Sessions(database).remove_all_of(person); });
          }};
}

}  // namespace chancery::server
