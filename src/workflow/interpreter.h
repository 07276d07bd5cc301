#pragma once

#include "workflow/configuration.h"
#include "workflow/content_runner.h"
#include "workflow/data_model.h"
#include "workflow/step.h"
#include "workflow/task_desk.h"
#include "workflow/task_rules.h"

#include <optional>
#include <string>
#include <vector>

namespace chancery::workflow {

/// One macrostep of an instance: the procedures of SCXML 1.0 Appendix D under their own names. Made for one step, then thrown
/// away.
class Interpreter {
 public:
  /// For an instance that is to be started.
  Interpreter(const Definition& definition, const Json& facts, const StepOptions& options);
  Interpreter(const Instance& instance, const Json& facts, const StepOptions& options);

  [[nodiscard]] Decision<Step> start();
  [[nodiscard]] Decision<Step> deliver(const Event& event);

 private:
  void main_event_loop();
  void macrostep();
  void handle_internal();
  void apply_invocations(const Event& event);
  void exit_interpreter();
  [[nodiscard]] Decision<Step> outcome();

  [[nodiscard]] std::vector<TransitionIndex> select_eventless_transitions();
  [[nodiscard]] std::vector<TransitionIndex> select_transitions(const Event& event);
  template <class Match>
  [[nodiscard]] std::vector<TransitionIndex> select(const Match& match);
  [[nodiscard]] bool is_allowed(const Transition& transition, const Event& event);
  [[nodiscard]] bool condition_match(const Transition& transition);
  void note(Objection objection);
  /// Those of the enabled transitions whose outcome has its quorum; the others were only heard.
  [[nodiscard]] std::vector<TransitionIndex> hear(const std::vector<TransitionIndex>& enabled, const Event& event);

  void microstep(const std::vector<TransitionIndex>& enabled);
  void exit_states(const std::vector<TransitionIndex>& enabled);
  void record_history(StateIndex leaving);
  void leave(StateIndex state);
  void execute_transition_content(const std::vector<TransitionIndex>& enabled);
  void enter_states(const std::vector<TransitionIndex>& enabled);
  void enter_state(StateIndex state, const EntrySet& entry);
  void enter_final_state(StateIndex state);
  void raise_done(StateIndex state, std::string content);

  void declare_data();
  void bind_data(StateIndex state);
  void bind(const DataDeclaration& declaration, bool at_top);
  [[nodiscard]] std::string initial_content(const DataDeclaration& declaration);
  void invoke_states();

  void refuse(Refusal refusal);
  void refuse_endless();
  [[nodiscard]] bool refuses_unhandled(const Event& event) const;
  void refuse_unhandled(const Event& event);
  void trace(TraceEntry::Kind kind, const std::string& what) { trace_.push_back({kind, microsteps_, what}); }

  Instance instance_;
  const Chart& chart_;
  const Json& facts_;
  const StepOptions& options_;
  StateSet& configuration_;
  DataModel data_;
  ContentRunner content_;
  TaskDesk desk_;
  Selection selection_;

  StateSet states_to_invoke_;
  std::vector<TraceEntry> trace_;
  std::size_t microsteps_ = 0;
  std::size_t internal_events_ = 0;
  bool running_ = true;
  std::optional<Objection> objection_;
  std::optional<Refusal> refusal_;
};

}  // namespace chancery::workflow
