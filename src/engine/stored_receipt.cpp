#include "engine/stored_receipt.h"

#include "base/error.h"
#include "ledger/checkpoint.h"
#include "ledger/proof.h"

namespace chancery::engine {
namespace {

[[noreturn]] void no_such_leaf(std::uint64_t seq) {
  throw Error(Fault::absent, {"engine.no_such_leaf", {{"seq", static_cast<std::int64_t>(seq)}}});
}

}  // namespace

std::vector<ledger::Opening> stored_openings(store::Leaves& leaves, std::uint64_t seq) {
  std::vector<ledger::Opening> openings;
  for (const store::StoredOpening& stored : leaves.openings(seq)) {
    const auto label = ledger::Label::parse(stored.label);
    if (!label) throw Error(Fault::environment, {"engine.opening_broken", {{"seq", static_cast<std::int64_t>(seq)}}});
    openings.emplace_back(*label, stored.salt, formats::parse_committed_json(stored.value, stored.label));
  }
  return openings;
}

ledger::NodeReader stored_nodes(store::Leaves& leaves) {
  return [&leaves](const ledger::NodeId& id) {
    const auto hash = leaves.node(id.level, id.index);
    if (!hash) throw Error(Fault::environment, {"engine.tree_node_missing", {{"level", std::int64_t{id.level}}}});
    return *hash;
  };
}

evidence::ProvenEntry proven_entry(store::Leaves& leaves, std::uint64_t seq, ledger::TreeSize size) {
  auto bytes = leaves.bytes(seq);
  check_invariant(bytes.has_value(), "a leaf that is named is there");
  return {seq, *std::move(bytes), ledger::make_inclusion_proof(seq, size, stored_nodes(leaves)), stored_openings(leaves, seq)};
}

ledger::Receipt stored_receipt(store::Database& database, std::uint64_t seq, const CheckpointOver& checkpoint_over) {
  store::Leaves leaves(database);
  auto bytes = leaves.bytes(seq);
  if (!bytes) no_such_leaf(seq);
  const ledger::SignedNote checkpoint = checkpoint_over(seq);
  const auto size = ledger::Checkpoint::parse(checkpoint.text()).value().head().size;
  auto proof = ledger::make_inclusion_proof(seq, size, stored_nodes(leaves));
  return {ledger::TlogProof(seq, std::move(proof), checkpoint, std::move(bytes)), stored_openings(leaves, seq)};
}

std::optional<std::uint64_t> earlier_step(store::Database& database, const PersonId& person, const CommandKey& key) {
  store::Statement row =
      database.query("SELECT command, seq FROM command_keys WHERE person = ?1 AND key = ?2", {person, key.key});
  if (!row.next()) return std::nullopt;
  if (row.get<Sha256>(0) != key.command) throw Error(Fault::conflict, {"engine.key_reused", {{"key", key.key}}});
  return static_cast<std::uint64_t>(row.integer(1));
}

Outcome stored_outcome(store::Database& database, std::uint64_t seq, const CheckpointOver& checkpoint_over) {
  store::Statement row = database.query("SELECT document, revision FROM steps WHERE seq = ?1", {seq});
  if (!row.next()) no_such_leaf(seq);
  return {row.get<DocumentId>(0), static_cast<std::uint64_t>(row.integer(1)), seq,
          stored_receipt(database, seq, checkpoint_over).to_json()};
}

}  // namespace chancery::engine
