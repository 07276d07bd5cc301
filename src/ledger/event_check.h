#pragma once

#include "ledger/document_chains.h"
#include "ledger/finding.h"
#include "ledger/key_history.h"
#include "ledger/tree_check.h"

#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace chancery::ledger {

/// What the office’s own entries promise: that an epoch continues the tree before it, that keys were handed over, that the map
/// of last leaves is the one of the entries before; what was erased and anchored.
class EventCheck {
 public:
  EventCheck(std::vector<VerifierKey> known, const FileReader& files) : files_(files), keys_(std::move(known)) {}

  /// Before each entry: checkpoints of this size are compared with the tree.
  [[nodiscard]] std::optional<Finding> pass(TreeSize index, const HeadBefore& before);
  [[nodiscard]] std::optional<Finding> add(TreeSize index, const SystemEvent& event, const HeadBefore& before,
                                           const DocumentChains& chains);
  /// After the last entry.
  [[nodiscard]] std::optional<Finding> conclude(const TreeHead& head);

  [[nodiscard]] const KeyHistory& keys() const { return keys_; }
  [[nodiscard]] const std::set<std::pair<TreeSize, Label>>& erased() const { return erased_; }
  [[nodiscard]] const std::vector<LoggedAnchor>& anchors() const { return anchors_; }
  [[nodiscard]] const std::vector<Message>& remarks() const { return remarks_; }

 private:
  /// A checkpoint that old and new keys signed, until the walk comes to its size.
  struct Overlap {
    TreeSize entry;
    SignedNote note;
    TreeHead head;
  };
  [[nodiscard]] std::optional<Finding> judge(const Overlap& overlap, const TreeHead& here);
  [[nodiscard]] std::optional<Finding> add_key(TreeSize index, bool understood);
  [[nodiscard]] std::optional<Finding> judge_epoch(TreeSize index, const EpochOpened& epoch, const HeadBefore& before);
  [[nodiscard]] std::optional<Finding> judge_heads(TreeSize index, const HeadsTaken& event, const DocumentChains& chains);

  const FileReader& files_;
  KeyHistory keys_;
  std::vector<Overlap> overlaps_;
  std::set<std::pair<TreeSize, Label>> erased_;
  std::vector<LoggedAnchor> anchors_;
  std::vector<Message> remarks_;
  std::size_t heads_left_ = 5'000'000;  // documents that may still be hashed into maps
};

}  // namespace chancery::ledger
