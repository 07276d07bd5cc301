#include "workflow/course.h"

#include <algorithm>

namespace chancery::workflow {
namespace {

void append_text(std::string& key, std::string_view text) {
  key += text;
  key += '\0';
}

/// What an event without an origin in the chart is called when a transition takes any.
constexpr auto any_event = "anything";

std::string event_for(const std::string& descriptor) {
  return descriptor == "*" ? any_event : descriptor;
}

bool comes_by_itself(std::string_view event) {
  return event == "done" || event.starts_with("done.") || event == "error" || event.starts_with("error.");
}

}  // namespace

bool has_acts(const Chart& chart) {
  const auto is_act = [](const Transition& transition) { return transition.task.has_value(); };
  return std::any_of(chart.transitions.begin(), chart.transitions.end(), is_act);
}

std::string Situation::key() const {
  auto key = instance.key();
  for (const auto& timer : timers) {
    key += timer.several ? '2' : '1';
    append_text(key, timer.id);
    append_text(key, timer.event);
  }
  for (const auto& event : queue) {
    key += 'q';
    append_text(key, event);
  }
  for (const auto& child : children) {
    key += 'c';
    append_text(key, child);
  }
  for (const auto word : {performed, seen}) {
    for (auto bits = word; bits != 0; bits >>= 8) key += static_cast<char>(bits & 0xFF);
    key += '.';
  }
  return key;
}

Course::Course(const Definition& definition)
    : definition_(definition),
      chart_(definition_.chart()),
      atoms_(chart_),
      suppositions_(atoms_),
      taken_(chart_.transitions.size(), false),
      events_from_outside_(!has_acts(chart_)) {
  for (const auto& transition : chart_.transitions) {
    if (!transition.task) continue;
    for (const auto& event : transition.task->exclude_performers) static_cast<void>(atoms_.actor_is(event));
  }
  quorum_ = atoms_.named("quorum").number;
  several_ = atoms_.named("sent-again").number;
  assumptions_.guard = [this](const Guard& guard, const Assumptions::Exactly& exactly) { return judge(guard, exactly); };
  assumptions_.task = [this](const Task& task, std::string_view) { return judge(task); };
  assumptions_.quorum = [this](std::string_view) { return suppositions_.ask(quorum_); };
  assumptions_.is_unknown = [this](std::size_t expression) { return atoms_.is_unknown(expression); };
  assumptions_.is_unknown_variable = [this](std::string_view name) { return atoms_.is_unknown_variable(name); };
  assumptions_.taken = [this](TransitionIndex transition) { taken_[transition] = true; };
  options_.assumptions = &assumptions_;
}

bool Course::actor_is(std::string_view whom) {
  if (whom != AtomTable::author) {
    const auto& asked = atoms_.asked_events();
    const auto found = std::find(asked.begin(), asked.end(), whom);
    if (found != asked.end() && ((performed_ >> (found - asked.begin())) & 1U) == 0) return false;
  }
  return suppositions_.ask(atoms_.actor_is(whom));
}

bool Course::judge(const Guard& guard, const Assumptions::Exactly& exactly) {
  return evaluate(guard, [&](const Guard& atom) {
    const auto known = atoms_.atom(atom.expression);
    switch (known.kind) {
      case Atom::Kind::exact:
        return exactly(atom.expression);
      case Atom::Kind::performed:
        return ((performed_ >> known.number) & 1U) != 0;
      case Atom::Kind::supposed:
        break;
    }
    const auto& supposable = atoms_.supposable(known.number);
    if (supposable.path == AtomTable::identity) return actor_is(supposable.value);
    return suppositions_.ask(known.number) != known.negated;
  });
}

/// Somebody has the role; what is asked of the person and of what comes with the act is supposed.
bool Course::judge(const Task& task) {
  if (task.exclude_author && actor_is(AtomTable::author)) return false;
  for (const auto& event : task.exclude_performers) {
    if (actor_is(event)) return false;
  }
  if (task.recorded != Task::Recorded::allowed) {
    const bool recorded = suppositions_.ask(atoms_.fact_yes("$facts/recorded"));
    if (recorded != (task.recorded == Task::Recorded::required)) return false;
  }
  return !task.comment_required || suppositions_.ask(atoms_.fact_yes("$facts/comment"));
}

std::vector<Candidate> Course::candidates(const Situation& situation) const {
  using By = Candidate::By;
  if (!situation.queue.empty()) return {{By::queue, situation.queue.front(), 0}};
  std::vector<Candidate> all;
  const auto add = [&](const std::string& event) {
    const auto same = [&](const Candidate& other) { return other.event == event; };
    if (std::none_of(all.begin(), all.end(), same)) all.push_back({By::person, event, 0});
  };
  const bool may_hear = events_from_outside_ || !situation.children.empty();
  for (const auto state : situation.instance.active()) {
    for (const auto index : chart_.states[state].transitions) {
      const auto& transition = chart_.transitions[index];
      for (const auto& event : transition.events) {
        const bool heard = may_hear || event.starts_with("linked.");
        if (transition.task || (heard && !comes_by_itself(event))) add(event_for(event));
      }
    }
  }
  for (std::size_t i = 0; i < situation.timers.size(); ++i) all.push_back({By::timer, situation.timers[i].event, i});
  for (std::size_t i = 0; i < situation.children.size(); ++i) {
    all.push_back({By::child, "done.invoke." + situation.children[i], i});
  }
  return all;
}

void Course::apply(Situation& situation, const Effect& effect) {
  if (const auto* send = std::get_if<Send>(&effect)) {
    if (!send->target.empty()) return;
    if (send->delay.count() == 0) return situation.queue.push_back(send->event);
    Situation::Timer timer{send->id, send->event};
    auto& timers = situation.timers;
    const auto same = std::find_if(timers.begin(), timers.end(), [&](const Situation::Timer& other) {
      return other.id == timer.id && other.event == timer.event;
    });
    if (same != timers.end()) {
      same->several = true;
    } else {
      timers.insert(std::lower_bound(timers.begin(), timers.end(), timer), std::move(timer));
    }
  } else if (const auto* cancel = std::get_if<Cancel>(&effect)) {
    std::erase_if(situation.timers, [&](const auto& timer) { return !timer.id.empty() && timer.id == cancel->sendid; });
  } else if (const auto* invoke = std::get_if<Invoke>(&effect)) {
    situation.children.push_back(invoke->id);
  } else if (const auto* ended = std::get_if<CancelInvoke>(&effect)) {
    std::erase(situation.children, ended->id);
  }
}

Situation Course::arrive(const Situation* from, const Candidate& candidate, Step step) const {
  Situation next{std::move(step.instance), {}, {}, {}, 0, 0};
  if (from != nullptr) {
    next.timers = from->timers;
    next.queue = from->queue;
    next.children = from->children;
    next.performed = from->performed;
    next.seen = from->seen;
  }
  for (const auto& effect : step.effects) apply(next, effect);
  const auto& asked = atoms_.asked_events();
  const auto found = std::find(asked.begin(), asked.end(), candidate.event);
  if (candidate.by == Candidate::By::person && found != asked.end()) {
    next.performed |= std::uint64_t{1} << (found - asked.begin());
  }
  return next;
}

Outcome Course::run(const Situation* from, const Candidate& candidate) {
  using By = Candidate::By;
  performed_ = from != nullptr ? from->performed : 0;
  std::optional<Situation> before;
  if (from != nullptr && candidate.by != By::person) {
    before = *from;
    if (candidate.by == By::queue) before->queue.pop_front();
    if (candidate.by == By::child)
      before->children.erase(before->children.begin() + static_cast<std::ptrdiff_t>(candidate.number));
    if (candidate.by == By::timer) {
      auto timer = before->timers.begin() + static_cast<std::ptrdiff_t>(candidate.number);
      // How often it was sent again is not counted: one that came may be the last or not.
      if (!timer->several) {
        before->timers.erase(timer);
      } else if (suppositions_.ask(several_)) {
        timer->several = false;
      }
    }
  }
  const auto* base = before ? &*before : from;
  ++work_;
  auto decision = [&] {
    if (from == nullptr) return start(definition_, facts_, options_);
    Event event{candidate.event};
    if (candidate.by == By::child) event.invokeid = from->children[candidate.number];
    return step(definition_, from->instance, event, facts_, options_);
  }();
  if (decision.refused()) {
    const auto& rule = decision.refusal().rule;
    if (rule == "workflow.endless") work_ += 1'000;
    // What nobody waits for any more is dropped, and it is gone.
    const bool stale = before && (rule == "workflow.no_such_event" || rule == "workflow.guard");
    return {stale ? std::move(before) : std::nullopt, decision.refusal(), {}};
  }
  auto trace = std::move(decision.value().trace);
  work_ += trace.size();
  return {arrive(base, candidate, std::move(decision).value()), std::nullopt, std::move(trace)};
}

void Course::each_outcome(const Situation* from, const Candidate& candidate, const std::function<bool(Outcome&)>& visit) {
  suppositions_.reset();
  do {
    Outcome outcome = run(from, candidate);
    if (!visit(outcome)) return;
  } while (suppositions_.next());
}

Outcome Course::follow(const Situation* from, const Candidate& candidate, const Move& move) {
  Suppositions::Answers answers;
  for (const auto& [text, holds] : move.supposed) {
    const auto atom = atoms_.named(text);
    answers.emplace_back(atom.number, holds != atom.negated);
  }
  suppositions_.follow(answers);
  return run(from, candidate);
}

bool Course::holds(const Guard& guard, const Situation& situation) {
  const auto& instance = situation.instance;
  DataModel data(chart_, instance.data(), facts_, {"", [&](std::string_view id) { return instance.is_in(id); }});
  try {
    return judge(guard, [&](std::size_t expression) { return data.test_exactly(expression); });
  } catch (const Error&) {
    return false;  // a condition that cannot be evaluated does not hold, here as in a step
  }
}

std::vector<std::pair<std::string, bool>> Course::supposed() const {
  std::vector<std::pair<std::string, bool>> all;
  for (const auto& [number, answer] : suppositions_.answers()) all.emplace_back(atoms_.supposable(number).text, answer);
  return all;
}

}  // namespace chancery::workflow
