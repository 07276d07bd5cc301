#include "workflow/instance.h"

#include "base/error.h"

#include <algorithm>

namespace chancery::workflow {
namespace {

constexpr auto instance_type = "chancery.instance/1";

[[noreturn]] void refuse(std::string what) {
  throw Error(Fault::input, {"workflow.bad_instance", {{"what", std::move(what)}}});
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

/// The fields of an instance in the order of RFC 8785. The bytes are made without a Json value in between: every step of every
/// document writes them.
class Writer {
 public:
  Writer& raw(std::string_view bytes) {
    bytes_ += bytes;
    return *this;
  }
  Writer& text(std::string_view value) {
    const bool plain = std::all_of(value.begin(), value.end(), [](unsigned char c) { return c >= ' ' && c != '"' && c != '\\'; });
    if (!plain) return raw(formats::canonical_json(std::string(value)));
    return raw("\"").raw(value).raw("\"");
  }
  Writer& number(std::size_t value) { return raw(std::to_string(value)); }
  Writer& ids(const Chart& chart, const std::vector<StateIndex>& states) {
    return list(states, [&](StateIndex state) { text(chart.states[state].id); });
  }
  template <class Items, class Write>
  Writer& list(const Items& items, const Write& write) {
    bytes_ += '[';
    for (const auto& item : items) {
      if (bytes_.back() != '[') bytes_ += ',';
      write(item);
    }
    bytes_ += ']';
    return *this;
  }
  [[nodiscard]] Bytes take() { return std::move(bytes_); }

 private:
  Bytes bytes_;
};

DataValues values_of(const StoredData& data) {
  if (data.values) return *data.values;
  DataValues values;
  if (data.tree) {
    for (const auto& [id, element] : data.tree->variables) values.emplace_back(id, data.tree->tree.inner(element));
  }
  return values;
}

StoredData read_values(const Json& list) {
  if (list.empty()) return {};
  auto values = std::make_shared<DataValues>();
  for (const auto& item : list) values->emplace_back(text_of(item, "id"), text_of(item, "value"));
  return {std::move(values), nullptr};
}

Json tasks_json(const Chart& chart, const std::vector<OpenTask>& tasks) {
  Json list = Json::array();
  for (const auto& task : tasks) {
    Json voices = Json::array();
    for (const auto& voice : task.voices) {
      voices.push_back({{"event", voice.event}, {"person", voice.person}, {"principal", voice.principal}});
    }
    list.push_back({{"id", chart.assignments[task.assignment].id},
                    {"opened", task.opened},
                    {"due", task.due},
                    {"last_day", task.last_day},
                    {"overdue", task.is_overdue ? "yes" : "no"},
                    {"claimed_by", task.claimed_by},
                    {"added", task.added},
                    {"removed", task.removed},
                    {"voices", std::move(voices)}});
  }
  return list;
}

std::vector<std::string> read_words(const Json& list) {
  if (!list.is_array()) refuse("tasks");
  std::vector<std::string> words;
  for (const auto& word : list) {
    if (!word.is_string()) refuse("tasks");
    words.push_back(word.get<std::string>());
  }
  return words;
}

std::vector<OpenTask> read_tasks(const Chart& chart, const Json& list) {
  std::vector<OpenTask> tasks;
  for (const auto& item : list) {
    const auto number = chart.find_assignment(text_of(item, "id"));
    if (!number) refuse("tasks");
    OpenTask task{*number,
                  text_of(item, "opened"),
                  text_of(item, "due"),
                  text_of(item, "last_day"),
                  text_of(item, "overdue") == "yes",
                  text_of(item, "claimed_by"),
                  read_words(field(item, "added")),
                  read_words(field(item, "removed"))};
    for (const auto& voice : field(item, "voices")) {
      task.voices.push_back({text_of(voice, "event"), text_of(voice, "person"), text_of(voice, "principal")});
    }
    tasks.push_back(std::move(task));
  }
  return tasks;
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
  return Json::parse(to_bytes());
}

Bytes Instance::to_bytes() const {
  const auto& chart = definition_.chart();
  Writer writer;
  writer.raw(R"({"bound":)").ids(chart, bound_.states());
  writer.raw(R"(,"configuration":)").ids(chart, configuration_.states());
  writer.raw(R"(,"data":)").list(values_of(data_), [&](const auto& value) {
    writer.raw(R"({"id":)").text(value.first).raw(R"(,"value":)").text(value.second).raw("}");
  });
  writer.raw(R"(,"final":)").text(final_ ? "yes" : "no");
  writer.raw(R"(,"history":)").list(history_, [&](const auto& recorded) {
    writer.raw(R"({"id":)").text(chart.states[recorded.first].id).raw(R"(,"states":)").ids(chart, recorded.second).raw("}");
  });
  writer.raw(R"(,"invoked":)").list(invoked_, [&](const auto& invoked) {
    writer.raw(R"({"id":)").text(invoked.first).raw(R"(,"number":)").number(invoked.second.number);
    writer.raw(R"(,"state":)").text(chart.states[invoked.second.state].id).raw("}");
  });
  writer.raw(R"(,"next_id":)").number(next_id_).raw(R"(,"session":)").text(session_);
  if (!tasks_.empty()) writer.raw(R"(,"tasks":)").raw(formats::canonical_json(tasks_json(chart, tasks_)));
  return writer.raw(R"(,"type":)").text(instance_type).raw("}").take();
}

std::string Instance::key() const {
  std::string key;
  const auto number = [&](std::size_t value) {
    for (; value >= 0x80; value >>= 7) key += static_cast<char>(value | 0x80);
    key += static_cast<char>(value);
  };
  const auto states = [&](const std::vector<StateIndex>& list) {
    number(list.size());
    for (const auto state : list) number(state);
  };
  states(configuration_.states());
  states(bound_.states());
  number(history_.size());
  for (const auto& [history, recorded] : history_) {
    number(history);
    states(recorded);
  }
  number(invoked_.size());
  for (const auto& invoked : invoked_) {
    number(invoked.second.state);
    number(invoked.second.number);
  }
  for (const auto& [id, value] : values_of(data_)) {
    number(value.size());
    key += value;
  }
  return key + (final_ ? "." : "");
}

/// Our own bytes from our own table: to keep the parser from falling over its depth, a look at the brackets is enough.
Instance Instance::from_bytes(const Definition& definition, BytesView bytes) {
  constexpr std::ptrdiff_t most_brackets = 10'000;
  const auto brackets = std::count_if(bytes.begin(), bytes.end(), [](char c) { return c == '[' || c == '{'; });
  const auto json = brackets > most_brackets ? Json() : Json::parse(bytes, nullptr, false);
  if (!json.is_object()) refuse("JSON");
  return from_json(definition, json);
}

Instance Instance::from_json(const Definition& definition, const Json& json) {
  const auto& chart = definition.chart();
  if (text_of(json, "type") != instance_type) refuse("type");
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
  if (json.contains("tasks")) instance.tasks_ = read_tasks(chart, json["tasks"]);
  instance.next_id_ = number_of(json, "next_id");
  instance.final_ = text_of(json, "final") == "yes";
  return instance;
}

}  // namespace chancery::workflow
