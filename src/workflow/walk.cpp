#include "workflow/walk.h"

#include "base/error.h"
#include "workflow/task_rules.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace chancery::workflow {
namespace {

Candidate candidate_for(const Course& course, const Situation& situation, const std::string& event) {
  const auto all = course.candidates(situation);
  const auto found = std::find_if(all.begin(), all.end(), [&](const Candidate& one) { return one.event == event; });
  return found == all.end() ? Candidate{Candidate::By::person, event, 0} : *found;
}

MacrostepRecord record_of(const std::string& event, const Situation& situation) {
  return {event, situation.instance.configuration(), situation.instance.is_final(), {}, std::nullopt};
}

/// One course, and how it came here.
struct Walker {
  Situation situation;
  std::vector<MacrostepRecord> records;
};

class Walk {
 public:
  explicit Walk(const Definition& definition) : course_(definition) {}

  std::vector<MacrostepRecord> run(const std::vector<std::string>& events) {
    std::vector<Walker> walkers;
    auto refusal = step(nullptr, {Candidate::By::start, "", 0}, walkers);
    if (walkers.empty()) return {{"", {}, false, {}, refusal}};
    for (const auto& event : events) go_on(event, walkers);
    return std::move(walkers.front().records);
  }

 private:
  /// More courses than that are not told apart.
  static constexpr std::size_t walker_limit = 2'000;

  std::optional<Refusal> step(const Walker* from, const Candidate& candidate, std::vector<Walker>& next) {
    std::optional<Refusal> refusal;
    course_.each_outcome(from == nullptr ? nullptr : &from->situation, candidate, [&](const Outcome& outcome) {
      if (!outcome.situation || outcome.refusal) {
        if (!refusal) refusal = outcome.refusal;
        return true;
      }
      auto records = from == nullptr ? std::vector<MacrostepRecord>() : from->records;
      records.push_back(record_of(candidate.event, *outcome.situation));
      settle({*outcome.situation, std::move(records)}, next);
      return next.size() < walker_limit;
    });
    return refusal;
  }

  /// What the chart sent to itself comes first.
  void settle(Walker walker, std::vector<Walker>& next) {
    constexpr std::size_t records_limit = 10'000;
    if (walker.situation.queue.empty() || walker.situation.instance.is_final() || walker.records.size() > records_limit) {
      if (keys_.insert(walker.situation.key()).second) next.push_back(std::move(walker));
      return;
    }
    std::vector<std::pair<Situation, bool>> outcomes;  // and whether it was taken
    const Candidate candidate{Candidate::By::queue, walker.situation.queue.front(), 0};
    course_.each_outcome(&walker.situation, candidate, [&](const Outcome& outcome) {
      if (outcome.situation) outcomes.emplace_back(*outcome.situation, !outcome.refusal);
      return outcomes.size() < walker_limit;
    });
    for (auto& [situation, taken] : outcomes) {
      auto records = walker.records;
      if (taken) records.push_back(record_of(candidate.event, situation));
      settle({std::move(situation), std::move(records)}, next);
    }
  }

  void go_on(const std::string& event, std::vector<Walker>& walkers) {
    std::vector<Walker> next;
    keys_.clear();
    std::optional<Refusal> refusal;
    for (const auto& walker : walkers) {
      if (walker.situation.instance.is_final()) continue;
      auto no = step(&walker, candidate_for(course_, walker.situation, event), next);
      if (!refusal) refusal = std::move(no);
    }
    if (!next.empty()) {
      walkers = std::move(next);
      return;
    }
    for (auto& walker : walkers) {
      auto record = record_of(event, walker.situation);
      record.refusal = refusal.value_or(no_such_event(event).refusal);
      walker.records.push_back(std::move(record));
    }
  }

  Course course_;
  std::set<std::string> keys_;
};

}  // namespace

Json to_json(const std::vector<Move>& way) {
  Json list = Json::array();
  for (const auto& move : way) {
    Json supposed = Json::object();
    for (const auto& [text, holds] : move.supposed) supposed[text] = holds ? "yes" : "no";
    list.push_back({{"event", move.event}, {"supposed", std::move(supposed)}});
  }
  return list;
}

std::vector<Move> read_way(const Json& json, std::string_view place) {
  const auto refuse = [&](const std::string& what) {
    throw Error(Fault::input, {"workflow.bad_way", {{"place", std::string(place)}, {"what", what}}});
  };
  const Json& list = json.is_object() && json.contains("counterexample") ? json["counterexample"] : json;
  if (!list.is_array()) refuse("counterexample");
  std::vector<Move> way;
  for (const Json& item : list) {
    if (!item.is_object() || !item.contains("event") || !item["event"].is_string()) refuse("event");
    Move move{item["event"].get<std::string>()};
    const Json supposed = item.contains("supposed") ? item["supposed"] : Json::object();
    if (!supposed.is_object()) refuse("supposed");
    for (const auto& [text, holds] : supposed.items()) move.supposed.emplace_back(text, holds == "yes");
    way.push_back(std::move(move));
  }
  return way;
}

std::vector<MacrostepRecord> replay(const Definition& definition, const std::vector<Move>& way) {
  Course course(definition);
  std::vector<MacrostepRecord> records;
  std::optional<Situation> situation;
  for (const auto& move : way) {
    const auto candidate = situation ? candidate_for(course, *situation, move.event) : Candidate{Candidate::By::start, "", 0};
    auto outcome = course.follow(situation ? &*situation : nullptr, candidate, move);
    const bool refused = outcome.refusal.has_value();
    if (outcome.situation) situation = std::move(outcome.situation);
    if (!situation) return {{move.event, {}, false, {}, outcome.refusal}};
    records.push_back(record_of(move.event, *situation));
    if (refused) records.back().refusal = outcome.refusal;
  }
  return records;
}

std::vector<MacrostepRecord> walk(const Definition& definition, const std::vector<std::string>& events) {
  return Walk(definition).run(events);
}

}  // namespace chancery::workflow
