#include "engine/command.h"

#include "base/error.h"

#include <catch2/catch.hpp>

using namespace chancery;
using engine::parse_command;
using formats::Json;

namespace {

std::string refusal_of(const Json& value) {
  try {
    (void)parse_command(value);
  } catch (const Error& error) {
    CHECK(error.fault() == Fault::input);
    return to_log(error.message());
  }
  return "read";
}

}  // namespace

TEST_CASE("a command is read in the one vocabulary") {
  const auto command = parse_command({{"document", std::string(32, 'a')},
                                      {"event", "approve"},
                                      {"sections", {{{"name", "source"}, {"sha256", std::string(64, 'b')}}}},
                                      {"files", {{{"name", "лист ’Ґ’.pdf"}, {"content", "Zm9v"}}}},
                                      {"key", "form-1"},
                                      {"comment", "Є зауваження"}});
  CHECK(command.document->hex() == std::string(32, 'a'));
  CHECK(command.sections.at(0).name == "source");
  CHECK(command.files.at(0).content.bytes() == "foo");
  CHECK(command.files.at(0).media_type == "application/octet-stream");
  CHECK(command.comment == "Є зауваження");
}

TEST_CASE("a missing, unknown or odd field is named") {
  CHECK(refusal_of(Json::object()) == "engine.command_field_missing field=event");
  CHECK(refusal_of({{"event", "approve"}, {"colour", "red"}}) == "engine.command_field_unknown field=colour");
  CHECK(refusal_of(Json::array()) == "engine.command_field_odd field=command");
  for (const auto& [field, value] : std::vector<std::pair<std::string, Json>>{{"document", "12"},
                                                                              {"revision", "3"},
                                                                              {"manifest", "x"},
                                                                              {"sections", {{{"name", "source"}}}},
                                                                              {"data", "text"},
                                                                              {"key", ""},
                                                                              {"comment", std::string(20'001, 'a')},
                                                                              {"files", {{{"name", "a"}, {"content", "=="}}}}}) {
    CHECK(refusal_of({{"event", "approve"}, {field, value}}) == "engine.command_field_odd field=" + field);
  }
}

TEST_CASE("two commands are the same when everything but the key is") {
  Json value{{"document", std::string(32, 'a')}, {"event", "attach"}, {"revision", 3}, {"key", "1"}};
  const auto first = engine::hash_of(parse_command(value));
  value["key"] = "2";
  CHECK(engine::hash_of(parse_command(value)) == first);
  for (const auto& [field, other] : std::vector<std::pair<std::string, Json>>{{"event", "return"},
                                                                              {"revision", 4},
                                                                              {"comment", "x"},
                                                                              {"data", {{"as", "evidence"}}},
                                                                              {"files", {{{"name", "a"}, {"content", ""}}}}}) {
    Json changed = value;
    changed[field] = other;
    CHECK(engine::hash_of(parse_command(changed)) != first);
  }
}
