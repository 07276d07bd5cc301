#pragma once

#include "text/markup_reader.h"
#include "text/story.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::text {

/// Walks a WordprocessingML part once, from its first byte to its last, and fills a Story.
/// Recursion is bounded by the depth limit of the reader.
class StoryWalker {
 public:
  explicit StoryWalker(Story& story) : story_(story), reader_(story.part_, story.place_) {}

  void walk();

 private:
  /// Where the walker is, handed down by value: what an inner element changes ends with it.
  struct Context {
    static constexpr std::uint32_t none = 0xFFFFFFFF;
    std::uint32_t node = 0;
    std::uint32_t paragraph = none;
    std::uint32_t run = none;
    std::uint32_t control = none;  // index into controls()
    bool shown = true;             // false in a deletion, and in the branch of AlternateContent that is not read
  };

  void children(const Context& context);
  void element(const Context& context);
  void word_element(const Context& context);
  void other_element(const Context& context);
  bool structure(const Context& context, std::string_view name);
  bool paragraph_content(const Context& context, std::string_view name);
  bool piece_element(const Context& context, std::string_view name);
  bool mark_element(std::string_view name);

  void container(const Context& context, NodeKind kind);
  void paragraph(const Context& context);
  void run(const Context& context);
  void note(const Context& context);
  void box(const Context& context);
  void deletion(const Context& context);
  void alternate(const Context& context);
  void branches(const Context& context);
  void simple_field(const Context& context);
  void field_character(const Context& context);
  void end_field(const Context& context);
  void field_instruction();
  void text_element(const Context& context, bool formula);
  void paragraph_properties(const Context& context);
  void paragraph_property(StoryParagraph& paragraph);
  void run_properties(const Context& context);
  void run_property(StoryRun& run);
  void control(const Context& context);
  void control_content(const Context& context);
  void control_properties(const Context& context);
  void control_property(StoryControl& control);
  void control_kind(StoryControl& control, std::string_view name);
  [[nodiscard]] ByteRange attribute_place(std::string_view name) const;
  [[nodiscard]] static std::string symbol_character(std::string_view hex);

  std::uint32_t open_node(const Context& context, NodeKind kind, std::uint32_t detail = 0);
  void close_node(std::uint32_t node);
  void add_piece(const Context& context, StoryPiece piece);
  void add_element_piece(const Context& context, StoryPiece::Kind kind, std::string value = {});
  void mark(StoryMark::Kind kind, std::string value = {});
  void skip();
  [[nodiscard]] bool is_empty_tag() const { return reader_.token().kind == MarkupToken::Kind::empty; }
  [[nodiscard]] std::string word_attribute(std::string_view name) const;
  [[nodiscard]] bool switched_on() const;
  [[nodiscard]] bool in_field_code() const;

  struct Field {
    bool result = false;
    std::string instruction;
    std::uint32_t paragraph = Context::none;
    std::uint32_t first_run = Context::none;
    std::uint32_t result_run = Context::none;
  };

  Story& story_;
  MarkupReader reader_;
  std::vector<Field> fields_;
  std::uint32_t open_merge_ = Context::none;  // the last run of a merge field, until it closes
};

}  // namespace chancery::text
