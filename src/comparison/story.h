#pragma once

#include "comparison/block.h"
#include "comparison/story_reader.h"
#include "text/markup_tree.h"

#include <string>
#include <utility>

namespace chancery::comparison {

/// A part of one side, read.
struct StoryText {
  std::string part;
  text::MarkupTree tree;
  Block blocks;
  text::ByteRange last_section;
  std::uint32_t last_section_signature = 0;

  [[nodiscard]] static StoryText read(Bytes bytes, const std::string& part, const PackageSide& side, Interner& interner,
                                      bool with_words) {
    StoryText story{part, text::MarkupTree::read(std::move(bytes), part), {}, {}, 0};
    StoryReader reader(story.tree, side, part, interner, with_words);
    story.blocks = reader.read();
    story.last_section = reader.last_section();
    story.last_section_signature = reader.last_section_signature();
    return story;
  }
};

}  // namespace chancery::comparison
