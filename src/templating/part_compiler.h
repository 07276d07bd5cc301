#pragma once

#include "templating/block_plan.h"
#include "templating/program.h"
#include "templating/tag_finder.h"
#include "text/story.h"
#include "text/styles.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace chancery::templating {

/// Turns a story, its tags and their blocks into a Program: every byte of the part that is not a tag becomes a literal.
/// `tags` are those of `found`, placed, in the same order.   Requires: the plan has no mistakes, and there is a tag.
class PartCompiler {
 public:
  PartCompiler(const text::Story& story, const text::Styles& styles, const FoundTags& found, const BlockPlan& plan,
               std::vector<PlacedTag> tags);

  /// Absent when blocks turn out to cross in the bytes.
  [[nodiscard]] std::optional<Program> compile();

 private:
  /// A change at one place: bytes `begin` to `end` go, `before`, the operation and `after` come. Changes at one place keep the
  /// order of what caused them (`cause`, an offset in the part).
  struct Edit {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t cause = 0;
    std::string before;
    std::vector<Operation> operations;
    std::string after;
  };

  void cut_tags();
  void cut_tag(std::size_t index);
  void cut_text_tag(std::size_t index);
  void add_value(std::size_t index);
  void add_rich_paragraphs(std::size_t index);
  void fill_merge_field(std::size_t index);
  void fill_control(std::size_t index);
  void add_section(const Block& block);
  void cut_span(const FoundTag& tag, const TagSpan& span, bool keeps_run);
  void keep_space(const text::StoryPiece& piece);
  void add_blocks();
  void add_inline(const Block& block);
  void add_edge(std::size_t tag, std::uint32_t node, BlockEdge edge, Operation::Kind kind);
  void remove_vanishing();
  [[nodiscard]] std::optional<std::uint32_t> table_of(const Block& block) const;
  void guard_tables();
  void guard_containers();
  void add(std::size_t at, std::size_t cause, Operation operation);

  [[nodiscard]] const text::StoryPiece& piece_of(const FoundTag& tag, const TagSpan& span) const;
  [[nodiscard]] bool is_whole_run(const FoundTag& tag, const TagSpan& span) const;
  [[nodiscard]] std::string close_run() const;
  [[nodiscard]] std::string open_run(std::uint32_t run) const;
  [[nodiscard]] std::string start_of_run(std::uint32_t run) const;
  [[nodiscard]] bool stands_alone(const FoundTag& tag) const;

  void write();
  void literal(std::string_view bytes);
  [[nodiscard]] bool link_blocks();

  const text::Story& story_;
  const text::Styles& styles_;
  const FoundTags& found_;
  const BlockPlan& plan_;
  std::vector<Edit> edits_;
  Program program_;
};

}  // namespace chancery::templating
