#pragma once

#include "ledger/finding.h"
#include "ledger/tree_head.h"
#include "ledger/verification.h"

#include <functional>
#include <optional>

namespace chancery::ledger {

/// The tree of all entries before the one that is taken.   Cost: O(log size) hashes.
using HeadBefore = std::function<TreeHead()>;
/// Gets every entry of the ledger in order, with its leaf hash.
using TakeEntry = std::function<void(TreeSize index, BytesView entry, const Sha256& leaf, const HeadBefore& before)>;

struct TreeCheck {
  std::optional<Finding> finding;
  /// The root of the first entries, as many as an earlier checkpoint counted; absent when there are fewer.
  std::optional<Sha256> earlier_root;
};

/// Reads all entry bundles and tiles that a checkpoint of this head promises, hashes every entry, and compares each tile and
/// the root.   Cost: one pass, one unfinished tile a level in memory.
[[nodiscard]] TreeCheck check_tree(const TreeHead& head, std::optional<TreeSize> earlier_size, const FileReader& files,
                                   const TakeEntry& take);

}  // namespace chancery::ledger
