#include "templating/word_fields.h"

#include "formats/ascii.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace chancery::templating {
namespace {

using text::StoryControl;
using ControlKind = StoryControl::Kind;

/// The first paragraph, run or control that begins behind a node.
template <typename List>
auto behind(const List& list, std::uint32_t node) {
  return std::upper_bound(list.begin(), list.end(), node, [](std::uint32_t value, const auto& one) { return value < one.node; });
}

bool is_inside(std::size_t offset, const text::ByteRange& range) {
  return offset >= range.begin && offset < range.end;
}

/// The words of an instruction; quotes hold one together.
std::vector<std::string> words_of_instruction(std::string_view text) {
  std::vector<std::string> words;
  bool quoted = false;
  bool open = false;
  for (const char one : text) {
    if (one == '"') {
      quoted = !quoted;
      if (quoted) words.emplace_back();
      open = quoted;
    } else if (!quoted && (one == ' ' || one == '\t')) {
      open = false;
    } else {
      if (!open) words.emplace_back();
      open = true;
      words.back() += one;
    }
  }
  return words;
}

class FieldFinder {
 public:
  FieldFinder(const text::Story& story, FoundTags& found) : story_(story), found_(found) {}

  void run() {
    if (story_.paragraphs().empty()) return;
    for (const auto& tag : found_.tags) offsets_.push_back(tag.offset());
    std::sort(offsets_.begin(), offsets_.end());
    for (const auto& control : story_.controls()) note_removed(control);
    for (std::uint32_t index = 0; index < story_.controls().size(); ++index) control(index);
    for (const auto& field : story_.merge_fields()) merge_field(field);
    std::erase_if(found_.tags, [&](const FoundTag& tag) { return is_removed(tag.offset()); });
  }

 private:
  [[nodiscard]] static std::optional<Tag> tag_of(const StoryControl& control) {
    const bool fillable = control.kind != ControlKind::other && control.kind != ControlKind::section_item;
    auto tag = fillable && !control.tag.empty() ? parse_tag(control.tag) : std::nullopt;
    return tag && tag->kind == Tag::Kind::value && !tag->path.segments.empty() ? tag : std::nullopt;
  }

  void note_removed(const StoryControl& control) {
    if (control.kind != ControlKind::section || !tag_of(control)) return;
    const auto* first = first_item(story_, control);
    if (first != nullptr) removed_.push_back({bytes_of(*first).end, control.content.end});
  }

  [[nodiscard]] bool is_removed(std::size_t offset) const {
    return std::any_of(removed_.begin(), removed_.end(),
                       [&](const auto& range) { return offset > range.begin && offset < range.end; });
  }

  [[nodiscard]] text::ByteRange bytes_of(const StoryControl& control) const { return story_.nodes()[control.node].bytes; }

  /// A control around other tags is only their frame.
  [[nodiscard]] bool holds_tags(std::uint32_t index) const {
    const auto& content = story_.controls()[index].content;
    const auto tag = std::lower_bound(offsets_.begin(), offsets_.end(), content.begin);
    if (tag != offsets_.end() && *tag < content.end) return true;
    for (auto other = index + 1; other < story_.controls().size(); ++other) {
      const auto& inside = story_.controls()[other];
      if (bytes_of(inside).begin >= content.end) return false;
      if (tag_of(inside)) return true;
    }
    return false;
  }

  void control(std::uint32_t index) {
    const auto& control = story_.controls()[index];
    auto tag = tag_of(control);
    if (!tag || control.content.size() == 0) return;
    if (control.kind == ControlKind::section) return section(index, *std::move(tag));
    if (holds_tags(index)) return;
    add(index, *std::move(tag), TagSite::control, bytes_of(control));
  }

  void section(std::uint32_t index, Tag tag) {
    const auto& control = story_.controls()[index];
    const auto* first = first_item(story_, control);
    if (first == nullptr) return;
    tag.kind = Tag::Kind::open;
    const auto item = bytes_of(*first);
    add(index, tag, TagSite::section, {bytes_of(control).begin, item.begin});
    tag.kind = Tag::Kind::close;
    add(index, std::move(tag), TagSite::section_end, {item.end, item.end});
  }

  void add(std::uint32_t index, Tag tag, TagSite site, text::ByteRange place) {
    const auto& control = story_.controls()[index];
    FoundTag one{std::move(tag), "[" + control.tag + "]", paragraph_at(control.node)};
    one.site = site;
    one.control = index;
    one.run = run_at(control.node);
    one.place = place;
    found_.tags.push_back(std::move(one));
  }

  /// The paragraph around a control, else the first one in it, else the last one before it.
  [[nodiscard]] std::uint32_t paragraph_at(std::uint32_t node) const {
    if (const auto around = story_.enclosing(node, text::NodeKind::paragraph)) return story_.nodes()[*around].detail;
    const auto& all = story_.paragraphs();
    const auto found = behind(all, node);
    return static_cast<std::uint32_t>((found == all.end() ? all.end() - 1 : found) - all.begin());
  }

  [[nodiscard]] std::uint32_t run_at(std::uint32_t node) const {
    const auto& all = story_.runs();
    const auto found = behind(all, node);
    const bool inside = found != all.end() && found->node < story_.nodes()[node].next;
    return inside ? static_cast<std::uint32_t>(found - all.begin()) : no_run;
  }

  void merge_field(const text::StoryMergeField& field) {
    const auto [written, odd] = read_merge_field(field.instruction);
    auto tag = parse_tag(written);
    const auto shown = "MERGEFIELD " + written;
    if (!tag || tag->kind != Tag::Kind::value) return mistake("bad_tag", shown, field.paragraph);
    if (!odd.empty()) return mistake("merge_switch", shown + " " + odd, field.paragraph);
    FoundTag one{*std::move(tag), shown, field.paragraph};
    one.site = TagSite::merge_field;
    one.run = field.result_run;
    one.place = field.bytes;
    found_.tags.push_back(std::move(one));
  }

  void mistake(const char* code, const std::string& tag, std::uint32_t paragraph) {
    found_.mistakes.push_back({code, tag, paragraph, 0, 0});
  }

  const text::Story& story_;
  FoundTags& found_;
  std::vector<std::size_t> offsets_;  // of the tags in text, in order
  std::vector<text::ByteRange> removed_;
};

}  // namespace

void add_word_fields(const text::Story& story, FoundTags& found) {
  FieldFinder(story, found).run();
}

std::pair<std::string, std::string> read_merge_field(std::string_view instruction) {
  auto words = words_of_instruction(instruction);
  if (words.size() < 2) return {};
  std::string tag = words[1];
  for (std::size_t at = 2; at < words.size(); ++at) {
    const bool format = words[at] == "\\*" && at + 1 < words.size();
    if (!format) return {tag, words[at]};
    const auto name = formats::lower_ascii(words[++at]);
    if (name == "upper" || name == "lower") {
      tag += " | " + name;
    } else if (name == "firstcap" || name == "caps") {
      tag += " | capital";
    } else if (name != "mergeformat" && name != "charformat") {
      return {tag, words[at]};
    }
  }
  return {tag, {}};
}

const StoryControl* first_item(const text::Story& story, const StoryControl& section) {
  const auto& all = story.controls();
  const auto found = std::find_if(behind(all, section.node), all.end(), [&](const StoryControl& one) {
    return one.kind == ControlKind::section_item || !is_inside(story.nodes()[one.node].bytes.begin, section.content);
  });
  return found == all.end() || !is_inside(story.nodes()[found->node].bytes.begin, section.content) ? nullptr : &*found;
}

}  // namespace chancery::templating
