#include "engine/office.h"

#include "base/error.h"
#include "document/rights.h"
#include "document/statement.h"
#include "engine/ledger_book.h"
#include "engine/office_folder.h"
#include "engine/preparation.h"
#include "engine/publication.h"
#include "engine/readers.h"
#include "engine/signing_desk.h"
#include "engine/stored_receipt.h"
#include "engine/subjects.h"
#include "engine/views.h"
#include "engine/work_list.h"
#include "engine/writer.h"
#include "formats/x509.h"
#include "ledger/proof.h"
#include "outside/entropy.h"
#include "outside/files.h"
#include "signing/signed_data.h"
#include "store/blobs.h"
#include "store/office_lock.h"
#include "store/people.h"
#include "store/rights_predicate.h"
#include "workflow/drawing.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace chancery::engine {

using document::Action;
using document::RightsPolicy;
using formats::Json;

/// Everything that an open office holds, in the order in which it comes and the other way round goes.
struct Office::Content {
  Content(OfficeFolder office_folder, store::OfficeLock office_lock, Surroundings office_surroundings, store::Database database,
          store::AnchorFile anchor, ledger::NoteSigner signer)
      : folder(std::move(office_folder)),
        lock(std::move(office_lock)),
        surroundings(std::move(office_surroundings)),
        preparation(surroundings, definitions),
        readers(folder.database()),
        key(signer.verifier_key()),
        writer(std::move(database), std::move(anchor), std::move(signer), surroundings.origin, surroundings.clock) {}

  OfficeFolder folder;
  store::OfficeLock lock;
  Surroundings surroundings;
  Definitions definitions;
  Preparation preparation;
  mutable Readers readers;
  ledger::VerifierKey key;
  Writer writer;

  [[nodiscard]] document::Subject subject(store::Database& database, const Caller& caller) const;
  [[nodiscard]] Decision<Allowed> may(store::Database& database, const Caller& caller, Action action) const;
  [[nodiscard]] store::DocumentRow known_row(store::Database& database, const Caller& caller, const DocumentId& id,
                                             Action action) const;
  [[nodiscard]] std::optional<Outcome> earlier_outcome(const Caller& caller, const Command& command) const;
  [[nodiscard]] Decision<Outcome> perform(const Caller& caller, const Command& command);
  void log_refusal(const Caller& caller, const Command& command, const Refusal& refusal);
};

namespace {

[[noreturn]] void refuse(const Refusal& refusal) {
  throw Error(document::is_unknown(refusal) ? Fault::absent : Fault::environment, refusal.message);
}

std::vector<formats::Certificate> anchors_in(const std::filesystem::path& folder) {
  std::vector<formats::Certificate> anchors;
  if (!std::filesystem::exists(folder)) return anchors;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    const auto read = formats::read_certificates(outside::read_file(file.path()), file.path().filename().string());
    anchors.insert(anchors.end(), read.begin(), read.end());
  }
  std::sort(anchors.begin(), anchors.end(), [](const auto& left, const auto& right) { return left.sha256() < right.sha256(); });
  return anchors;
}

/// Names the set of anchors by which signatures are judged in this office.
Sha256 policy_of(const std::vector<formats::Certificate>& anchors) {
  Json list = Json::array();
  for (const formats::Certificate& anchor : anchors) list.push_back(anchor.sha256().hex());
  return sha256(formats::committed_json({{"type", "chancery.signature_policy/1"}, {"anchors", std::move(list)}}));
}

std::string meta(store::Database& database, std::string_view name) {
  const auto value = database.find<std::string>("SELECT value FROM meta WHERE name = ?1", {name});
  if (!value) throw Error(Fault::input, {"engine.no_office", {{"path", std::string(name)}}});
  return *value;
}

Surroundings surroundings_of(store::Database& database, const OfficeFolder& folder, Clock clock) {
  const auto organisation = OrganisationId::parse(meta(database, "organisation"));
  check_invariant(organisation.has_value(), "an office has an organisation");
  auto anchors = anchors_in(folder.trust());
  const Sha256 policy = policy_of(anchors);
  return {std::move(clock), meta(database, "origin"), *organisation, formats::TrustAnchors(std::move(anchors)), policy};
}

SecretBytes read_log_key(const OfficeFolder& folder) {
  auto text = outside::read_file(folder.log_key());
  auto seed = parse_hex(text);
  if (!seed || seed->size() != 32)
    throw Error(Fault::environment, {"engine.log_key_broken", {{"path", folder.log_key().string()}}});
  return SecretBytes(*std::move(seed));
}

/// A database that is behind its anchor was set back: receipts of what is missing are in other hands.
void refuse_rollback(store::Database& database, const store::AnchorFile& anchor) {
  const auto last = anchor.last();
  if (!last) return;
  store::Leaves leaves(database);
  const ledger::Frontier frontier = frontier_of(leaves);
  const auto size = static_cast<ledger::TreeSize>(last->size);
  const bool continues = size <= frontier.size() && (size == 0 || ledger::root_of(size, stored_nodes(leaves)) == last->root);
  if (!continues) {
    throw Error(Fault::environment,
                {"engine.behind_anchor", {{"size", static_cast<std::int64_t>(frontier.size())}, {"released", last->size}}});
  }
}

Json opening_value(const std::vector<store::StoredOpening>& openings, std::string_view label) {
  for (const store::StoredOpening& opening : openings) {
    if (opening.label == label) return formats::parse_json(opening.value, label);
  }
  return Json::object();
}

/// A filter comes as JSON or out of a query string: numbers may be digits.
std::int64_t whole_number(const Json& filter, const char* field, std::int64_t otherwise) {
  if (!filter.contains(field)) return otherwise;
  const Json& value = filter.at(field);
  if (value.is_number_integer()) return value.get<std::int64_t>();
  std::int64_t number = 0;
  const std::string digits = value.is_string() ? value.get<std::string>() : std::string();
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size()) {
    throw Error(Fault::input, {"engine.command_field_odd", {{"field", std::string(field)}}});
  }
  return number;
}

std::string text_in(const Json& filter, const char* field) {
  if (!filter.contains(field)) return {};
  if (!filter.at(field).is_string()) throw Error(Fault::input, {"engine.command_field_odd", {{"field", std::string(field)}}});
  return filter.at(field).get<std::string>();
}

/// The event must be on offer to this person in this state.
std::optional<Refusal> objection_to_event(const std::vector<workflow::Offer>& offers, const std::string& event) {
  const auto offer =
      std::find_if(offers.begin(), offers.end(), [&](const workflow::Offer& candidate) { return candidate.event == event; });
  if (offer == offers.end()) return Refusal{"workflow.no_such_event", {"engine.event_not_offered", {{"event", event}}}};
  return offer->refusal;
}

/// What brings a document onto a person's pile: an act that is open and moves it on, not one that is merely possible.
bool asks_for_work(const workflow::Offer& offer) {
  return !offer.refusal && offer.event != "withdraw" && offer.event != "return" && offer.event != "attach";
}

std::vector<formats::Certificate> chain_of(const Json& answer) {
  std::vector<formats::Certificate> chain;
  for (const Json& encoded : answer.value("chain", Json::array())) {
    const auto der = parse_base64(encoded.get<std::string>());
    if (!der) throw Error(Fault::input, {"engine.command_field_odd", {{"field", std::string("chain")}}});
    chain.push_back(formats::Certificate::read(*der, "chain"));
  }
  return chain;
}

/// A `.p7s` that another program made over the offered ASiCManifest, with signed attributes of its own. It is judged like every
/// signature when it is taken; here only that it is the one that was asked for.
Bytes made_elsewhere(const Json& answer, const OpenRequest& request) {
  auto bytes = parse_base64(answer.at("signature").get<std::string>());
  if (!bytes) throw Error(Fault::input, {"engine.command_field_odd", {{"field", std::string("signature")}}});
  const auto data = signing::read_signed_data(*bytes, request.slot.signature_path());
  const auto certificate = formats::Certificate::read(request.certificate, "certificate");
  if (data.signers.size() != 1 || !signing::names(data.signers.front(), certificate)) {
    throw Error(Fault::input, {"engine.signed_by_another", {{"signer", certificate.subject_name()}}});
  }
  return *std::move(bytes);
}

/// Openings go to who may read the history of the document; those of system leaves to everybody who may read the ledger.
bool may_see_openings(store::Database& database, const document::Subject& subject, std::uint64_t seq) {
  const auto id = database.find<DocumentId>("SELECT document FROM steps WHERE seq = ?1", {seq});
  if (!id) return true;
  const auto row = store::Documents(database).find(*id);
  return row &&
         !document::authorize(RightsPolicy::standard(), subject, Action::read_history, object_of(database, *row)).refused();
}

/// Refused attempts that are logged: to sign, to approve, to read what is restricted.
bool is_logged(const Command& command) {
  const Action action = document::action_for(command.event);
  return action == Action::sign_document || action == Action::seal_document || action == Action::approve_document ||
         action == Action::close_document || action == Action::certify_translation;
}

}  // namespace

Office Office::open(const std::filesystem::path& path, Clock clock) {
  OfficeFolder folder(path);
  if (!std::filesystem::exists(folder.database())) throw Error(Fault::absent, {"engine.no_office", {{"path", path.string()}}});
  auto lock = store::OfficeLock::try_take(folder.lock());
  if (!lock) throw Error(Fault::unavailable, {"engine.office_in_use", {{"path", path.string()}}});
  auto database = store::Database::open(folder.database(), store::OpenMode::existing);
  store::AnchorFile anchor(folder.anchor());
  refuse_rollback(database, anchor);
  auto surroundings = surroundings_of(database, folder, std::move(clock));
  ledger::NoteSigner signer(surroundings.origin, read_log_key(folder));
  return Office(std::make_unique<Content>(std::move(folder), *std::move(lock), std::move(surroundings), std::move(database),
                                          std::move(anchor), std::move(signer)));
}

Office::Office(std::unique_ptr<Content> content) : content_(std::move(content)) {}
Office::~Office() = default;
Office::Office(Office&&) noexcept = default;

document::Subject Office::Content::subject(store::Database& database, const Caller& caller) const {
  return subject_of(database, caller.person, surroundings.clock());
}

Decision<Allowed> Office::Content::may(store::Database& database, const Caller& caller, Action action) const {
  return document::authorize(RightsPolicy::standard(), subject(database, caller), action,
                             document::OfficeObject{surroundings.organisation});
}

store::DocumentRow Office::Content::known_row(store::Database& database, const Caller& caller, const DocumentId& id,
                                              Action action) const {
  const auto row = store::Documents(database).find(id);
  if (!row) refuse(document::unknown_document());
  const auto allowed =
      document::authorize(RightsPolicy::standard(), subject(database, caller), action, object_of(database, *row));
  if (allowed.refused()) refuse(allowed.refusal());
  return *row;
}

/// What the command's key led to before, whatever has happened to the document since.
std::optional<Outcome> Office::Content::earlier_outcome(const Caller& caller, const Command& command) const {
  if (!command.key) return std::nullopt;
  return readers.read([&](store::Database& database) -> std::optional<Outcome> {
    const auto earlier = earlier_step(database, caller.person, {*command.key, hash_of(command)});
    return earlier ? std::optional(stored_outcome(database, *earlier, writer.checkpoint())) : std::nullopt;
  });
}

Decision<Outcome> Office::Content::perform(const Caller& caller, const Command& command) {
  if (auto earlier = earlier_outcome(caller, command)) return *std::move(earlier);
  auto prepare = [this, caller, command](store::Database& database) { return preparation.prepare(database, caller, command); };
  auto prepared = readers.read(prepare);
  auto outcome = prepared.refused() ? Decision<Outcome>(prepared.refusal()) : writer.commit(std::move(prepared).value(), prepare);
  if (outcome.refused() && is_logged(command)) log_refusal(caller, command, outcome.refusal());
  return outcome;
}

/// Queued behind the answer. A document that the person may not know of has no leaf of it: such attempts are only counted.
void Office::Content::log_refusal(const Caller& caller, const Command& command, const Refusal& refusal) {
  const auto row = readers.read([&](store::Database& database) {
    return command.document ? store::Documents(database).find(*command.document) : std::nullopt;
  });
  if (!row || document::is_unknown(refusal)) {
    writer.count_refusal(refusal.rule);
    return;
  }
  const DocumentId id = row->document.id;
  auto prepare = [this, caller, command, refusal, id](store::Database& database) -> Decision<Prepared> {
    return preparation.prepare_refusal(database, caller, command, store::Documents(database).find(id).value(), refusal);
  };
  writer.commit_later(readers.read(prepare).value(), prepare);
}

Decision<Allowed> Office::authorize(const Caller& caller, Action action, const std::optional<DocumentId>& id) const {
  return content_->readers.read([&](store::Database& database) -> Decision<Allowed> {
    if (!id) return content_->may(database, caller, action);
    const auto row = store::Documents(database).find(*id);
    if (!row) return document::unknown_document();
    return document::authorize(RightsPolicy::standard(), content_->subject(database, caller), action, object_of(database, *row));
  });
}

Decision<Outcome> Office::perform(const Caller& caller, const Command& command) {
  if (document::parse_act(command.event)) return Refusal{"engine.sign_by_request", {"engine.sign_by_request", {}}};
  return content_->perform(caller, command);
}

Decision<SigningOffer> Office::open_signing(const Caller& caller, const Json& order) {
  const auto id = DocumentId::parse(order.value("document", ""));
  if (!id) refuse(document::unknown_document());
  Command attempt;
  attempt.document = *id;
  attempt.event = order.value("act", "");
  std::optional<Decision<SigningOffer>> offer;
  content_->writer.run([&](store::Database& database) {
    const auto row = content_->known_row(database, caller, *id, document::action_for(attempt.event));
    const auto offers = content_->preparation.offers(database, content_->subject(database, caller), row);
    if (auto objection = objection_to_event(offers, attempt.event)) {
      offer = *std::move(objection);
      return;
    }
    const auto checkpoint = ledger::Checkpoint::parse(content_->writer.checkpoint().text()).value().text();
    auto request = open_request(database, row, caller.person, order, checkpoint, now());
    if (!request.refused()) save_request(database, request.value());
    offer = request.refused() ? Decision<SigningOffer>(request.refusal()) : Decision<SigningOffer>(offer_of(request.value()));
  });
  if (offer->refused()) content_->log_refusal(caller, attempt, offer->refusal());
  return *std::move(offer);
}

Decision<Outcome> Office::finish_signing(const Caller& caller, const Json& answer) {
  const auto id = RequestId::parse(answer.value("request", ""));
  const auto value = parse_base64(answer.value("value", ""));
  if (!value) throw Error(Fault::input, {"engine.command_field_odd", {{"field", std::string("value")}}});
  const auto request =
      id ? content_->readers.read([&](store::Database& database) { return find_request(database, *id); }) : std::nullopt;
  if (!request || request->person != caller.person) return Refusal{"engine.no_such_request", {"engine.no_such_request", {}}};
  Command command;
  command.document = request->document;
  command.event = document::name_of(request->act);
  command.manifest = request->manifest;
  command.data = {{"request", request->id.hex()}};
  if (answer.contains("key")) command.key = answer.at("key").get<std::string>();
  const bool ready = answer.contains("signature");
  Blob signature(ready ? made_elsewhere(answer, *request) : signing::finish(signing_request(*request), *value, chain_of(answer)));
  command.files.push_back({request->slot.signature_path(), "application/x-pkcs7-signature", std::move(signature)});
  return content_->perform(caller, command);
}

Json Office::documents(const Caller& caller, const Json& filter) const {
  const auto limit = std::clamp<std::int64_t>(whole_number(filter, "limit", 200), 1, 1'000);
  const std::string text = "%" + text_in(filter, "text") + "%";
  return content_->readers.read([&](store::Database& database) {
    const auto subject = content_->subject(database, caller);
    const store::RightsPredicate predicate(RightsPolicy::standard(), subject, Action::read_document, 3);
    std::vector<store::Parameter> parameters{text, limit};
    for (const store::Parameter& parameter : predicate.parameters()) parameters.push_back(parameter);
    store::Statement rows =
        database.prepare("SELECT id FROM documents WHERE (title_uk LIKE ?1 OR title_en LIKE ?1 OR number LIKE ?1) AND " +
                         predicate.sql() + " ORDER BY updated DESC LIMIT ?2");
    rows.bind(parameters);
    Json list = Json::array();
    while (rows.next()) {
      const auto row = store::Documents(database).find(rows.get<DocumentId>(0));
      const auto offers = content_->preparation.offers(database, subject, *row);
      const bool needs_me = std::any_of(offers.begin(), offers.end(), asks_for_work);
      list.push_back(line_of(*row, *content_->definitions.workflow(database, row->document.workflow), needs_me));
    }
    return list;
  });
}

Json Office::work_list(const Caller& caller, const Json& filter) const {
  const auto pile = parse_pile(filter.contains("pile") ? text_in(filter, "pile") : "mine");
  if (!pile) throw Error(Fault::input, {"engine.command_field_odd", {{"field", std::string("pile")}}});
  WorkQuery query{*pile, text_in(filter, "text"), text_in(filter, "stage"), std::nullopt, 0};
  query.limit = static_cast<std::size_t>(std::clamp<std::int64_t>(whole_number(filter, "limit", 20), 1, 200));
  if (filter.contains("after")) query.after = text_in(filter, "after");
  return content_->readers.read([&](store::Database& database) {
    const auto subject = content_->subject(database, caller);
    return engine::work_list(database, content_->definitions, subject, query, now(),
                             [&](const store::DocumentRow& row) { return content_->preparation.offers(database, subject, row); });
  });
}

Json Office::work_stages() const {
  return content_->readers.read([&](store::Database& database) { return engine::work_stages(database, content_->definitions); });
}

Json Office::document(const Caller& caller, const DocumentId& id) const {
  return content_->readers.read([&](store::Database& database) {
    const auto row = content_->known_row(database, caller, id, Action::read_document);
    return view_of(row, *content_->definitions.workflow(database, row.document.workflow));
  });
}

Json Office::actions(const Caller& caller, const DocumentId& id) const {
  return content_->readers.read([&](store::Database& database) {
    const auto row = content_->known_row(database, caller, id, Action::read_document);
    Json list = Json::array();
    for (const workflow::Offer& offer : content_->preparation.offers(database, content_->subject(database, caller), row)) {
      list.push_back(view_of(offer));
    }
    return list;
  });
}

Json Office::history(const Caller& caller, const DocumentId& id) const {
  return content_->readers.read([&](store::Database& database) {
    (void)content_->known_row(database, caller, id, Action::read_history);
    store::Leaves leaves(database);
    Json list = Json::array();
    for (const store::StepRow& step : store::Documents(database).steps(id)) {
      const auto openings = leaves.openings(step.seq);
      list.push_back(view_of(step, opening_value(openings, "leaf.step"), opening_value(openings, "leaf.who"),
                             opening_value(openings, "leaf.note")));
    }
    return list;
  });
}

std::string Office::chart(const Caller& caller, const DocumentId& id, const std::string& language) const {
  return content_->readers.read([&](store::Database& database) {
    const auto row = content_->known_row(database, caller, id, Action::read_document);
    return workflow::to_dot(*content_->definitions.workflow(database, row.document.workflow), row.document.configuration,
                            language);
  });
}

Blob Office::file(const Caller& caller, const DocumentId& id, const Sha256& hash) const {
  return content_->readers.read([&](store::Database& database) {
    (void)content_->known_row(database, caller, id, Action::read_document);
    if (!store::Documents(database).find_blob(id, hash)) {
      throw Error(Fault::absent, {"engine.no_such_file", {{"sha256", hash.hex()}}});
    }
    return store::Blobs(database).get(hash);
  });
}

Json Office::receipt(const Caller& caller, const DocumentId& id, std::uint64_t seq) const {
  return content_->readers.read([&](store::Database& database) {
    (void)content_->known_row(database, caller, id, Action::read_history);
    const auto outcome = stored_outcome(database, seq, content_->writer.checkpoint());
    if (outcome.document != id) refuse(document::unknown_document());
    return outcome.receipt;
  });
}

std::string Office::checkpoint() const {
  return content_->writer.checkpoint().bytes();
}

std::string Office::verifier_key() const {
  return content_->key.text();
}

Json Office::verify_ledger() const {
  return content_->readers.read(
      [&](store::Database& database) { return to_json(verify_stored(database, content_->writer.checkpoint(), content_->key)); });
}

Json Office::prove(std::uint64_t seq) const {
  return content_->readers.read([&](store::Database& database) -> Json {
    const auto receipt = stored_receipt(database, seq, content_->writer.checkpoint());
    return {{"proof", receipt.proof().text()}, {"leaf", to_base64(receipt.leaf())}};
  });
}

std::string Office::prove_consistency(std::uint64_t from) const {
  return content_->readers.read([&](store::Database& database) {
    store::Leaves leaves(database);
    const auto note = content_->writer.checkpoint();
    const auto size = ledger::Checkpoint::parse(note.text()).value().head().size;
    if (from > size) throw Error(Fault::absent, {"engine.no_such_leaf", {{"seq", static_cast<std::int64_t>(from)}}});
    return ledger::witness_request(from, ledger::make_consistency_proof(from, size, stored_nodes(leaves)), note);
  });
}

Decision<Allowed> Office::export_ledger(const Caller& caller, const std::filesystem::path& folder) const {
  return content_->readers.read([&](store::Database& database) -> Decision<Allowed> {
    const auto allowed = content_->may(database, caller, Action::read_ledger);
    if (allowed.refused()) return allowed;
    const auto subject = content_->subject(database, caller);
    const auto may_see = [&](std::uint64_t seq) { return may_see_openings(database, subject, seq); };
    engine::export_ledger(database, content_->writer.checkpoint(), content_->key, folder, may_see);
    return Allowed{};
  });
}

Json Office::workflows() const {
  return content_->readers.read([](store::Database& database) {
    Json list = Json::array();
    store::Statement rows = database.query("SELECT sha256, name, published FROM workflows ORDER BY name, published DESC");
    while (rows.next()) list.push_back({{"sha256", rows.get<Sha256>(0).hex()}, {"name", rows.text(1)}});
    return list;
  });
}

Json Office::templates() const {
  return content_->readers.read([](store::Database& database) {
    Json list = Json::array();
    store::Statement rows = database.query("SELECT sha256, name, description FROM templates ORDER BY name, published DESC");
    while (rows.next()) {
      list.push_back({{"sha256", rows.get<Sha256>(0).hex()},
                      {"name", rows.text(1)},
                      {"description", formats::parse_json(rows.text(2), rows.text(1))}});
    }
    return list;
  });
}

Decision<Sha256> Office::publish_workflow(const Caller& caller, BytesView scxml, std::string_view name) {
  std::optional<Decision<Sha256>> result;
  content_->writer.run([&](store::Database& database) {
    const auto allowed = content_->may(database, caller, Action::publish_workflow);
    result = allowed.refused() ? Decision<Sha256>(allowed.refusal())
                               : Decision<Sha256>(engine::publish_workflow(database, scxml, name, now()));
  });
  return *std::move(result);
}

Decision<Sha256> Office::publish_template(const Caller& caller, std::string_view name, const Blob& docx,
                                          const Json& description) {
  std::optional<Decision<Sha256>> result;
  content_->writer.run([&](store::Database& database) {
    const auto allowed = content_->may(database, caller, Action::publish_template);
    result = allowed.refused() ? Decision<Sha256>(allowed.refusal())
                               : Decision<Sha256>(engine::publish_template(database, name, docx, description, now()));
  });
  return *std::move(result);
}

Json Office::about() const {
  return content_->readers.read([&](store::Database& database) -> Json {
    const auto organisation = store::People(database).find(content_->surroundings.organisation).value();
    Json names = Json::array();
    for (const document::TextInLanguage& name : organisation.names) {
      names.push_back({{"language", name.language.text()}, {"value", name.value}});
    }
    return {{"name", names},
            {"code", organisation.code.value_or("")},
            {"origin", content_->surroundings.origin},
            {"organisation", organisation.id.hex()}};
  });
}

void Office::write(const std::function<void(store::Database&)>& use) {
  content_->writer.run(use);
}

void Office::read(const std::function<void(store::Database&)>& use) const {
  content_->readers.read([&](store::Database& database) {
    use(database);
    return true;
  });
}

const OrganisationId& Office::organisation() const {
  return content_->surroundings.organisation;
}

const OfficeFolder& Office::folder() const {
  return content_->folder;
}

Timestamp Office::now() const {
  return content_->surroundings.clock();
}

}  // namespace chancery::engine
