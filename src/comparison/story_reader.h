#pragma once

#include "comparison/block.h"
#include "comparison/interner.h"
#include "comparison/package_side.h"
#include "text/markup_tree.h"

#include <string>
#include <string_view>
#include <unordered_map>

namespace chancery::comparison {

/// Reads a part, in which no tracked change is left, as blocks of which every character and every property that counts has a
/// number.
class StoryReader {
 public:
  /// `with_words`: whether blocks get their words, which only an alignment needs.
  StoryReader(const text::MarkupTree& tree, const PackageSide& side, std::string_view part, Interner& interner, bool with_words)
      : tree_(tree), side_(side), part_(part), interner_(interner), with_words_(with_words) {}

  /// The blocks of the body, of each note, of the header or footer.
  [[nodiscard]] Block read();
  /// w:sectPr at the end of the body, with its tags; empty when there is none.
  [[nodiscard]] text::ByteRange last_section() const { return last_section_; }
  [[nodiscard]] std::uint32_t last_section_signature() const { return last_section_signature_; }

 private:
  void read_blocks(std::uint32_t parent, Block& into);
  void read_block(std::uint32_t node, Block& into);
  void read_note(std::uint32_t node, Block& into);
  void finish(Block& block);
  void read_paragraph(std::uint32_t node, Block& block);
  void read_paragraph_properties(std::uint32_t node, Paragraph& paragraph);
  void read_inline(std::uint32_t parent, std::uint32_t wrapper, std::uint32_t holder, Paragraph& paragraph);
  void read_inline_element(std::uint32_t node, std::uint32_t wrapper, std::uint32_t holder, Paragraph& paragraph);
  void read_wrapper(std::uint32_t node, std::uint32_t wrapper, std::uint32_t holder, Paragraph& paragraph);
  void read_run(std::uint32_t node, Span span, Paragraph& paragraph);
  void read_run_child(std::uint32_t node, std::uint32_t run, const Span& span, Paragraph& paragraph);
  [[nodiscard]] std::uint32_t field_end(std::uint32_t begin, std::uint32_t parent) const;
  [[nodiscard]] int field_depth(std::uint32_t run) const;
  void add_text(Paragraph& paragraph, Span span, std::string_view characters) const;
  void add_thing(Paragraph& paragraph, Span span, Thing thing) const;
  [[nodiscard]] std::string shown_text(text::ByteRange range, std::uint32_t node) const;
  [[nodiscard]] std::string key_of(const Paragraph& paragraph) const;
  [[nodiscard]] std::string signature_of(const Paragraph& paragraph) const;
  [[nodiscard]] std::uint32_t signature(std::uint32_t node);
  [[nodiscard]] std::uint32_t children_signature(std::uint32_t node);
  [[nodiscard]] std::uint32_t section_signature(std::uint32_t node);
  [[nodiscard]] std::string canonical_of(std::uint32_t node) const;
  [[nodiscard]] bool is_word(std::uint32_t node, std::string_view name) const;

  const text::MarkupTree& tree_;
  const PackageSide& side_;
  std::string part_;
  Interner& interner_;
  bool with_words_;
  std::unordered_map<std::string_view, std::uint32_t> known_;  // raw bytes of properties
  std::size_t paragraphs_ = 0;
  text::ByteRange last_section_;
  std::uint32_t last_section_signature_ = 0;
};

}  // namespace chancery::comparison
