#include "apps/server/http_errors.h"

#include <array>
#include <utility>

namespace chancery::server {
namespace {

using formats::Json;

struct FaultRow {
  Fault fault;
  int status;
  std::string_view name;
};

constexpr std::array<FaultRow, 6> fault_table{{{Fault::input, 400, "input"},
                                               {Fault::absent, 404, "absent"},
                                               {Fault::refused, 403, "refused"},
                                               {Fault::conflict, 409, "conflict"},
                                               {Fault::unavailable, 503, "unavailable"},
                                               {Fault::environment, 500, "environment"}}};

/// Rules whose refusal is more than "you may not".
constexpr std::array<std::pair<std::string_view, int>, 5> rule_table{{{"rights.unknown", 404},
                                                                      {"server.not_logged_in", 401},
                                                                      {"server.wrong_password", 401},
                                                                      {"server.too_many_attempts", 429},
                                                                      {"server.not_to_be_known", 404}}};

const FaultRow& row_of(Fault fault) {
  for (const auto& row : fault_table) {
    if (row.fault == fault) return row;
  }
  return fault_table.back();
}

Json arguments_of(const Message& message) {
  auto arguments = Json::object();
  for (const auto& [name, value] : message.arguments) {
    std::visit([&, key = name](const auto& argument) { arguments[key] = argument; }, value);
  }
  return arguments;
}

Json message_json(const Message& message, text::Language language) {
  return {{"key", message.key}, {"arguments", arguments_of(message)}, {"message", text::say(language, message)}};
}

Message read_message(const Json& json) {
  Message message{json.at("key").get<std::string>(), {}};
  for (const auto& [name, value] : json.at("arguments").items()) {
    if (value.is_number_integer()) {
      message.arguments.emplace_back(name, value.get<std::int64_t>());
    } else {
      message.arguments.emplace_back(name, value.get<std::string>());
    }
  }
  return message;
}

}  // namespace

int status_of(Fault fault) {
  return row_of(fault).status;
}

int status_of(const Refusal& refusal) {
  for (const auto& [rule, status] : rule_table) {
    if (rule == refusal.rule) return status;
  }
  return 403;
}

Json to_json(const Error& error, text::Language language) {
  auto json = message_json(error.message(), language);
  json["fault"] = row_of(error.fault()).name;
  return {{"error", std::move(json)}};
}

Json to_json(const Refusal& refusal, text::Language language) {
  auto json = message_json(refusal.message, language);
  json["rule"] = refusal.rule;
  return {{"refusal", std::move(json)}};
}

void throw_error(const Json& answer) {
  const auto& error = answer.at("error");
  const auto name = error.at("fault").get<std::string>();
  for (const auto& row : fault_table) {
    if (row.name == name) throw Error(row.fault, read_message(error));
  }
  throw Error(Fault::input, {"server.answer_not_understood", {{"fault", name}}});
}

Refusal read_refusal(const Json& answer) {
  const auto& refusal = answer.at("refusal");
  return {refusal.at("rule").get<std::string>(), read_message(refusal)};
}

}  // namespace chancery::server
