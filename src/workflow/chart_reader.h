#pragma once

#include "formats/xml_document.h"
#include "workflow/chart.h"
#include "workflow/content_reader.h"
#include "workflow/problem_list.h"

#include <map>
#include <string>
#include <vector>

namespace chancery::workflow {

/// Reads the states and transitions of a chart; targets are found once all states are known.   Standard: SCXML 1.0 §3.
class ChartReader {
 public:
  ChartReader(Chart& chart, ProblemList& problems) : chart_(chart), problems_(problems), content_(chart, problems) {}

  void read(const formats::XmlElement& root);

 private:
  void read_root_attributes(const formats::XmlElement& root);
  StateIndex state(const formats::XmlElement& element, StateIndex parent);
  void name_state(const formats::XmlElement& element, State& state, StateIndex index);
  void children(const formats::XmlElement& element, StateIndex index);
  void child(const formats::XmlElement& element, StateIndex index);
  void child_state(const formats::XmlElement& element, StateIndex index);
  void assignment(const formats::XmlElement& element, StateIndex index);
  void history(const formats::XmlElement& element, StateIndex index);
  void initial(const formats::XmlElement& element, StateIndex index);
  void data(const formats::XmlElement& element, StateIndex index);
  void invoke(const formats::XmlElement& element, StateIndex index);
  TransitionIndex transition(const formats::XmlElement& element, StateIndex source);
  void transition_type(const formats::XmlElement& element, Transition& transition);
  TransitionIndex new_transition(StateIndex source, long line, std::string_view targets);

  void resolve_targets();
  void check_targets(const Transition& transition);
  void resolve_initial(StateIndex index);
  void check_history(StateIndex index);
  void mark_eventless(StateIndex index);
  [[nodiscard]] bool compatible(StateIndex a, StateIndex b) const;

  struct Pending {
    TransitionIndex transition;
    std::vector<std::string> targets;
  };

  Chart& chart_;
  ProblemList& problems_;
  ContentReader content_;
  std::map<std::string, StateIndex, std::less<>> by_id_;
  std::vector<Pending> pending_;
};

}  // namespace chancery::workflow
