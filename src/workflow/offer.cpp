#include "workflow/offer.h"

#include "workflow/data_model.h"
#include "workflow/task_rules.h"

#include <algorithm>

namespace chancery::workflow {
namespace {

struct Possible {
  Offer offer;
  std::optional<Objection> objection;
};

/// A payload that does not exist yet cannot be held against anyone.
bool asks_for_payload(const std::string& guard) {
  return guard.find("$facts/payload") != std::string::npos;
}

class OfferList {
 public:
  OfferList(const Definition& definition, const Instance& instance, const Json& facts, DataModel& data)
      : definition_(definition), instance_(instance), facts_(facts), data_(data) {}

  std::vector<Offer> list() {
    const auto& chart = definition_.chart();
    for (const auto& transition : chart.transitions) {
      if (transition.task && instance_.is_in(chart.states[transition.source].id)) consider(transition);
    }
    std::vector<Offer> offers;
    for (auto& candidate : candidates_) {
      if (candidate.objection) candidate.offer.refusal = std::move(candidate.objection->refusal);
      offers.push_back(std::move(candidate.offer));
    }
    return offers;
  }

 private:
  void consider(const Transition& transition) {
    Possible candidate{offer(transition), objection(transition)};
    const auto same = std::find_if(candidates_.begin(), candidates_.end(),
                                   [&](const Possible& other) { return other.offer.event == candidate.offer.event; });
    if (same == candidates_.end()) {
      candidates_.push_back(std::move(candidate));
    } else if (is_nearer(candidate, *same)) {
      *same = std::move(candidate);
    }
  }

  static bool is_nearer(const Possible& a, const Possible& b) {
    if (!b.objection) return false;
    return !a.objection || a.objection->reason > b.objection->reason;
  }

  Offer offer(const Transition& transition) const {
    const auto& chart = definition_.chart();
    const auto& task = *transition.task;
    Offer offer{transition.events.front(), transition.label, task.roles,  {}, {}, task.carries, task.approves,
                task.comment_required,     task.recorded,    std::nullopt};
    for (const auto target : transition.targets) offer.targets.push_back(chart.states[target].id);
    if (!offer.targets.empty()) offer.target_label = definition_.label_of(offer.targets.front());
    return offer;
  }

  std::optional<Objection> objection(const Transition& transition) {
    const auto& event = transition.events.front();
    if (auto no = judge_task(*transition.task, event, facts_, false)) return no;
    if (!transition.condition || asks_for_payload(transition.condition->text)) return std::nullopt;
    try {
      if (data_.test(*transition.condition)) return std::nullopt;
    } catch (const Error&) {
      // A guard that cannot be evaluated keeps the way shut, here as in a step.
    }
    return guard_objection(event, transition.condition->text);
  }

  const Definition& definition_;
  const Instance& instance_;
  const Json& facts_;
  DataModel& data_;
  std::vector<Possible> candidates_;
};

}  // namespace

std::vector<Offer> offers(const Definition& definition, const Instance& instance, const Json& facts, const Calendars* calendars) {
  if (instance.is_final()) return {};
  DataModel data(definition.chart(), instance.data(), facts,
                 {"", [&](std::string_view id) { return instance.is_in(id); }, nullptr, calendars});
  return OfferList(definition, instance, facts, data).list();
}

}  // namespace chancery::workflow
