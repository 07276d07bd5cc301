#pragma once

#include "workflow/content_runner.h"
#include "workflow/data_model.h"
#include "workflow/open_task.h"
#include "workflow/step.h"

#include <optional>
#include <string_view>
#include <vector>

namespace chancery::workflow {

/// The tasks of one instance while a step runs: opened and closed with their states, judged, claimed, and heard until a quorum
/// is there. Timers of deadlines go out as sends; that a reminder or an escalation is due, as actions.
class TaskDesk {
 public:
  TaskDesk(const Chart& chart, std::vector<OpenTask>& tasks, DataModel& data, ContentRunner& content, const Json& facts,
           const StepOptions& options)
      : chart_(chart), tasks_(tasks), data_(data), content_(content), facts_(facts), options_(options) {}

  void open(StateIndex state);
  void close(StateIndex state);

  /// Whether the actor may give this outcome now.
  [[nodiscard]] std::optional<Objection> judge(const Task& task, std::string_view event);
  /// Counts the voice; true when the outcome has what it needs.
  [[nodiscard]] bool speak(const Task& task, std::string_view event);
  /// What is done to a task itself. Absent when the event is about none of this chart; a timer that came too late changes
  /// nothing.
  [[nodiscard]] std::optional<Decision<Allowed>> handle(std::string_view event);

 private:
  [[nodiscard]] OpenTask* find(std::size_t assignment);
  [[nodiscard]] std::optional<std::vector<std::string>> candidates(const Assignment& assignment);
  void set_deadline(const Assignment& assignment, OpenTask& task);
  void act_on(const TaskEvent& event, const Assignment& assignment, const OpenTask& task);

  const Chart& chart_;
  std::vector<OpenTask>& tasks_;
  DataModel& data_;
  ContentRunner& content_;
  const Json& facts_;
  const StepOptions& options_;
};

}  // namespace chancery::workflow
