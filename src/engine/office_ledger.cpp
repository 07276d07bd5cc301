#include "base/error.h"
#include "engine/backup.h"
#include "engine/checkpoint_tokens.h"
#include "engine/daily_checkpoint.h"
#include "engine/day_of_steps.h"
#include "engine/erasing.h"
#include "engine/evidencing.h"
#include "engine/ledger_batch.h"
#include "engine/ledger_book.h"
#include "engine/meta.h"
#include "engine/office_content.h"
#include "engine/reopening.h"
#include "engine/scrub.h"
#include "engine/step_search.h"
#include "engine/stored_receipt.h"
#include "engine/views.h"
#include "engine/words.h"
#include "evidence/bundle.h"
#include "ledger/challenge.h"
#include "ledger/checkpoint.h"
#include "ledger/proof.h"
#include "outside/entropy.h"
#include "store/documents.h"
#include "store/leaves.h"
#include "store/people.h"

namespace chancery::engine {

using document::Action;
using document::RightsPolicy;
using formats::Json;

namespace {

/// Openings go to who may read the history of the document; those of system leaves to everybody who may read the ledger.
bool may_see_openings(store::Database& database, const document::Subject& subject, std::uint64_t seq) {
  const auto id = database.find<DocumentId>("SELECT document FROM steps WHERE seq = ?1", {seq});
  if (!id) return true;
  const auto row = store::Documents(database).find(*id);
  return row &&
         !document::authorize(RightsPolicy::standard(), subject, Action::read_history, object_of(database, *row)).refused();
}

constexpr std::chrono::hours between_heads{1};
constexpr auto heads_name = "heads_taken";

/// Where the last `heads` entry stands, and when it was written.
std::optional<std::pair<std::uint64_t, Timestamp>> heads_noted(store::Database& database) {
  const auto noted = find_meta(database, heads_name);
  if (!noted) return std::nullopt;
  const Json json = formats::parse_json(*noted, heads_name);
  return std::pair(json.at("seq").get<std::uint64_t>(), *Timestamp::parse(json.at("time").get<std::string>()));
}

void note_heads(store::Database& database, std::uint64_t seq, Timestamp now) {
  save_meta(database, heads_name, Json{{"seq", seq}, {"time", now.text()}}.dump());
}

/// The administrator who does something to the office itself.
ledger::Who actor_in_office(store::Database& database, const Caller& caller, const Surroundings& around) {
  const auto key = store::People(database).key(caller.person);
  if (!key) throw Error(Fault::absent, {"engine.no_such_person", {{"person", caller.person.hex()}}});
  return {ledger::Actor(ledger::pseudonym_in_system(around.origin, *key)),
          std::nullopt,
          std::string(document::name_of(document::Role::administrator)),
          around.organisation.hex(),
          std::nullopt,
          {caller.method, caller.session, std::nullopt}};
}

}  // namespace

std::string Office::checkpoint() const {
  return content_->writer.checkpoint().bytes();
}

std::string Office::verifier_key() const {
  return content_->key.text();
}

Json Office::verify_ledger() const {
  auto report = content_->readers.read(
      [&](store::Database& database) { return to_json(verify_stored(database, content_->writer.checkpoint(), content_->key)); });
  const auto& closed = content_->writer.closed();
  // What is here may be whole and yet not all that there was: the anchor knows more.
  if (report.at("result") == ledger::name_of(ledger::LedgerResult::ok) && closed && closed->key == behind_anchor) {
    report["result"] = ledger::name_of(ledger::LedgerResult::rolled_back);
    report["message"] = words_of(*closed);
  }
  return report;
}

Decision<Json> Office::scrub(const Caller& caller) const {
  return content_->readers.read([&](store::Database& database) -> Decision<Json> {
    const auto allowed = content_->may(database, caller, Action::read_ledger);
    if (allowed.refused()) return allowed.refusal();
    return to_json(engine::scrub(database, [](std::uint64_t, std::uint64_t) {}));
  });
}

std::vector<std::string> Office::scrub_next(std::size_t documents) {
  const auto found = content_->readers.read(
      [&](store::Database& database) { return content_->scrub.go_on(database, documents, content_->surroundings.clock()); });
  std::vector<std::string> lines;
  for (const ScrubFinding& finding : found) {
    lines.push_back("event=scrub_found result=\"" + std::string(ledger::name_of(finding.result)) + "\" document=" +
                    (finding.document ? finding.document->hex() : "-") + " cause=\"" + to_log(finding.message) + "\"");
  }
  return lines;
}

Json Office::scrub_state() const {
  return content_->scrub.state();
}

Json Office::search_steps(const Caller& caller, const Json& filter) const {
  return content_->readers.read(
      [&](store::Database& database) { return engine::search_steps(database, content_->subject(database, caller), filter); });
}

Decision<Json> Office::steps_of_today(const Caller& caller) const {
  return content_->readers.read([&](store::Database& database) -> Decision<Json> {
    const auto allowed = content_->may(database, caller, Action::read_ledger);
    if (allowed.refused()) return allowed.refusal();
    return day_of_steps(database, content_->surroundings.clock());
  });
}

Json Office::challenge(const std::string& printed) const {
  const auto fingerprint = ledger::PrintedCheckpoint::parse(printed);
  if (!fingerprint) throw Error(Fault::input, {"ledger.printed_odd", {{"text", printed.substr(0, 200)}}});
  return content_->readers.read([&](store::Database& database) {
    store::Leaves leaves(database);
    const auto note = content_->writer.checkpoint();
    return to_json(ledger::answer_challenge(*fingerprint, ledger::Checkpoint::parse(note.text()).value(), stored_nodes(leaves)),
                   *fingerprint, note);
  });
}

Json Office::prove(std::uint64_t seq) const {
  return content_->readers.read([&](store::Database& database) -> Json {
    const auto receipt = stored_receipt(database, seq, content_->writer.checkpoints());
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

Json Office::checkpoints_outside() const {
  return content_->readers.read([](store::Database& database) { return outside_of(database); });
}

Decision<Json> Office::send_checkpoints_to(const Caller& caller, const std::string& address) {
  if (const auto allowed = authorize(caller, Action::manage_keys, std::nullopt); allowed.refused()) return allowed.refusal();
  if (!address.empty() && !content_->surroundings.mailbox) throw Error(Fault::conflict, {"engine.no_mail_address", {}});
  content_->writer.run([&](store::Database& database) { save_checkpoint_mailbox(database, address); });
  return checkpoints_outside();
}

void Office::Content::take_heads_hourly() {
  const Timestamp now = surroundings.clock();
  const bool due = readers.read([&](store::Database& database) {
    const auto last = heads_noted(database);
    const auto step = database.find<std::int64_t>("SELECT seq FROM steps ORDER BY seq DESC LIMIT 1");
    if (!step) return false;
    return !last || (last->first < static_cast<std::uint64_t>(*step) && !(now < last->second.plus(between_heads)));
  });
  if (!due) return;
  const auto take = [&](store::Database& database, std::uint64_t seq) {
    note_heads(database, seq, now);
    return ledger::HeadsTaken{{seq, root_of_office(database)}};
  };
  (void)writer.record(take, outside::random_salt());
}

void Office::Content::stamp_checkpoint_hourly() {
  const Timestamp now = surroundings.clock();
  if (!validation->has_time_servers()) return;
  if (!readers.read([&](store::Database& database) { return is_token_due(database, now); })) return;
  const auto checkpoint = writer.checkpoint();
  const auto stamped = ledger::stamped_part(checkpoint, surroundings.origin);
  check_invariant(stamped.has_value(), "the office signs its checkpoints");
  auto token = validation->stamp(*stamped, now);
  if (!token) return;  // nothing waits for it: the servers are asked again
  const auto keep = [&](store::Database& database, std::uint64_t seq) { return keep_token(database, checkpoint, *token, seq); };
  (void)writer.record(keep, outside::random_salt());
}

void Office::Content::write_daily_letter() {
  const Timestamp now = surroundings.clock();
  if (!surroundings.mailbox) return;
  if (!readers.read([&](store::Database& database) { return is_letter_due(database, now); })) return;
  const auto checkpoint = writer.checkpoint();
  writer.run(
      [&](store::Database& database) { write_checkpoint_letter(database, *surroundings.mailbox, checkpoint, key.text(), now); });
}

Decision<Json> Office::erase_person(const Caller& caller, const std::string& log_in_name, const std::string& basis) {
  if (const auto allowed = authorize(caller, Action::manage_people, std::nullopt); allowed.refused()) return allowed.refusal();
  require_basis(basis);
  PersonId person = caller.person;
  std::optional<ledger::Who> who;
  std::vector<std::string> words;
  (void)content_->readers.read([&](store::Database& database) {
    person = person_to_erase(database, log_in_name);
    words = words_of_person(database, person);
    who = actor_in_office(database, caller, content_->surroundings);
    return true;
  });
  Json entries = Json::array();
  std::size_t openings = 0;
  // A leaf has room for so many; the person goes with the last one, so that a cut in between is taken up again.
  for (bool finished = false; !finished;) {
    const auto take = [&](store::Database& database, std::uint64_t seq) {
      auto notes = notes_of(database, person, openings_in_a_leaf);
      erase_openings(database, notes, seq);
      finished = notes.size() < openings_in_a_leaf;
      if (finished) store::People(database).erase(person, now());
      openings += notes.size();
      return ledger::Erased{std::move(notes), basis};
    };
    entries.push_back(content_->writer.record(take, outside::random_salt(), who));
  }
  auto database = store::Database::open(content_->folder.database(), store::OpenMode::existing);
  keep_erasures(database, content_->folder);
  Json kept = Json::array();
  for (const char* key : {"engine.kept_containers", "engine.kept_texts", "engine.kept_backups"})
    kept.push_back(words_of({key, {}}));
  if (!clean_files(database, content_->folder, words)) kept.push_back(words_of({"engine.kept_log", {}}));
  return Json{{"person", person.hex()}, {"openings", openings}, {"entries", std::move(entries)}, {"kept", std::move(kept)}};
}

Decision<Json> Office::back_up(const Caller& caller, const std::filesystem::path& target, const SecretBytes& password) const {
  const auto allowed = authorize(caller, Action::back_up, std::nullopt);
  if (allowed.refused()) return allowed.refusal();
  const std::lock_guard one_at_a_time(content_->backing_up);
  auto database = store::Database::open(content_->folder.database(), store::OpenMode::read_only);
  const auto checkpoint_of = [&](std::uint64_t size) {
    auto newest = content_->writer.checkpoint_over(size - 1);
    if (ledger::Checkpoint::parse(newest.text()).value().head().size == size) return newest;
    // Steps came since the copy: with the first of them the checkpoint of before was stored.
    return content_->readers.read(
        [&](store::Database& now) { return ledger::SignedNote::parse(store::Leaves(now).checkpoint(size).value()); });
  };
  return create_backup(database, content_->folder, checkpoint_of, target, password, now());
}

Blob Office::evidence(const Caller& caller, const DocumentId& id) {
  content_->readers.read([&](store::Database& database) {
    (void)content_->known_row(database, caller, id, Action::read_document);
    return content_->known_row(database, caller, id, Action::read_history);
  });
  ledger::HeadsProof proof;
  const auto take = [&](store::Database& database, std::uint64_t seq) {
    auto heads = take_heads(database, id);
    proof = std::move(heads.proof);
    note_heads(database, seq, now());
    return ledger::HeadsTaken{{seq, heads.root}};
  };
  const auto entry = content_->writer.record(take, outside::random_salt());
  const EvidencePlace place{id, entry, std::move(proof), content_->writer.checkpoint_over(entry), content_->key, now()};
  return content_->readers.read(
      [&](store::Database& database) { return evidence::write_evidence(material_of(database, place)); });
}

}  // namespace chancery::engine
