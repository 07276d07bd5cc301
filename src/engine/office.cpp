#include "engine/office.h"

#include "base/error.h"
#include "document/statement.h"
#include "engine/daily_checkpoint.h"
#include "engine/dispatching.h"
#include "engine/erasing.h"
#include "engine/meta.h"
#include "engine/office_content.h"
#include "engine/reopening.h"
#include "engine/stored_receipt.h"
#include "engine/subjects.h"
#include "engine/views.h"
#include "engine/words.h"
#include "formats/x509.h"
#include "ledger/proof.h"
#include "outside/files.h"
#include "store/documents.h"
#include "store/leaves.h"
#include "store/outbox.h"
#include "store/people.h"

#include <algorithm>

namespace chancery::engine {

using document::Action;
using document::RightsPolicy;
using formats::Json;

namespace {

/// What else people put into the folder, a note or a list, is none of our business.
bool is_certificate_name(const std::filesystem::path& path) {
  const std::string extension = path.extension();
  return extension == ".pem" || extension == ".crt" || extension == ".cer" || extension == ".der";
}

std::vector<formats::Certificate> anchors_in(const std::filesystem::path& folder) {
  std::vector<formats::Certificate> anchors;
  if (!std::filesystem::exists(folder)) return anchors;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    if (!file.is_regular_file() || !is_certificate_name(file.path())) continue;
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

/// Where the office writes from; absent when it was made without an address.
std::optional<outside::Mailbox> mailbox_of(store::Database& database, const OrganisationId& organisation) {
  const auto address = find_meta(database, "mail_address");
  if (!address) return std::nullopt;
  const auto office = store::People(database).find(organisation);
  return outside::Mailbox{office && !office->names.empty() ? office->names.front().value : std::string(), *address};
}

std::vector<std::string> time_servers_of(store::Database& database) {
  std::vector<std::string> servers;
  const auto named = find_meta(database, "time_servers");
  if (!named) return servers;
  for (const Json& server : formats::parse_json(*named, "time_servers")) servers.push_back(server.get<std::string>());
  return servers;
}

/// What an erasure left there because somebody read all the time; at a start nobody does. A full disk is no reason not to open:
/// then it is done at a later start.
void clean_log_if_possible(store::Database& database) {
  try {
    (void)clean_log(database);
  } catch (const Error&) {
  }
}

Surroundings surroundings_of(store::Database& database, const OfficeFolder& folder, Clock clock) {
  const auto organisation = OrganisationId::parse(meta(database, "organisation"));
  check_invariant(organisation.has_value(), "an office has an organisation");
  auto anchors = anchors_in(folder.trust());
  const Sha256 policy = policy_of(anchors);
  return {std::move(clock),
          meta(database, "origin"),
          *organisation,
          formats::TrustAnchors(std::move(anchors)),
          policy,
          mailbox_of(database, *organisation),
          time_servers_of(database)};
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
  auto closed = why_closed(database, anchor, folder);
  store::Outbox(database).release_claims();
  keep_erasures(database, folder);
  clean_log_if_possible(database);
  auto surroundings = surroundings_of(database, folder, std::move(clock));
  std::optional<ledger::NoteSigner> signer;
  if (!closed) signer.emplace(surroundings.origin, read_log_key(folder));
  return Office(std::make_unique<Content>(std::move(folder), *std::move(lock), std::move(surroundings), std::move(database),
                                          std::move(anchor), std::move(signer), std::move(closed)));
}

Office::Office(std::unique_ptr<Content> content) : content_(std::move(content)) {}
Office::~Office() = default;
Office::Office(Office&&) noexcept = default;

void refuse(const Refusal& refusal) {
  throw Error(document::is_unknown(refusal) ? Fault::absent : Fault::refused, refusal.message);
}

document::Subject Office::Content::subject(store::Database& database, const Caller& caller) const {
  return subject_of(database, caller.person, surroundings.clock());
}

Decision<Allowed> Office::Content::may(store::Database& database, const Caller& caller, Action action) const {
  return document::authorize(RightsPolicy::standard(), subject(database, caller), action,
                             document::OfficeObject{surroundings.organisation});
}

Decision<Standing> Office::Content::standing(store::Database& database, const Caller& caller,
                                             const std::optional<std::string>& on_behalf_of) const {
  return standing_of(database, caller.person, on_behalf_of, surroundings.organisation, surroundings.clock());
}

store::DocumentRow Office::Content::known_row(store::Database& database, const Caller& caller, const DocumentId& id,
                                              Action action) const {
  return known_row(database, subject(database, caller), id, action);
}

store::DocumentRow Office::Content::known_row(store::Database& database, const document::Subject& subject, const DocumentId& id,
                                              Action action) const {
  auto row = judged_row(database, subject, id, action);
  if (row.refused()) refuse(row.refusal());
  return std::move(row).value();
}

/// What is not there and what somebody may not know of are one answer, and count as one.
Decision<store::DocumentRow> Office::Content::judged_row(store::Database& database, const document::Subject& subject,
                                                         const DocumentId& id, Action action) const {
  auto row = store::Documents(database).find(id);
  const auto allowed = row ? document::authorize(RightsPolicy::standard(), subject, action, object_of(database, *row))
                           : Decision<Allowed>(document::unknown_document());
  if (!allowed.refused()) return *std::move(row);
  if (document::is_unknown(allowed.refusal())) writer.count_refusal(allowed.refusal().rule);
  return allowed.refusal();
}

/// What the command's key led to before, whatever has happened to the document since.
std::optional<Outcome> Office::Content::earlier_outcome(const Caller& caller, const Command& command) {
  if (!command.key) return std::nullopt;
  return readers.read([&](store::Database& database) -> std::optional<Outcome> {
    const auto earlier = earlier_step(database, caller.person, {*command.key, hash_of(command)});
    return earlier ? std::optional(stored_outcome(database, *earlier, writer.checkpoints())) : std::nullopt;
  });
}

Decision<Outcome> Office::Content::perform(const Caller& caller, const Command& command) {
  if (auto earlier = earlier_outcome(caller, command)) return *std::move(earlier);
  auto prepare = [this, caller, command](store::Database& database) { return preparation.prepare(database, caller, command); };
  auto prepared = readers.read(prepare);
  auto outcome = prepared.refused() ? Decision<Outcome>(prepared.refusal()) : writer.commit(std::move(prepared).value(), prepare);
  if (outcome.refused() && (is_logged(command) || document::is_unknown(outcome.refusal())))
    log_refusal(caller, command, outcome.refusal());
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
    const auto row = content_->judged_row(database, content_->subject(database, caller), *id, action);
    return row.refused() ? Decision<Allowed>(row.refusal()) : Decision<Allowed>(Allowed{});
  });
}

Decision<Outcome> Office::perform(const Caller& caller, const Command& command) {
  // As a plain step only a signature comes that another program has made: the one file that it needs.
  const bool by_request = command.files.empty() || command.data.contains("request");
  if (document::parse_act(command.event) && by_request) return Refusal{"engine.sign_by_request", {"engine.sign_by_request", {}}};
  return content_->perform(caller, command);
}

Json Office::about() const {
  return content_->readers.read([&](store::Database& database) -> Json {
    const auto organisation = store::People(database).find(content_->surroundings.organisation).value();
    const auto& closed = content_->writer.closed();
    Json names = Json::array();
    for (const document::TextInLanguage& name : organisation.names) {
      names.push_back({{"language", name.language.text()}, {"value", name.value}});
    }
    return {{"name", names},
            {"code", organisation.code.value_or("")},
            {"origin", content_->surroundings.origin},
            {"organisation", organisation.id.hex()},
            {"closed", closed ? words_of(*closed) : Json()}};
  });
}

std::size_t Office::send_due(const outside::MailFolder& folder) {
  const auto due = content_->readers.read([](store::Database& database) { return store::Outbox(database).next_due(); });
  if (!due || now() < *due) return 0;
  OutboxWorker worker(
      [this](const auto& use) { write(use); },
      [&](const store::Dispatch& dispatch) {
        if (dispatch.kind == checkpoint_kind) return hand_over_checkpoint(folder, dispatch);
        return content_->readers.read([&](store::Database& database) { return hand_over(database, folder, dispatch); });
      });
  return worker.run_once(now());
}

std::filesystem::path Office::mail_folder() const {
  const auto named = content_->readers.read([](store::Database& database) { return find_meta(database, "mail_folder"); });
  return named ? content_->folder.root() / *named : content_->folder.outgoing();
}

void Office::use_time_servers(std::vector<std::string> servers) {
  content_->validation = std::make_unique<ValidationData>(std::move(servers), content_->surroundings.anchors);
}

void Office::tick() {
  content_->writer.tick();
  if (content_->writer.closed()) return;
  content_->take_heads_hourly();
  content_->stamp_checkpoint_hourly();
  content_->write_daily_letter();
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

const formats::TrustAnchors& Office::anchors() const {
  return content_->surroundings.anchors;
}

const OfficeFolder& Office::folder() const {
  return content_->folder;
}

Timestamp Office::now() const {
  return content_->surroundings.clock();
}

}  // namespace chancery::engine
