#include "workflow/obligation_reader.h"

#include "workflow/chart_vocabulary.h"
#include "workflow/task_reader.h"

#include <algorithm>
#include <array>
#include <utility>

namespace chancery::workflow {
namespace {

using formats::XmlElement;
using Kind = Obligation::Kind;

constexpr std::array<std::pair<std::string_view, Kind>, 3> kinds{
    {{"never", Kind::never}, {"always-reaches", Kind::always_reaches}, {"before", Kind::before}}};

constexpr std::string_view allowed(Kind kind) {
  switch (kind) {
    case Kind::never:
      return "never at on";
    case Kind::always_reaches:
      return "always-reaches from";
    case Kind::before:
      return "before at on since";
  }
  return {};
}

class ObligationReader {
 public:
  ObligationReader(const XmlElement& element, Chart& chart, ContentReader& content, ProblemList& problems)
      : element_(element), chart_(chart), content_(content), problems_(problems) {}

  void read() {
    const auto kind = kind_of_element();
    if (!kind) return;
    Obligation obligation;
    obligation.kind = *kind;
    obligation.line = element_.line();
    obligation.label = read_label(element_, problems_);
    for (const auto& attribute : element_.attributes()) {
      obligation.text += (obligation.text.empty() ? "" : " ") + attribute.name + "=\"" + attribute.value + "\"";
    }
    obligation.condition = content_.condition_attribute(element_, "never");
    obligation.states = states(*kind == Kind::always_reaches ? "always-reaches" : "at");
    obligation.events = events("on");
    obligation.from = states("from");
    obligation.since = states("since");
    read_earlier(obligation);
    if (*kind == Kind::before && obligation.states.empty() && obligation.events.empty()) {
      problems_.add(element_.line(), "workflow.missing_attribute", {{"attribute", "at"}, {"element", "w:verify"}});
    }
    chart_.obligations.push_back(std::move(obligation));
  }

 private:
  std::optional<Kind> kind_of_element() {
    std::optional<Kind> found;
    for (const auto& [name, kind] : kinds) {
      if (!element_.attribute(name)) continue;
      if (found) {
        problems_.add(element_.line(), "workflow.exclusive_attributes",
                      {{"first", attribute_of(*found)}, {"second", std::string(name)}});
      }
      found = kind;
    }
    if (!found) {
      problems_.add(element_.line(), "workflow.missing_attribute",
                    {{"attribute", "never | always-reaches | before"}, {"element", "w:verify"}});
      return found;
    }
    const auto known = split_words(allowed(*found));
    for (const auto& attribute : element_.attributes()) {
      if (std::find(known.begin(), known.end(), attribute.name) != known.end()) continue;
      problems_.add(element_.line(), "workflow.unknown_attribute",
                    {{"attribute", attribute.name}, {"element", "w:verify"}, {"expected", std::string(allowed(*found))}});
    }
    return found;
  }

  static std::string attribute_of(Kind kind) {
    const auto* found = std::find_if(kinds.begin(), kinds.end(), [&](const auto& one) { return one.second == kind; });
    return std::string(found->first);
  }

  std::vector<std::string> words(std::string_view name) { return split_words(element_.attribute(name).value_or("")); }

  std::vector<StateIndex> states(std::string_view name) {
    std::vector<StateIndex> found;
    for (const auto& id : words(name)) {
      const auto state = chart_.find(id);
      if (state) {
        found.push_back(*state);
      } else {
        problems_.add(element_.line(), "workflow.unknown_target", {{"target", id}});
      }
    }
    return found;
  }

  [[nodiscard]] bool is_event(const std::string& name) const {
    return std::any_of(chart_.transitions.begin(), chart_.transitions.end(), [&](const Transition& transition) {
      return std::find(transition.events.begin(), transition.events.end(), name) != transition.events.end();
    });
  }

  std::vector<std::string> events(std::string_view name) {
    auto found = words(name);
    for (const auto& event : found) {
      if (!is_event(event)) problems_.add(element_.line(), "workflow.unknown_event", {{"event", event}});
    }
    return found;
  }

  void read_earlier(Obligation& obligation) {
    for (const auto& word : words("before")) {
      if (const auto state = chart_.find(word)) {
        obligation.earlier_states.push_back(*state);
      } else if (is_event(word)) {
        obligation.earlier_events.push_back(word);
      } else {
        problems_.add(element_.line(), "workflow.unknown_event", {{"event", word}});
      }
    }
  }

  const XmlElement& element_;
  Chart& chart_;
  ContentReader& content_;
  ProblemList& problems_;
};

}  // namespace

void read_obligations(const XmlElement& root, Chart& chart, ContentReader& content, ProblemList& problems) {
  for (const auto& element : root.children("verify", extension_namespace)) {
    ObligationReader(element, chart, content, problems).read();
  }
}

}  // namespace chancery::workflow
