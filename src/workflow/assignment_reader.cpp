#include "workflow/assignment_reader.h"

#include "workflow/chart_vocabulary.h"
#include "workflow/task_reader.h"

#include <algorithm>
#include <charconv>

namespace chancery::workflow {
namespace {

using formats::XmlElement;

class AssignmentReader {
 public:
  AssignmentReader(const XmlElement& element, ContentReader& content, ProblemList& problems)
      : element_(element), content_(content), problems_(problems) {}

  Assignment read(StateIndex state) {
    Assignment assignment;
    assignment.id = content_.required(element_, "id");
    assignment.state = state;
    assignment.line = element_.line();
    assignment.label = read_label(element_, problems_);
    assignment.roles = split_words(content_.required(element_, "role"));
    assignment.candidates = content_.expression_attribute(element_, "candidates");
    assignment.managed_by = split_words(element_.attribute("manage").value_or(""));
    assignment.claim = one_of<Assignment::Claim>(
        element_, "claim",
        {{"no", Assignment::Claim::no}, {"allowed", Assignment::Claim::allowed}, {"required", Assignment::Claim::required}});
    assignment.in_sequence = one_of<bool>(element_, "order", {{"any", false}, {"sequence", true}});
    assignment.in_person = one_of<bool>(element_, "in-person", {{"no", false}, {"yes", true}});
    read_exclusion(element_, element_.attribute("exclude"), assignment.exclude_author, assignment.exclude_performers, problems_);
    assignment.quorum = quorum();
    if (const auto deadline = element_.child("deadline", extension_namespace)) assignment.deadline = read_deadline(*deadline);
    check(assignment);
    return assignment;
  }

 private:
  template <class Value>
  Value one_of(const XmlElement& element, std::string_view name, std::vector<std::pair<std::string_view, Value>> values) {
    const auto wanted = element.attribute(name);
    if (!wanted) return values.front().second;
    std::string expected;
    for (const auto& [word, value] : values) {
      if (word == *wanted) return value;
      expected += (expected.empty() ? "" : " ") + std::string(word);
    }
    refuse(element, name, *wanted, expected);
    return values.front().second;
  }

  void refuse(const XmlElement& element, std::string_view name, const std::string& value, std::string_view expected) {
    problems_.add(element.line(), "workflow.bad_value",
                  {{"attribute", std::string(name)}, {"value", value}, {"expected", std::string(expected)}});
  }

  /// `any`, `all`, `2`, `2 of 3`
  Quorum quorum() {
    const auto text = element_.attribute("quorum").value_or("any");
    const auto words = split_words(text);
    if (text == "any") return {};
    if (text == "all") return {Quorum::Kind::all, 0, 0};
    const auto number = [](const std::string& word) {
      std::size_t value = 0;
      const auto [end, problem] = std::from_chars(word.data(), word.data() + word.size(), value);
      return problem == std::errc() && end == word.data() + word.size() && value <= 1'000 ? value : 0;
    };
    const auto needed = words.empty() ? 0 : number(words.front());
    const bool alone = words.size() == 1;
    const auto of = words.size() == 3 && words[1] == "of" ? number(words[2]) : 0;
    if (needed == 0 || (!alone && of < needed)) {
      refuse(element_, "quorum", text, "any | all | N | N of M");
      return {};
    }
    return {needed == 1 ? Quorum::Kind::any : Quorum::Kind::count, needed, of};
  }

  Period period(const XmlElement& element, std::string_view name) {
    const auto text = content_.required(element, name);
    const auto period = Period::parse(text);
    if (!period && !text.empty()) refuse(element, name, text, "P30D P10WD P2W PT4H PT30M");
    return period.value_or(Period{Period::Unit::days, 1});
  }

  DeadlineRule read_deadline(const XmlElement& element) {
    DeadlineRule rule;
    rule.period = period(element, "within");
    rule.calendar = content_.required(element, "calendar");
    rule.counts_first_day = one_of<bool>(element, "start", {{"next-day", false}, {"same-day", true}});
    rule.moves_to_working_day = one_of<bool>(element, "end", {{"working-day", true}, {"any-day", false}});
    rule.escalates_to = split_words(element.attribute("escalate").value_or(""));
    for (const auto& remind : element.children("remind", extension_namespace)) rule.reminders.push_back(period(remind, "before"));
    return rule;
  }

  void check(const Assignment& assignment) {
    const bool asks_for_list = assignment.in_sequence || assignment.quorum.kind == Quorum::Kind::all;
    if (asks_for_list && !assignment.candidates) {
      problems_.add(element_.line(), "workflow.missing_attribute", {{"attribute", "candidates"}, {"element", "w:task"}});
    }
    // A claim makes a task the task of one: nobody else could give the second voice.
    if (assignment.claim != Assignment::Claim::no && assignment.quorum.kind != Quorum::Kind::any) {
      problems_.add(element_.line(), "workflow.exclusive_attributes", {{"first", "claim"}, {"second", "quorum"}});
    }
  }

  const XmlElement& element_;
  ContentReader& content_;
  ProblemList& problems_;
};

}  // namespace

Assignment read_assignment(const XmlElement& element, StateIndex state, ContentReader& content, ProblemList& problems) {
  return AssignmentReader(element, content, problems).read(state);
}

void join_assignments(Chart& chart, ProblemList& problems) {
  for (std::size_t i = 0; i < chart.assignments.size(); ++i) {
    const auto& one = chart.assignments[i];
    const auto same = std::find_if(chart.assignments.begin(), chart.assignments.begin() + static_cast<std::ptrdiff_t>(i),
                                   [&](const Assignment& other) { return other.id == one.id; });
    if (same != chart.assignments.begin() + static_cast<std::ptrdiff_t>(i)) {
      problems.add(one.line, "workflow.doubled_id", {{"id", one.id}});
    }
  }
  for (auto& transition : chart.transitions) {
    if (!transition.task || transition.task->assignment_id.empty()) continue;
    auto& task = *transition.task;
    const auto found = chart.find_assignment(task.assignment_id);
    // The task must be open wherever the transition can be taken.
    const bool fits = found && (chart.assignments[*found].state == transition.source ||
                                chart.is_descendant(transition.source, chart.assignments[*found].state));
    if (!fits) {
      problems.add(transition.line, "workflow.unknown_task", {{"id", task.assignment_id}});
      continue;
    }
    const auto& assignment = chart.assignments[*found];
    task.assignment = *found;
    task.roles = assignment.roles;
    task.exclude_author = assignment.exclude_author;
    task.exclude_performers = assignment.exclude_performers;
    task.takes_quorum = !task.veto && assignment.quorum.kind != Quorum::Kind::any;
  }
}

}  // namespace chancery::workflow
