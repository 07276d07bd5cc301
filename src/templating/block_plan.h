#pragma once

#include "templating/tag_finder.h"
#include "text/story.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace chancery::templating {

/// How far a block reaches beyond its two tags.
enum class BlockShape {
  inline_text,  // from tag to tag, paragraph ends between them included
  paragraphs,   // whole paragraphs
  rows,         // whole rows of a table
  section       // the items of a repeating section
};

/// Where the body of a block begins or ends, seen from one of its tags.
enum class BlockEdge { tag, before, after, whole };

struct Block {
  std::size_t open = 0;  // indices of the tags
  std::size_t close = 0;
  BlockShape shape = BlockShape::inline_text;
  BlockEdge open_edge = BlockEdge::tag;
  BlockEdge close_edge = BlockEdge::tag;
  std::uint32_t open_node = 0;  // the paragraph or row that the edge belongs to
  std::uint32_t close_node = 0;
};

struct BlockMistake {
  std::string code;
  std::size_t tag = 0;
};

/// The blocks of a story: which tags belong together and what is repeated or dropped with them.
struct BlockPlan {
  std::vector<Block> blocks;
  std::vector<std::uint32_t> vanishing;  // nodes that hold nothing but block tags and comments, and go with them
  std::vector<BlockMistake> mistakes;
};

[[nodiscard]] BlockPlan plan_blocks(const text::Story& story, const FoundTags& found);

}  // namespace chancery::templating
