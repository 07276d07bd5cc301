#include "workflow/migrate.h"

#include "base/error.h"
#include "workflow/chart.h"

#include <algorithm>
#include <set>

namespace chancery::workflow {
namespace {

bool same_deadline(const std::optional<DeadlineRule>& a, const std::optional<DeadlineRule>& b) {
  if (!a || !b) return a.has_value() == b.has_value();
  return a->period.unit == b->period.unit && a->period.amount == b->period.amount && a->calendar == b->calendar &&
         a->counts_first_day == b->counts_first_day && a->moves_to_working_day == b->moves_to_working_day;
}

class Migrator {
 public:
  Migrator(const Definition& from, const Definition& to, const Instance& instance, const StateMap& map)
      : old_(from.chart()), new_(to.chart()), to_(to), instance_(instance), map_(map), json_(instance.to_json()) {}

  Migration run() {
    json_["configuration"] = ids(configuration());
    if (!result_.obstacles.empty()) return std::move(result_);
    history();
    json_["bound"] = known_ids(json_["bound"]);
    data();
    if (!json_["invoked"].empty()) obstacle("workflow.migrate_children", {});
    tasks();
    if (!result_.obstacles.empty()) return std::move(result_);
    try {
      result_.migrated = Instance::from_json(to_, json_);
    } catch (const Error& error) {
      result_.obstacles.push_back({"workflow.migrate_illegal", {{"states", joined(json_["configuration"])}}});
    }
    return std::move(result_);
  }

 private:
  using Arguments = std::vector<std::pair<std::string, Message::Argument>>;
  void obstacle(const char* key, Arguments arguments) { result_.obstacles.push_back({key, std::move(arguments)}); }
  void change(const char* key, const std::string& id) { result_.changes.push_back({key, {{"id", id}}}); }

  static std::string joined(const Json& list) {
    std::string all;
    for (const auto& one : list) all += (all.empty() ? "" : " ") + one.get<std::string>();
    return all;
  }
  [[nodiscard]] std::string mapped(const std::string& id) const {
    const auto found = map_.find(id);
    return found == map_.end() ? id : found->second;
  }
  [[nodiscard]] Json ids(const std::set<StateIndex>& states) const {
    Json list = Json::array();
    for (const auto state : states) list.push_back(new_.states[state].id);
    return list;
  }

  /// The innermost active states are mapped, and what is around them in the new chart is active with them.
  std::set<StateIndex> configuration() {
    std::set<StateIndex> states;
    for (const auto state : instance_.active()) {
      const auto& active = instance_.active();
      const bool is_inner =
          std::none_of(active.begin(), active.end(), [&](StateIndex other) { return old_.is_descendant(other, state); });
      if (!is_inner) continue;
      const auto& id = old_.states[state].id;
      const auto found = new_.find(mapped(id));
      if (!found || new_.is_history(*found)) {
        obstacle("workflow.migrate_no_state", {{"id", id}});
        continue;
      }
      if (mapped(id) != id) result_.changes.push_back({"workflow.migrate_moves", {{"id", id}, {"to", mapped(id)}}});
      for (auto above = *found; above != Chart::root; above = new_.states[above].parent) states.insert(above);
    }
    return states;
  }

  Json known_ids(const Json& list) const {
    std::set<StateIndex> states;
    for (const auto& id : list) {
      if (const auto found = new_.find(mapped(id.get<std::string>()))) states.insert(*found);
    }
    return ids(states);
  }

  void history() {
    Json kept = Json::array();
    for (const auto& item : json_["history"]) {
      const auto id = mapped(item["id"].get<std::string>());
      const auto found = new_.find(id);
      auto states = known_ids(item["states"]);
      if (!found || !new_.is_history(*found) || states.size() != item["states"].size()) {
        change("workflow.migrate_history_lost", item["id"].get<std::string>());
        continue;
      }
      kept.push_back({{"id", id}, {"states", std::move(states)}});
    }
    json_["history"] = std::move(kept);
  }

  static std::vector<std::string> variables(const Chart& chart) {
    std::vector<std::string> names;
    for (const auto& state : chart.states) {
      for (const auto& data : state.data) names.push_back(data.id);
    }
    return names;
  }

  void data() {
    const auto wanted = variables(new_);
    Json kept = Json::array();
    std::set<std::string> there;
    for (const auto& item : json_["data"]) {
      const auto id = item["id"].get<std::string>();
      there.insert(id);
      if (std::find(wanted.begin(), wanted.end(), id) != wanted.end()) {
        kept.push_back(item);
      } else {
        change("workflow.migrate_data_lost", id);
      }
    }
    for (const auto& id : wanted) {
      if (there.contains(id)) continue;
      change("workflow.migrate_data_empty", id);
      kept.push_back({{"id", id}, {"value", ""}});
    }
    json_["data"] = std::move(kept);
  }

  [[nodiscard]] bool is_active(StateIndex state) const {
    const auto& active = json_["configuration"];
    return std::find(active.begin(), active.end(), Json(new_.states[state].id)) != active.end();
  }

  void tasks() {
    Json kept = Json::array();
    std::set<std::string> there;
    const Json open = json_.contains("tasks") ? json_["tasks"] : Json::array();
    for (const auto& item : open) {
      const auto id = item["id"].get<std::string>();
      const auto before = old_.find_assignment(id);
      const auto after = new_.find_assignment(id);
      if (!after || !is_active(new_.assignments[*after].state)) {
        change("workflow.migrate_task_closed", id);
        continue;
      }
      there.insert(id);
      kept.push_back(item);
      if (!same_deadline(old_.assignments[*before].deadline, new_.assignments[*after].deadline)) {
        change("workflow.migrate_deadline_changed", id);
      }
    }
    for (const auto& assignment : new_.assignments) {
      if (!is_active(assignment.state) || there.contains(assignment.id)) continue;
      change("workflow.migrate_task_opened", assignment.id);
      kept.push_back({{"id", assignment.id},
                      {"opened", ""},
                      {"due", ""},
                      {"last_day", ""},
                      {"overdue", "no"},
                      {"claimed_by", ""},
                      {"added", Json::array()},
                      {"removed", Json::array()},
                      {"voices", Json::array()}});
    }
    json_.erase("tasks");
    if (!kept.empty()) json_["tasks"] = std::move(kept);
  }

  const Chart& old_;
  const Chart& new_;
  const Definition& to_;
  const Instance& instance_;
  const StateMap& map_;
  Json json_;
  Migration result_;
};

}  // namespace

Migration migrate(const Definition& from, const Definition& to, const Instance& instance, const StateMap& map) {
  return Migrator(from, to, instance, map).run();
}

}  // namespace chancery::workflow
