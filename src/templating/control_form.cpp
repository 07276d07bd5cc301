#include "templating/control_form.h"

#include "templating/run_language.h"

#include <algorithm>
#include <array>
#include <utility>

namespace chancery::templating {
namespace {

using text::ByteRange;
using text::NodeKind;
using text::StoryControl;
using ControlKind = StoryControl::Kind;

class ControlCompiler {
 public:
  ControlCompiler(const text::Story& story, const StoryControl& control, std::string_view prefix, bool repeated)
      : story_(story), control_(control), part_(story.part()), prefix_(prefix), repeated_(repeated) {}

  [[nodiscard]] ControlForm run() {
    form_.kind = control_.kind;
    form_.original = story_.nodes()[control_.node].bytes.of(part_);
    form_.locked = control_.locked;
    form_.date_format = control_.date_format;
    form_.date_storage = control_.date_storage;
    form_.language = control_.language;
    form_.on = control_.on;
    form_.off = control_.off;
    form_.choices = control_.choices;
    form_.binding = control_.binding;
    properties();
    control_.kind == ControlKind::picture ? picture() : content();
    return std::move(form_);
  }

 private:
  /// The bytes from `begin` to `end` without the sign of a placeholder, and without the number where it would stand twice.
  [[nodiscard]] std::string without_marks(std::size_t begin, std::size_t end) const {
    auto gone = std::array{control_.placeholder, repeated_ ? control_.identity : ByteRange{}};
    if (gone[1].begin < gone[0].begin) std::swap(gone[0], gone[1]);
    std::string text;
    for (const auto& range : gone) {
      if (range.size() == 0 || range.begin < begin || range.end > end) continue;
      text.append(part_.substr(begin, range.begin - begin));
      begin = range.end;
    }
    return text.append(part_.substr(begin, end - begin));
  }

  void properties() {
    const auto begin = story_.nodes()[control_.node].bytes.begin;
    const auto end = control_.content.begin;
    const bool date_without_day = control_.kind == ControlKind::date && control_.state.size() == 0;
    if (date_without_day) {
      // `w:fullDate` is not there yet: it comes behind the name of the element.
      const auto at = control_.date.begin + 1 + prefix_.size() + std::string_view("date").size();
      form_.head = without_marks(begin, at) + " " + prefix_ + "fullDate=\"";
      form_.head_end = "\"" + without_marks(at, end);
      form_.has_state = true;
    } else if (control_.state.size() > 0) {
      form_.head = without_marks(begin, control_.state.begin + 1);
      form_.head_end = without_marks(control_.state.end - 1, end);
      form_.has_state = true;
    } else {
      form_.head_end = without_marks(begin, end);
    }
  }

  /// Everything around the first run is kept up to it; what follows closes the elements that are open there.
  void content() {
    const auto run = first_run();
    auto& out = form_.head_end;
    std::vector<std::string> open;
    descend(control_content_node(), out, open);
    out += run_start(run) + open_text(prefix_);
    form_.tail = "</" + prefix_ + "t></" + prefix_ + "r>";
    for (auto one = open.rbegin(); one != open.rend(); ++one) form_.tail += *one;
    form_.tail += part_.substr(control_.content.end, story_.nodes()[control_.node].bytes.end - control_.content.end);
  }

  [[nodiscard]] std::uint32_t control_content_node() const {
    for (const auto child : story_.children(control_.node)) {
      if (story_.nodes()[child].content == control_.content) return child;
    }
    return control_.node;
  }

  /// Into the first cell, row or paragraph of a control that holds whole ones; their start tags and properties stay.
  void descend(std::uint32_t node, std::string& out, std::vector<std::string>& open) const {
    const auto children = story_.children(node);
    const auto block = std::find_if(children.begin(), children.end(), [&](std::uint32_t child) {
      const auto kind = story_.nodes()[child].kind;
      return kind == NodeKind::paragraph || kind == NodeKind::row || kind == NodeKind::cell || kind == NodeKind::table;
    });
    if (block == children.end()) return;
    const auto& inside = story_.nodes()[*block];
    const auto first = story_.children(*block);
    auto end = first.empty() ? inside.content.begin : story_.nodes()[first.front()].bytes.begin;
    if (inside.kind == NodeKind::paragraph) {
      const auto& properties = story_.paragraphs()[inside.detail].properties;
      end = properties.size() > 0 ? properties.end : inside.content.begin;
    }
    out += opened(part_.substr(inside.bytes.begin, end - inside.bytes.begin));
    open.push_back("</" + element_name(inside.bytes.begin) + ">");
    if (inside.kind != NodeKind::paragraph) descend(*block, out, open);
  }

  /// `<w:p/>` becomes `<w:p>`.
  [[nodiscard]] static std::string opened(std::string_view start) {
    std::string text(start);
    if (text.ends_with("/>") && text.find('>') == text.size() - 1) text.replace(text.size() - 2, 2, ">");
    return text;
  }

  [[nodiscard]] std::string element_name(std::size_t begin) const {
    return std::string(part_.substr(begin + 1, part_.find_first_of(" />\t\r\n", begin) - begin - 1));
  }

  [[nodiscard]] const text::StoryRun* first_run() const {
    const auto& all = story_.runs();
    const auto found = std::upper_bound(all.begin(), all.end(), control_.node,
                                        [](std::uint32_t node, const auto& one) { return node < one.node; });
    return found != all.end() && found->node < story_.nodes()[control_.node].next ? &*found : nullptr;
  }

  /// A placeholder is grey by its style: its run says nothing about the value.
  [[nodiscard]] std::string run_start(const text::StoryRun* run) const {
    const std::string start = "<" + prefix_ + "r>";
    if (control_.style.size() > 0) return start + std::string(control_.style.of(part_));
    if (run == nullptr || control_.placeholder.size() > 0) return start;
    return std::string(run->start_tag.of(part_)) + std::string(run->properties.of(part_));
  }

  /// Up to and behind the value of `r:embed`.
  void picture() {
    const auto content = control_.content.of(part_);
    const auto at = content.find(":embed=\"");
    const auto begin = at == std::string_view::npos ? content.size() : at + std::string_view(":embed=\"").size();
    const auto end = content.find('"', begin);
    if (at == std::string_view::npos || end == std::string_view::npos) {
      form_.kind = ControlKind::other;
      return;
    }
    form_.head_end += content.substr(0, begin);
    form_.tail = content.substr(end);
    form_.tail += part_.substr(control_.content.end, story_.nodes()[control_.node].bytes.end - control_.content.end);
  }

  const text::Story& story_;
  const StoryControl& control_;
  std::string_view part_;
  std::string prefix_;
  bool repeated_;
  ControlForm form_;
};

}  // namespace

ControlForm compile_control(const text::Story& story, const StoryControl& control, std::string_view prefix, bool repeated) {
  return ControlCompiler(story, control, prefix, repeated).run();
}

}  // namespace chancery::templating
