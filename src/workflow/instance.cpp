#include "workflow/instance.h"

#include "base/error.h"

#include <algorithm>

namespace chancery::workflow {
namespace {

constexpr auto type_name = "chancery.instance/1";

[[noreturn]] void refuse(std::string what) {
  throw Error(Fault::input, {"workflow.bad_instance", {{"what", std::move(what)}}});
}

Json ids_of(const Chart& chart, const std::vector<StateIndex>& states) {
  Json ids = Json::array();
  for (const auto state : states) ids.push_back(chart.states[state].id);
  return ids;
}

StateIndex find_state(const Chart& chart, const Json& id) {
  const auto found = id.is_string() ? chart.find(id.get_ref<const std::string&>()) : std::nullopt;
  if (!found) refuse(id.dump());
  return *found;
}

std::vector<StateIndex> read_states(const Chart& chart, const Json& ids) {
  if (!ids.is_array()) refuse(ids.dump());
  std::vector<StateIndex> states;
  for (const auto& id : ids) states.push_back(find_state(chart, id));
  if (!std::is_sorted(states.begin(), states.end())) refuse(ids.dump());
  return states;
}

const Json& field(const Json& object, const char* name) {
  const auto found = object.is_object() ? object.find(name) : object.end();
  if (!object.is_object() || found == object.end()) refuse(name);
  return *found;
}

std::string text_of(const Json& object, const char* name) {
  const auto& value = field(object, name);
  if (!value.is_string()) refuse(name);
  return value.get<std::string>();
}

std::size_t number_of(const Json& object, const char* name) {
  const auto& value = field(object, name);
  if (!value.is_number_unsigned()) refuse(name);
  return value.get<std::size_t>();
}

/// §3.11: one child of each active compound state, all children of each active parallel state, and every parent.
bool is_legal(const Chart& chart, const StateSet& configuration) {
  const auto legal = [&](StateIndex index) {
    const auto& state = chart.states[index];
    const auto active = std::count_if(state.children.begin(), state.children.end(),
                                      [&](StateIndex child) { return configuration.contains(child); });
    if (index != Chart::root && state.parent != Chart::root && !configuration.contains(state.parent)) return false;
    if (state.kind == StateKind::compound) return active == 1;
    return state.kind != StateKind::parallel || active == static_cast<std::ptrdiff_t>(state.children.size());
  };
  return legal(Chart::root) && std::all_of(configuration.begin(), configuration.end(),
                                           [&](StateIndex state) { return !chart.is_history(state) && legal(state); });
}

Json write_values(const StoredData& data) {
  Json list = Json::array();
  if (data.values) {
    for (const auto& [id, content] : *data.values) list.push_back({{"id", id}, {"value", content}});
  } else if (data.tree) {
    for (const auto& element : data.tree->children(data.tree->root())) {
      list.push_back({{"id", data.tree->attribute(element, "id")}, {"value", data.tree->inner(element)}});
    }
  }
  return list;
}

StoredData read_values(const Json& list) {
  if (list.empty()) return {};
  auto values = std::make_shared<DataValues>();
  for (const auto& item : list) values->emplace_back(text_of(item, "id"), text_of(item, "value"));
  return {std::move(values), nullptr};
}

}  // namespace

std::vector<std::string> Instance::configuration() const {
  std::vector<std::string> ids;
  for (const auto state : configuration_) ids.push_back(definition_.chart().states[state].id);
  return ids;
}

bool Instance::is_in(std::string_view state) const {
  const auto& states = definition_.chart().states;
  return std::any_of(configuration_.begin(), configuration_.end(), [&](StateIndex index) { return states[index].id == state; });
}

Json Instance::to_json() const {
  const auto& chart = definition_.chart();
  Json history = Json::array();
  for (const auto& [index, states] : history_) {
    history.push_back({{"id", chart.states[index].id}, {"states", ids_of(chart, states)}});
  }
  Json invoked = Json::array();
  for (const auto& [id, invocation] : invoked_) {
    invoked.push_back({{"id", id}, {"number", invocation.number}, {"state", chart.states[invocation.state].id}});
  }
  return {{"type", type_name},
          {"bound", ids_of(chart, bound_.states())},
          {"configuration", ids_of(chart, configuration_.states())},
          {"data", write_values(data_)},
          {"final", final_ ? "yes" : "no"},
          {"history", std::move(history)},
          {"invoked", std::move(invoked)},
          {"next_id", next_id_},
          {"session", session_}};
}

Bytes Instance::to_bytes() const {
  return formats::canonical_json(to_json());
}

Instance Instance::from_bytes(const Definition& definition, BytesView bytes) {
  return from_json(definition, formats::parse_json(bytes, "instance"));
}

Instance Instance::from_json(const Definition& definition, const Json& json) {
  const auto& chart = definition.chart();
  if (text_of(json, "type") != type_name) refuse("type");
  Instance instance(definition, text_of(json, "session"));
  instance.configuration_ = StateSet(read_states(chart, field(json, "configuration")));
  if (!is_legal(chart, instance.configuration_)) refuse("configuration");
  for (const auto& item : field(json, "history")) {
    const auto index = find_state(chart, field(item, "id"));
    if (!chart.is_history(index)) refuse("history");
    instance.history_[index] = read_states(chart, field(item, "states"));
  }
  instance.bound_ = StateSet(read_states(chart, field(json, "bound")));
  for (const auto& item : field(json, "invoked")) {
    const Invocation invocation{find_state(chart, field(item, "state")), number_of(item, "number")};
    if (invocation.number >= chart.states[invocation.state].invokes.size()) refuse("invoked");
    instance.invoked_.emplace(text_of(item, "id"), invocation);
  }
  instance.data_ = read_values(field(json, "data"));
  instance.next_id_ = number_of(json, "next_id");
  instance.final_ = text_of(json, "final") == "yes";
  return instance;
}

}  // namespace chancery::workflow
