#include "templating/returned_data.h"

#include "templating/tag.h"
#include "text/story.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace chancery::templating {
namespace {

using formats::Json;
using text::NodeKind;
using text::StoryControl;
using text::StoryPiece;
using ControlKind = StoryControl::Kind;

class ControlReader {
 public:
  explicit ControlReader(const text::Story& story) : story_(story) {}

  void read(Json& data) const { read_inside(0, static_cast<std::uint32_t>(story_.nodes().size()), data); }

 private:
  /// The outermost controls among these nodes.
  void read_inside(std::uint32_t begin, std::uint32_t end, Json& data) const {
    for (const auto& control : story_.controls()) {
      if (control.node < begin || control.node >= end) continue;
      begin = read_control(control, data) ? end_of(control) : control.node + 1;
    }
  }

  [[nodiscard]] std::uint32_t end_of(const StoryControl& control) const { return story_.nodes()[control.node].next; }

  /// False for a control that is only a frame around others.
  bool read_control(const StoryControl& control, Json& data) const {
    const auto tag = parse_tag(control.tag);
    if (!tag || tag->kind != Tag::Kind::value || tag->path.segments.empty()) return false;
    if (control.kind == ControlKind::section) return put(data, tag->path, items_of(control)), true;
    if (holds_controls(control)) return false;
    if (const auto value = value_of(control)) put(data, tag->path, *value);
    return true;
  }

  [[nodiscard]] bool holds_controls(const StoryControl& control) const {
    return std::any_of(story_.controls().begin(), story_.controls().end(), [&](const StoryControl& one) {
      return one.node > control.node && one.node < end_of(control) && !one.tag.empty();
    });
  }

  [[nodiscard]] Json items_of(const StoryControl& section) const {
    Json items = Json::array();
    auto from = section.node + 1;
    for (const auto& control : story_.controls()) {
      if (control.kind != ControlKind::section_item || control.node < from || control.node >= end_of(section)) continue;
      Json item = Json::object();
      read_inside(control.node + 1, end_of(control), item);
      items.push_back(std::move(item));
      from = end_of(control);
    }
    return items;
  }

  [[nodiscard]] std::optional<Json> value_of(const StoryControl& control) const {
    if (control.placeholder.size() > 0 || control.kind == ControlKind::picture || control.kind == ControlKind::other)
      return std::nullopt;
    const auto state = control.state.size() > 2
                           ? std::string(story_.part().substr(control.state.begin + 1, control.state.size() - 2))
                           : std::string();
    if (control.kind == ControlKind::checkbox) return Json(state == "1" || state == "true" || state == "on");
    if (control.kind == ControlKind::date && state.size() >= 10) return Json(state.substr(0, 10));
    const auto words = words_in(control);
    if (control.kind != ControlKind::choice) return Json(words);
    const auto& all = control.choices;
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.shown == words; });
    return Json(found == all.end() ? words : found->value);
  }

  [[nodiscard]] std::string words_in(const StoryControl& control) const {
    std::string words;
    bool first = true;
    for (const auto& paragraph : story_.paragraphs()) {
      const auto begin = words.size();
      for (const auto& piece : paragraph.pieces) {
        const auto node = story_.runs()[piece.run].node;
        if (node <= control.node || node >= end_of(control)) continue;
        if (words.size() == begin && !first) words += '\n';
        first = false;
        if (piece.kind == StoryPiece::Kind::text) words += story_.text_of(piece);
        if (piece.kind == StoryPiece::Kind::tab) words += '\t';
        if (piece.kind == StoryPiece::Kind::line_break) words += '\n';
      }
    }
    return words;
  }

  static void put(Json& data, const FieldPath& path, Json value) {
    Json* at = &data;
    for (const auto& segment : path.segments) {
      if (at->is_null()) *at = Json::object();
      if (!at->is_object()) return;
      at = &(*at)[segment];
    }
    if (at->is_null()) *at = std::move(value);
  }

  const text::Story& story_;
};

}  // namespace

Json read_controls(const formats::DocxPackage& package) {
  Json data = Json::object();
  for (const auto& part : package.stories()) ControlReader(text::Story::walk(package.part(part.name), part.name)).read(data);
  return data;
}

}  // namespace chancery::templating
