#pragma once

#include "templating/block_plan.h"
#include "templating/tag_finder.h"

#include <vector>

namespace chancery::templating {

/// Which closing tag belongs to which opening one; only `open` and `close` of each block are set. `{/}` closes the innermost
/// block.
struct BlockPairs {
  std::vector<Block> blocks;
  std::vector<BlockMistake> mistakes;
};

[[nodiscard]] BlockPairs pair_blocks(const std::vector<FoundTag>& tags);

}  // namespace chancery::templating
