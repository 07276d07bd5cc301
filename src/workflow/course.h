#pragma once

#include "base/decision.h"
#include "workflow/assumptions.h"
#include "workflow/atom_table.h"
#include "workflow/step.h"
#include "workflow/suppositions.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace chancery::workflow {

/// An event on the way to a situation, and what was supposed while it was judged.
struct Move {
  std::string event;  // empty: the start
  std::vector<std::pair<std::string, bool>> supposed{};

  friend bool operator==(const Move&, const Move&) = default;
};

/// Where a chart can be, with all that will still come by itself.
struct Situation {
  struct Timer {
    std::string id;
    std::string event;
    bool several = false;  // sent again before it came

    friend auto operator<=>(const Timer&, const Timer&) = default;
  };

  Instance instance;
  std::vector<Timer> timers;      // sorted; their times are not known, so each may come next
  std::deque<std::string> queue;  // events that the chart sent to itself: they come before everything else
  std::vector<std::string> children;
  std::uint64_t performed = 0;  // bit k: AtomTable::asked_events()[k]

  std::uint64_t seen = 0;  // bit k: what the k-th obligation of the kind `before` waits for has happened

  [[nodiscard]] std::string key() const;
};

/// What may come next in a situation.
struct Candidate {
  enum class By { start, person, queue, timer, child };
  By by;
  std::string event;
  std::size_t number = 0;  // of the timer or child
};

/// What one run of a step led to.
struct Outcome {
  std::optional<Situation> situation;  // absent when it was refused
  std::optional<Refusal> refusal;
  std::vector<TraceEntry> trace;
};

/// Steps of a chart without facts: whatever only facts say is supposed, in every combination that makes a difference.
class Course {
 public:
  explicit Course(const Definition& definition);
  Course(const Course&) = delete;
  Course& operator=(const Course&) = delete;
  ~Course() = default;

  [[nodiscard]] const AtomTable& atoms() const { return atoms_; }
  [[nodiscard]] std::vector<Candidate> candidates(const Situation& situation) const;

  /// Calls `visit` for the outcome of every run; ends early when it says so; the outcome is its to take. While it runs, holds()
  /// may be asked. `from` is absent for the start.
  void each_outcome(const Situation* from, const Candidate& candidate, const std::function<bool(Outcome&)>& visit);
  /// The one outcome under the answers of a move.
  [[nodiscard]] Outcome follow(const Situation* from, const Candidate& candidate, const Move& move);

  /// Whether a condition holds in a situation that the run led to, supposing on.
  [[nodiscard]] bool holds(const Guard& guard, const Situation& situation);
  [[nodiscard]] std::vector<std::pair<std::string, bool>> supposed() const;
  /// Whether a transition was taken in any run.
  [[nodiscard]] bool was_taken(TransitionIndex transition) const { return taken_[transition]; }
  /// What all runs took, in steps and what happened in them.
  [[nodiscard]] std::size_t work() const { return work_; }

 private:
  [[nodiscard]] bool judge(const Guard& guard, const Assumptions::Exactly& exactly);
  [[nodiscard]] bool judge(const Task& task);
  [[nodiscard]] bool actor_is(std::string_view whom);
  [[nodiscard]] Outcome run(const Situation* from, const Candidate& candidate);
  [[nodiscard]] Situation arrive(const Situation* from, const Candidate& candidate, Step step) const;
  static void apply(Situation& situation, const Effect& effect);

  Definition definition_;
  const Chart& chart_;
  AtomTable atoms_;
  Suppositions suppositions_;
  Assumptions assumptions_;
  StepOptions options_;
  Json facts_ = Json::object();
  std::vector<bool> taken_;
  bool events_from_outside_ = false;
  std::uint64_t performed_ = 0;  // of the situation that the run began in
  std::size_t quorum_ = 0;
  std::size_t several_ = 0;
  std::size_t work_ = 0;
};

/// Whether a chart says who does what: only then are events that nobody produces, and missing labels, mistakes.
[[nodiscard]] bool has_acts(const Chart& chart);

}  // namespace chancery::workflow
