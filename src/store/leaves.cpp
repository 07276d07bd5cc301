#include "store/leaves.h"

namespace chancery::store {
namespace {

std::optional<CheckpointToken> one_token(Database& database, const std::string& which, std::initializer_list<Parameter> values) {
  Statement row = database.query("SELECT size, leaf, time, token FROM checkpoint_tokens " + which, values);
  if (!row.next()) return std::nullopt;
  return CheckpointToken{static_cast<std::uint64_t>(row.get<std::int64_t>(0)),
                         static_cast<std::uint64_t>(row.get<std::int64_t>(1)), row.get<Timestamp>(2), row.bytes(3)};
}

}  // namespace

void Leaves::add(std::uint64_t seq, BytesView bytes, const Sha256& hash) {
  database_->run("INSERT INTO leaves (seq, bytes, hash) VALUES (?1, ?2, ?3)", {seq, Parameter::bytes(bytes), hash});
}

std::optional<Bytes> Leaves::bytes(std::uint64_t seq) {
  Statement row = database_->query("SELECT bytes FROM leaves WHERE seq = ?1", {seq});
  return row.next() ? std::optional(row.bytes(0)) : std::nullopt;
}

std::optional<Sha256> Leaves::hash(std::uint64_t seq) {
  return database_->find<Sha256>("SELECT hash FROM leaves WHERE seq = ?1", {seq});
}

void Leaves::add_opening(std::uint64_t seq, const StoredOpening& opening) {
  database_->run("INSERT INTO openings (seq, label, salt, value) VALUES (?1, ?2, ?3, ?4)",
                 {seq, opening.label, opening.salt, Parameter::bytes(opening.value)});
}

std::vector<StoredOpening> Leaves::openings(std::uint64_t seq) {
  std::vector<StoredOpening> list;
  Statement rows = database_->query("SELECT label, salt, value FROM openings WHERE seq = ?1 ORDER BY label", {seq});
  while (rows.next()) list.push_back({rows.text(0), rows.get<Salt>(1), rows.bytes(2)});
  return list;
}

void Leaves::erase_opening(const ErasedRow& erased) {
  database_->run("DELETE FROM openings WHERE seq = ?1 AND label = ?2", {erased.seq, erased.label});
  database_->run(
      "INSERT INTO erased_openings (seq, label, leaf) VALUES (?1, ?2, ?3)"
      " ON CONFLICT DO UPDATE SET leaf = excluded.leaf WHERE leaf IS NULL",
      {erased.seq, erased.label, erased.leaf});
}

std::vector<ErasedRow> Leaves::erased() {
  std::vector<ErasedRow> list;
  Statement rows = database_->query("SELECT seq, label, leaf FROM erased_openings ORDER BY seq, label", {});
  while (rows.next()) {
    const auto leaf = rows.get<std::optional<std::int64_t>>(2);
    list.push_back({static_cast<std::uint64_t>(rows.get<std::int64_t>(0)), rows.text(1),
                    leaf ? std::optional(static_cast<std::uint64_t>(*leaf)) : std::nullopt});
  }
  return list;
}

void Leaves::add_node(unsigned level, std::uint64_t position, const Sha256& hash) {
  database_->run("INSERT INTO tree_nodes (level, position, hash) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
                 {level, position, hash});
}

std::optional<Sha256> Leaves::node(unsigned level, std::uint64_t position) {
  if (level == 0) return hash(position);
  return database_->find<Sha256>("SELECT hash FROM tree_nodes WHERE level = ?1 AND position = ?2", {level, position});
}

std::optional<TreeHead> Leaves::head() {
  Statement row = database_->query("SELECT size, root, frontier FROM tree_head WHERE one = 1");
  if (!row.next()) return std::nullopt;
  return TreeHead{static_cast<std::uint64_t>(row.integer(0)), row.get<Sha256>(1), row.bytes(2)};
}

void Leaves::save_head(const TreeHead& head) {
  database_->run(
      "INSERT INTO tree_head (one, size, root, frontier) VALUES (1, ?1, ?2, ?3) "
      "ON CONFLICT (one) DO UPDATE SET size = ?1, root = ?2, frontier = ?3",
      {head.size, head.root, Parameter::bytes(head.frontier)});
}

void Leaves::save_checkpoint(std::uint64_t size, std::string_view note) {
  database_->run("INSERT INTO checkpoints (size, note) VALUES (?1, ?2) ON CONFLICT (size) DO NOTHING", {size, note});
}

std::optional<std::string> Leaves::checkpoint(std::uint64_t size) {
  return database_->find<std::string>("SELECT note FROM checkpoints WHERE size = ?1", {size});
}

void Leaves::add_token(const CheckpointToken& token) {
  database_->run("INSERT INTO checkpoint_tokens (size, leaf, time, token) VALUES (?1, ?2, ?3, ?4)",
                 {token.size, token.leaf, token.time, Parameter::bytes(token.token)});
}

std::optional<CheckpointToken> Leaves::newest_token() {
  return one_token(*database_, "ORDER BY leaf DESC LIMIT 1", {});
}

std::optional<CheckpointToken> Leaves::token_before(std::uint64_t seq) {
  return one_token(*database_, "WHERE leaf < ?1 ORDER BY leaf DESC LIMIT 1", {seq});
}

std::optional<CheckpointToken> Leaves::token_over(std::uint64_t seq) {
  return one_token(*database_, "WHERE size > ?1 ORDER BY size LIMIT 1", {seq});
}

}  // namespace chancery::store
