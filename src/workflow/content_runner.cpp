#include "workflow/content_runner.h"

#include "base/error.h"
#include "formats/xml_writer.h"

#include <array>
#include <charconv>
#include <cmath>

namespace chancery::workflow {
namespace {

constexpr std::string_view processor_name = "http://www.w3.org/TR/scxml/#SCXMLEventProcessor";

[[noreturn]] void fail(const char* key, std::string name) {
  throw Error(Fault::input, {key, {{"name", std::move(name)}}});
}

/// §6.2.4 with the time units of CSS2: `500ms`, `1.5s`, `.5s`, and minutes, hours and days for people.
std::chrono::milliseconds parse_delay(const std::string& text) {
  if (text.empty()) return std::chrono::milliseconds(0);
  static constexpr std::array<std::pair<std::string_view, double>, 5> units{
      {{"ms", 1}, {"s", 1'000}, {"m", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}}};
  double value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  for (const auto& [name, length] : units) {
    if (problem != std::errc() || unit != name || value < 0 || value > 1e9) continue;
    return std::chrono::milliseconds(std::llround(value * length));
  }
  fail("workflow.bad_delay", text);
}

bool is_own_processor(const std::string& type) {
  return type.empty() || type == "scxml" || type == processor_name || type == "http://www.w3.org/TR/scxml/";
}

bool is_child_chart(const std::string& type) {
  return type.empty() || type == "scxml" || type == "http://www.w3.org/TR/scxml/" || type == "http://www.w3.org/TR/scxml";
}

/// `$name` in a namelist stands for the name.
std::string name_of(const Expression& location) {
  return location.text.starts_with('$') ? location.text.substr(1) : location.text;
}

std::string data_elements(const std::map<std::string, std::string>& values) {
  std::string all;
  for (const auto& [name, content] : values) all += "<data id=\"" + formats::escape_xml(name) + "\">" + content + "</data>";
  return all;
}

}  // namespace

void ContentRunner::raise_error(const Message& message, const char* name) {
  Event event{name};
  event.type = Event::Type::platform;
  event.sendid = std::exchange(sendid_, {});
  event.content = formats::escape_xml(to_log(message));
  last_error_ = message;
  raise(std::move(event));
}

void ContentRunner::execute(const Block& block) {
  try {
    run(block);
  } catch (const Error& error) {
    raise_error(error.message());
  }
}

void ContentRunner::run(const Block& block) {
  for (const auto& content : block) {
    std::visit([this](const auto& what) { run(what); }, content.what);
  }
}

void ContentRunner::run(const Raise& what) {
  Event event{what.event};
  event.type = Event::Type::internal;
  raise(std::move(event));
}

void ContentRunner::run(const LogContent& log) {
  add(Log{log.label, log.expression ? data_.text(*log.expression) : std::string()});
}

void ContentRunner::run(const If& condition) {
  for (const auto& branch : condition.branches) {
    if (!branch.condition || data_.test(*branch.condition)) return run(branch.block);
  }
}

void ContentRunner::run(const Foreach& loop) {
  data_.for_each(loop, [&] { run(loop.block); });
}

void ContentRunner::run(const CancelContent& cancel) {
  add(Cancel{text(cancel.sendid)});
}

void ContentRunner::run(const ActionContent& action) {
  add(Action{action.name, {action.attributes.begin(), action.attributes.end()}});
}

std::string ContentRunner::text(const Value& value) {
  if (const auto* literal = std::get_if<std::string>(&value)) return *literal;
  return data_.text(std::get<Expression>(value));
}

std::string ContentRunner::new_id(std::string_view prefix) {
  return std::string(prefix) + "." + std::to_string(next_id_++);
}

std::map<std::string, std::string> ContentRunner::named_values(const Payload& payload) {
  std::map<std::string, std::string> values;
  for (const auto& location : payload.namelist) values[name_of(location)] = data_.location_content(location);
  for (const auto& parameter : payload.parameters) {
    values[parameter.name] =
        parameter.is_location ? data_.location_content(parameter.expression) : data_.content(parameter.expression);
  }
  return values;
}

std::string ContentRunner::event_data(const Payload& payload) {
  if (!payload.content) return data_elements(named_values(payload));
  if (const auto* literal = std::get_if<std::string>(&*payload.content)) return *literal;
  return data_.content(std::get<Expression>(*payload.content));
}

std::string ContentRunner::done_data(const Payload& payload) {
  std::string all;
  const auto keep = [&](const Payload& part) {
    try {
      all += event_data(part);
    } catch (const Error& error) {
      raise_error(error.message());
    }
  };
  if (payload.content) {
    keep(payload);
    return all;
  }
  for (const auto& parameter : payload.parameters) keep({{}, {parameter}, std::nullopt});
  return all;
}

void ContentRunner::run(const SendContent& send) {
  sendid_ = send.id;
  if (send.id_location) {
    sendid_ = new_id("send");
    data_.assign_text(*send.id_location, sendid_);
  }
  const auto type = text(send.type);
  if (!is_own_processor(type)) fail("workflow.unknown_processor", type);
  dispatch({sendid_, text(send.event), text(send.target), parse_delay(text(send.delay)), event_data(send.payload)});
  sendid_.clear();
}

/// §C.1: where an event can go.
void ContentRunner::dispatch(Send send) {
  if (send.target == "#_scxml_" + session_) send.target.clear();
  if (!send.target.empty() && !send.target.starts_with("#_")) fail("workflow.bad_send_target", send.target);
  if (send.target != "#_internal") {
    const bool reached = send.target.empty() || !reachable_ || reachable_(send.target);
    if (reached) return add(std::move(send));
    return raise_error({"workflow.unreachable_target", {{"name", send.target}}}, "error.communication");
  }
  if (send.delay.count() != 0) fail("workflow.bad_delay", send.target);
  Event event{send.event};
  event.type = Event::Type::internal;
  event.sendid = send.id;
  event.content = send.content;
  raise(std::move(event));
}

std::optional<Invoke> ContentRunner::invoke(const InvokeContent& wanted, const std::string& state) {
  try {
    Invoke invoke;
    const auto type = text(wanted.type);
    if (!is_child_chart(type)) fail("workflow.unknown_processor", type);
    invoke.id = wanted.id.empty() ? new_id(state) : wanted.id;
    if (wanted.id_location) data_.assign_text(*wanted.id_location, invoke.id);
    invoke.src = text(wanted.src);
    invoke.data = named_values(wanted.payload);
    if (wanted.payload.content) invoke.content = event_data({{}, {}, wanted.payload.content});
    return invoke;
  } catch (const Error& error) {
    raise_error(error.message());
    return std::nullopt;
  }
}

}  // namespace chancery::workflow
