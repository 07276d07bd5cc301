#pragma once

#include "base/bytes.h"
#include "base/salt.h"
#include "base/sha256.h"
#include "base/timestamp.h"
#include "store/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace chancery::store {

/// The head row of the tree.
struct TreeHead {
  std::uint64_t size;
  Sha256 root;
  Bytes frontier;
};

struct StoredOpening {
  std::string label;
  Salt salt;
  Bytes value;  // canonical JSON
};

/// An opening that was erased; `leaf` is where the ledger says so, absent in a restored office until it is reopened.
struct ErasedRow {
  std::uint64_t seq;
  std::string label;
  std::optional<std::uint64_t> leaf;
};

/// An RFC 3161 token over the checkpoint of a size; `leaf` is the entry that names it, `time` what it says.
struct CheckpointToken {
  std::uint64_t size;
  std::uint64_t leaf;
  Timestamp time;
  Bytes token;
};

/// The rows of the ledger. They are only added, but for openings that are erased; who calls is `engine` alone.
class Leaves {
 public:
  explicit Leaves(Database& database) : database_(&database) {}

  void add(std::uint64_t seq, BytesView bytes, const Sha256& hash);
  [[nodiscard]] std::optional<Bytes> bytes(std::uint64_t seq);
  [[nodiscard]] std::optional<Sha256> hash(std::uint64_t seq);

  void add_opening(std::uint64_t seq, const StoredOpening& opening);
  [[nodiscard]] std::vector<StoredOpening> openings(std::uint64_t seq);

  /// Takes an opening away for good, if it is there, and notes that it was.
  void erase_opening(const ErasedRow& erased);
  /// In order.
  [[nodiscard]] std::vector<ErasedRow> erased();

  /// A node that is there already stays as it is.
  void add_node(unsigned level, std::uint64_t position, const Sha256& hash);
  [[nodiscard]] std::optional<Sha256> node(unsigned level, std::uint64_t position);

  /// Absent in an office that has no leaf yet.
  [[nodiscard]] std::optional<TreeHead> head();
  void save_head(const TreeHead& head);

  void save_checkpoint(std::uint64_t size, std::string_view note);
  [[nodiscard]] std::optional<std::string> checkpoint(std::uint64_t size);

  /// Requires: the checkpoint is there.
  void add_token(const CheckpointToken& token);
  [[nodiscard]] std::optional<CheckpointToken> newest_token();
  /// The newest one that was in the ledger before the leaf: what it names is older than the leaf.
  [[nodiscard]] std::optional<CheckpointToken> token_before(std::uint64_t seq);
  /// The first one over a tree that has the leaf: the leaf is older than what it says.
  [[nodiscard]] std::optional<CheckpointToken> token_over(std::uint64_t seq);

 private:
  Database* database_;
};

}  // namespace chancery::store
