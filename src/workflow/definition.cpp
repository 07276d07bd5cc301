#include "workflow/definition.h"

#include "formats/xml_document.h"
#include "workflow/chart.h"
#include "workflow/chart_reader.h"
#include "workflow/problem_list.h"

#include <algorithm>
#include <cstdint>

namespace chancery::workflow {
namespace {

/// DESIGN §11: a chart is a page or two; what is a hundred times that is no chart.
constexpr std::size_t chart_limit = 4'000'000;
constexpr std::size_t state_limit = 10'000;

}  // namespace

std::optional<StateIndex> Chart::find(std::string_view id) const {
  for (StateIndex index = 1; index < states.size(); ++index) {
    if (states[index].id == id) return index;
  }
  return std::nullopt;
}

std::optional<std::size_t> Chart::find_assignment(std::string_view id) const {
  const auto found = std::find_if(assignments.begin(), assignments.end(), [&](const Assignment& one) { return one.id == id; });
  return found == assignments.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - assignments.begin()));
}

BrokenChart::BrokenChart(std::string_view place, std::vector<Problem> problems)
    : Error(Fault::input, {"workflow.broken_chart",
                           {{"place", std::string(place)},
                            {"line", static_cast<std::int64_t>(problems.front().line)},
                            {"count", static_cast<std::int64_t>(problems.size())}}}),
      problems_(std::make_shared<const std::vector<Problem>>(std::move(problems))) {}

const std::string& Definition::name() const {
  return chart_->name;
}

const Label& Definition::label() const {
  return chart_->states[Chart::root].label;
}

std::vector<StateView> Definition::states() const {
  std::vector<StateView> all;
  for (StateIndex index = 1; index < chart_->states.size(); ++index) {
    const auto& state = chart_->states[index];
    if (chart_->is_history(index)) continue;
    const auto& parent = chart_->states[state.parent].id;
    all.push_back({state.id, parent, state.label, state.kind == StateKind::final && state.parent == Chart::root});
  }
  return all;
}

Label Definition::label_of(std::string_view state) const {
  const auto found = chart_->find(state);
  const bool named = found && chart_->states[*found].label.complete();
  return named ? chart_->states[*found].label : Label{std::string(state), std::string(state)};
}

std::vector<std::string> Definition::person_events() const {
  std::vector<std::string> names;
  for (const auto& transition : chart_->transitions) {
    if (!transition.task || transition.events.empty()) continue;
    const auto& name = transition.events.front();
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return names;
}

Definition read_definition(BytesView scxml, std::string_view place, Reading reading) {
  const auto document = formats::XmlDocument::read(scxml, place, {.bytes = chart_limit});
  const auto chart = std::make_shared<Chart>();
  chart->place = place;
  chart->lenient = reading == Reading::lenient;
  ProblemList problems{std::string(place)};
  ChartReader(*chart, problems).read(document.root());
  if (chart->states.size() > state_limit) {
    problems.add(0, "workflow.too_many_states",
                 {{"limit", static_cast<std::int64_t>(state_limit)}, {"found", static_cast<std::int64_t>(chart->states.size())}});
  }
  if (!problems.empty()) throw BrokenChart(place, problems.take());
  return {chart, sha256(scxml)};
}

}  // namespace chancery::workflow
