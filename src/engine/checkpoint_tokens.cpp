#include "engine/checkpoint_tokens.h"

#include "base/error.h"
#include "engine/stored_receipt.h"
#include "formats/time_stamp.h"
#include "ledger/checkpoint.h"
#include "signing/signed_data.h"
#include "store/leaves.h"

#include <algorithm>
#include <chrono>
#include <map>

namespace chancery::engine {
namespace {

constexpr std::chrono::hours between_tokens{1};

Timestamp time_in(BytesView token) {
  return formats::read_time_stamp_info(signing::read_signed_data(token, "token").content, "token").time;
}

/// The tokens between which the leaves of a document lie, by the size of their checkpoints.
std::map<ledger::TreeSize, store::CheckpointToken> tokens_around(store::Leaves& leaves, const evidence::Material& material,
                                                                 ledger::TreeSize size) {
  std::map<ledger::TreeSize, store::CheckpointToken> found;
  const auto add = [&](std::optional<store::CheckpointToken> token) {
    if (token && token->leaf < size) found.emplace(token->size, *std::move(token));
  };
  for (const evidence::ProvenEntry& entry : material.entries) {
    add(leaves.token_before(entry.seq));
    add(leaves.token_over(entry.seq));
  }
  return found;
}

}  // namespace

bool is_token_due(store::Database& database, Timestamp now) {
  const auto last_step = database.find<std::int64_t>("SELECT seq FROM steps ORDER BY seq DESC LIMIT 1");
  if (!last_step) return false;
  const auto newest = store::Leaves(database).newest_token();
  return !newest || (newest->size <= static_cast<std::uint64_t>(*last_step) && !(now < newest->time.plus(between_tokens)));
}

ledger::Anchored keep_token(store::Database& database, const ledger::SignedNote& checkpoint, Bytes token, std::uint64_t seq) {
  store::Leaves leaves(database);
  const auto size = ledger::Checkpoint::parse(checkpoint.text()).value().head().size;
  leaves.save_checkpoint(size, checkpoint.bytes());
  const Timestamp time = time_in(token);
  const Sha256 hash = sha256(token);
  leaves.add_token({size, seq, time, std::move(token)});
  return {size, hash};
}

formats::Json newest_token_of(store::Database& database) {
  const auto newest = store::Leaves(database).newest_token();
  return newest ? formats::Json{{"size", newest->size}, {"time", newest->time.text()}} : formats::Json();
}

void add_tokens(store::Database& database, ledger::TreeSize size, evidence::Material& material) {
  store::Leaves leaves(database);
  for (auto& [stamped, token] : tokens_around(leaves, material, size)) {
    const auto note = leaves.checkpoint(stamped);
    check_invariant(note.has_value(), "a token has its checkpoint");
    if (stamped != size) {
      material.earlier.push_back(
          {ledger::SignedNote::parse(*note), ledger::make_consistency_proof(stamped, size, stored_nodes(leaves))});
    }
    material.office.push_back(proven_entry(leaves, token.leaf, size));
    material.tokens.push_back({stamped, std::move(token.token)});
  }
}

}  // namespace chancery::engine
