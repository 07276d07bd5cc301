#include "engine/reopening.h"

#include "base/error.h"
#include "engine/erasing.h"
#include "engine/ledger_batch.h"
#include "engine/meta.h"
#include "engine/stored_receipt.h"
#include "ledger/checkpoint.h"
#include "ledger/hash_words.h"
#include "ledger/signed_note.h"
#include "outside/entropy.h"
#include "outside/files.h"
#include "store/leaves.h"
#include "store/office_lock.h"
#include "store/transaction.h"

#include <set>

namespace chancery::engine {
namespace {

using formats::Json;

/// The basis of erasures that a backup did not have yet: what they rest on stood in the ledger that was lost.
constexpr auto erased_before = "restored: erased before, applied again";

std::string code_name(unsigned person) {
  return "recovery_code_" + std::to_string(person);
}

std::optional<ledger::TreeHead> head_outside(const store::AnchorFile& anchor) {
  const auto& last = anchor.last();
  if (!last) return std::nullopt;
  return ledger::TreeHead{static_cast<ledger::TreeSize>(last->size), last->root};
}

/// What is recorded of a restore: nothing is known outside then, the anchor belongs to the office that is gone.
bool was_restored(store::Database& database) {
  return find_meta(database, "restored").has_value();
}

ledger::Standing standing(store::Database& database, const store::AnchorFile& anchor) {
  store::Leaves leaves(database);
  return ledger::standing_of(frontier_of(leaves).head(), head_outside(anchor), stored_nodes(leaves));
}

unsigned confirmations(store::Database& database, const std::vector<SecretBytes>& codes) {
  std::set<unsigned> persons;
  for (const SecretBytes& code : codes) {
    const auto person = person_of_code(database, code);
    if (!person) return 0;
    persons.insert(*person);
  }
  return static_cast<unsigned>(persons.size());
}

ledger::Reopening reopening_of(store::Database& database, const store::AnchorFile& anchor, ledger::ReopeningCause cause,
                               unsigned confirmed) {
  store::Leaves leaves(database);
  const ledger::Checkpoint here(meta(database, "origin"), frontier_of(leaves).head());
  return {cause, here, head_outside(anchor), standing(database, anchor), confirmed};
}

std::string new_log_key(const OfficeFolder& folder, const std::string& origin) {
  const SecretBytes seed = outside::random_secret(32);
  outside::make_private_folder(folder.keys());
  outside::write_private_file(folder.log_key(), to_hex(seed.reveal()));
  return ledger::NoteSigner(origin, SecretBytes(std::string(seed.reveal()))).verifier_key().text();
}

/// The leaf of the new epoch and the key that signs from here on; `leaves` of the old ones stay as they are.
std::uint64_t open_epoch(store::Database& database, const ledger::EpochOpened& epoch, const ledger::Checkpoint& before,
                         const std::string& verifier_key, Timestamp now) {
  LedgerBatch batch(database, epoch.log);
  const auto leaf = batch.compose(epoch, outside::random_salt(), now);
  batch.add(leaf);
  batch.add(batch.compose(ledger::KeyAdded{verifier_key, before.text()}, outside::random_salt(), now));
  // What was taken away after the restore is said by the ledger that goes on.
  for (auto left = unrecorded_erasures(database); !left.empty(); left = unrecorded_erasures(database)) {
    if (left.size() > openings_in_a_leaf) left.erase(left.begin() + openings_in_a_leaf, left.end());
    const auto erased = batch.compose(ledger::Erased{left, erased_before}, outside::random_salt(), now);
    batch.add(erased);
    erase_openings(database, left, erased.seq);
  }
  batch.finish();
  save_meta(database, "origin", epoch.log);
  save_meta(database, "verifier_key", verifier_key);
  forget_meta(database, "restored");
  return leaf.seq;
}

Json answer_of(const ledger::Reopening& reopening, const ledger::EpochOpened& epoch, std::uint64_t seq,
               const std::string& verifier_key) {
  const auto gap = ledger::gap_of(reopening);
  return {{"origin", epoch.log},
          {"reason", epoch.reason},
          {"previous", {{"size", epoch.previous.size}, {"root", epoch.previous.root.hex()}}},
          {"gap", gap ? Json(*gap) : Json("unknown")},
          {"seq", seq},
          {"verifier_key", verifier_key}};
}

ledger::TreeSize frontier_of_stored(store::Database& database) {
  store::Leaves leaves(database);
  return frontier_of(leaves).size();
}

/// Whether the key that lies here is the one that the ledger names: a reopening that was cut short leaves another.
bool has_log_key(store::Database& database, const OfficeFolder& folder) {
  if (!std::filesystem::exists(folder.log_key())) return false;
  const ledger::NoteSigner signer(meta(database, "origin"), read_log_key(folder));
  return signer.verifier_key().text() == meta(database, "verifier_key");
}

}  // namespace

void begin_anchor(store::Database& database, const OfficeFolder& folder, Timestamp now) {
  std::filesystem::remove(folder.anchor());
  store::Leaves leaves(database);
  const auto head = frontier_of(leaves).head();
  store::AnchorFile(folder.anchor()).release({static_cast<std::int64_t>(head.size), head.root}, now);
}

std::optional<Message> why_closed(store::Database& database, const store::AnchorFile& anchor, const OfficeFolder& folder) {
  if (was_restored(database)) return Message{"engine.closed_restored", {}};
  const auto found = standing(database, anchor);
  if (found == ledger::Standing::behind || found == ledger::Standing::forked) {
    store::Leaves leaves(database);
    return Message{behind_anchor,
                   {{"size", static_cast<std::int64_t>(frontier_of(leaves).size())}, {"released", anchor.last()->size}}};
  }
  if (!anchor.last() && frontier_of_stored(database) > 0) return Message{"engine.anchor_gone", {}};
  if (!has_log_key(database, folder)) return Message{"engine.closed_without_key", {}};
  return std::nullopt;
}

SecretBytes read_log_key(const OfficeFolder& folder) {
  auto text = outside::read_file(folder.log_key());
  auto seed = parse_hex(text);
  if (!seed || seed->size() != 32) {
    throw Error(Fault::environment, {"engine.log_key_broken", {{"path", folder.log_key().string()}}});
  }
  return SecretBytes(*std::move(seed));
}

std::vector<std::string> make_recovery_codes(store::Database& database) {
  std::vector<std::string> codes;
  for (const unsigned person : {1U, 2U}) {
    codes.push_back(ledger::hash_words(Sha256::from_bytes(outside::random_bytes(Sha256::size)).value()));
    save_meta(database, code_name(person), sha256(codes.back()).hex());
  }
  return codes;
}

std::optional<unsigned> person_of_code(store::Database& database, const SecretBytes& code) {
  const auto words = ledger::parse_hash_words(code.reveal());
  if (!words) return std::nullopt;
  for (const unsigned person : {1U, 2U}) {
    if (find_meta(database, code_name(person)) == sha256(*words).hex()) return person;
  }
  return std::nullopt;
}

Decision<Json> reopen_office(const std::filesystem::path& path, ledger::ReopeningCause cause,
                             const std::vector<SecretBytes>& codes, const Clock& clock) {
  const OfficeFolder folder(path);
  if (!std::filesystem::exists(folder.database())) throw Error(Fault::absent, {"engine.no_office", {{"path", path.string()}}});
  const auto lock = store::OfficeLock::try_take(folder.lock());
  if (!lock) throw Error(Fault::unavailable, {"engine.office_in_use", {{"path", path.string()}}});
  auto database = store::Database::open(folder.database(), store::OpenMode::existing);
  std::optional<store::AnchorFile> anchor(folder.anchor());
  const unsigned confirmed = confirmations(database, codes);
  if (confirmed == 1 && codes.size() > 1) return Refusal{"engine.code_twice", {"engine.code_twice", {}}};
  const auto reopening = reopening_of(database, *anchor, cause, confirmed);
  auto epoch = ledger::reopen(reopening);
  if (epoch.refused()) return epoch.refusal();
  const std::string key = new_log_key(folder, epoch.value().log);
  store::Transaction transaction(database);
  const auto seq = open_epoch(database, epoch.value(), reopening.here, key, clock());
  transaction.commit();
  anchor.reset();
  begin_anchor(database, folder, clock());
  return answer_of(reopening, epoch.value(), seq, key);
}

}  // namespace chancery::engine
