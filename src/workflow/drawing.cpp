#include "workflow/drawing.h"

#include "workflow/chart.h"
#include "workflow/chart_vocabulary.h"

#include <algorithm>
#include <map>
#include <utility>

namespace chancery::workflow {
namespace {

/// Longer lines make boxes that no page holds side by side.
constexpr std::size_t line_length = 26;

std::size_t letters_in(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string wrapped(std::string_view text) {
  std::string all;
  std::size_t length = 0;
  for (const auto& word : split_words(text)) {
    const auto letters = letters_in(word);
    const bool breaks = length > 0 && length + 1 + letters > line_length;
    if (length > 0) all += breaks ? "\n" : " ";
    length = (breaks || length == 0 ? 0 : length + 1) + letters;
    all += word;
  }
  return all;
}

std::string dot_string(std::string_view text) {
  std::string all = "\"";
  for (const char c : text) {
    if (c == '\n') {
      all += "\\n";
      continue;
    }
    if (c == '"' || c == '\\') all += '\\';
    all += c;
  }
  return all + "\"";
}

class Drawing {
 public:
  Drawing(const Definition& definition, const std::vector<std::string>& configuration, std::string_view language)
      : definition_(definition), chart_(definition.chart()), configuration_(configuration), language_(language) {}

  std::string draw() {
    out_ =
        "digraph workflow {\n"
        "  graph [rankdir=TB, compound=true, fontname=\"Noto Sans\", fontsize=11, nodesep=0.4, ranksep=0.5]\n"
        "  node [shape=box, style=\"rounded,filled\", fillcolor=\"#ffffff\", color=\"#505a5f\", fontname=\"Noto Sans\", "
        "fontsize=11]\n"
        "  edge [color=\"#505a5f\", fontcolor=\"#505a5f\", fontname=\"Noto Sans\", fontsize=9, arrowsize=0.7]\n";
    for (const auto child : chart_.states[Chart::root].children) state(child, 1);
    edges();
    return out_ + "}\n";
  }

 private:
  [[nodiscard]] bool is_active(StateIndex index) const {
    return std::find(configuration_.begin(), configuration_.end(), chart_.states[index].id) != configuration_.end();
  }
  [[nodiscard]] std::string label(StateIndex index) const { return definition_.label_of(chart_.states[index].id).in(language_); }

  static std::string node_name(StateIndex index) { return "s" + std::to_string(index); }

  void state(StateIndex index, std::size_t depth) {
    chart_.states[index].children.empty() ? node(index, depth) : frame(index, depth);
  }

  void node(StateIndex index, std::size_t depth) {
    out_ += std::string(depth * 2, ' ') + node_name(index) + " [label=" + dot_string(wrapped(label(index)));
    if (chart_.states[index].kind == StateKind::final) out_ += ", peripheries=2";
    // Not by colour alone: the border is thicker too.
    if (is_active(index)) out_ += ", fillcolor=\"#ffdd00\", color=\"#0b0c0c\", penwidth=3";
    out_ += "]\n";
  }

  void frame(StateIndex index, std::size_t depth) {
    const std::string indent(depth * 2, ' ');
    const bool parallel = chart_.states[index].kind == StateKind::parallel;
    out_ += indent + "subgraph cluster_" + node_name(index) + " {\n" + indent +
            "  graph [label=" + dot_string(wrapped(label(index))) + ", style=\"" + (parallel ? "dashed" : "rounded") +
            "\", color=\"" + (is_active(index) ? "#0b0c0c" : "#b1b4b6") + "\", penwidth=" + (is_active(index) ? "2" : "1") +
            "]\n";
    for (const auto child : chart_.states[index].children) state(child, depth + 1);
    out_ += indent + "}\n";
  }

  /// Graphviz joins nodes, not frames: the first inner node stands for a frame, and the arrow is cut at its border.
  [[nodiscard]] StateIndex representative(StateIndex index) const {
    while (!chart_.states[index].children.empty()) index = chart_.states[index].children.front();
    return index;
  }
  [[nodiscard]] StateIndex last_inside(StateIndex index) const {
    while (!chart_.states[index].children.empty()) index = chart_.states[index].children.back();
    return index;
  }

  void edges() {
    std::map<std::pair<StateIndex, StateIndex>, std::vector<std::string>> joined;
    for (const auto& state : chart_.states) {
      for (const auto index : state.transitions) {
        const auto& transition = chart_.transitions[index];
        for (const auto target : transition.targets) {
          auto& labels = joined[{transition.source, chart_.is_history(target) ? chart_.states[target].parent : target}];
          const auto& words = transition.label.in(language_);
          if (!words.empty() && std::find(labels.begin(), labels.end(), words) == labels.end()) labels.push_back(words);
        }
      }
    }
    for (const auto& [ends, labels] : joined) edge(ends.first, ends.second, labels);
  }

  void edge(StateIndex from, StateIndex to, const std::vector<std::string>& labels) {
    // Ways back do not pull their target below: the order of the states stays the order of the work.
    const bool back = to <= from;
    std::string words;
    for (const auto& label : labels) words += (words.empty() ? "" : "\n") + wrapped(label);
    const auto tail = last_inside(from);
    const auto head = representative(to);
    out_ += "  " + node_name(tail) + " -> " + node_name(head) + " [";
    if (!back || labels.size() > 1) out_ += "label=" + dot_string(words) + ", ";
    if (back) out_ += "style=dashed, constraint=false, tooltip=" + dot_string(words) + ", ";
    if (tail != from && !chart_.is_descendant(to, from)) out_ += "ltail=cluster_" + node_name(from) + ", ";
    if (head != to && !chart_.is_descendant(from, to)) out_ += "lhead=cluster_" + node_name(to) + ", ";
    out_ += "]\n";
  }

  const Definition& definition_;
  const Chart& chart_;
  const std::vector<std::string>& configuration_;
  std::string_view language_;
  std::string out_;
};

}  // namespace

std::string to_dot(const Definition& definition, const std::vector<std::string>& configuration, std::string_view language) {
  return Drawing(definition, configuration, language).draw();
}

std::vector<OutlineItem> to_outline(const Definition& definition, const std::vector<std::string>& configuration,
                                    std::string_view language) {
  const auto& chart = definition.chart();
  std::vector<OutlineItem> items;
  for (StateIndex index = 1; index < chart.states.size(); ++index) {
    if (chart.is_history(index)) continue;
    const auto& state = chart.states[index];
    OutlineItem item{state.id, definition.label_of(state.id).in(language), 0, false, state.kind == StateKind::final, {}};
    for (auto above = state.parent; above != Chart::root; above = chart.states[above].parent) ++item.depth;
    item.is_active = std::find(configuration.begin(), configuration.end(), state.id) != configuration.end();
    for (const auto number : state.transitions) {
      const auto& transition = chart.transitions[number];
      const auto target = transition.targets.empty() ? std::string() : chart.states[transition.targets.front()].id;
      item.ways.push_back({transition.events.empty() ? std::string() : transition.events.front(), transition.label.in(language),
                           target.empty() ? std::string() : definition.label_of(target).in(language)});
    }
    items.push_back(std::move(item));
  }
  return items;
}

}  // namespace chancery::workflow
