#include "apps/cli/terminal.h"

#include "document/rights.h"

#include <cstdlib>
#include <iostream>

namespace chancery::cli {

using formats::Json;

ExitCode exit_code_of(const Refusal& refusal) {
  if (refusal.rule == "engine.data_incomplete") return ExitCode::bad_input;
  return document::is_unknown(refusal) ? ExitCode::absent : ExitCode::refused;
}

void Terminal::print(const Json& object) const {
  std::cout << (json_ ? object.dump() : object.dump(2)) << '\n';
}

void Terminal::line(const std::string& text) const {
  std::cout << text << '\n';
}

std::string Terminal::words(const Json& in_languages) const {
  return in_languages.value(std::string(text::tag_of(language_)), in_languages.value("uk", ""));
}

void Terminal::tell(const Message& message) const {
  std::cerr << "chancery: " << say(message) << '\n';
}

ExitCode Terminal::tell(const Error& error) const {
  return tell_problem("error", error.message().key, error.message(), exit_code_of(error.fault()));
}

ExitCode Terminal::tell(const Refusal& refusal) const {
  return tell_problem("rule", refusal.rule, refusal.message, exit_code_of(refusal));
}

ExitCode Terminal::tell_problem(const char* kind, const std::string& id, const Message& message, ExitCode code) const {
  if (json_) {
    std::cerr << Json{{kind, id}, {"message", say(message)}}.dump() << '\n';
  } else {
    tell(message);
  }
  return code;
}

text::Language language_of(const std::string& option) {
  if (!option.empty()) return option == "uk" ? text::Language::uk : text::Language::en;
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0')
      return std::string_view(value).starts_with("uk") ? text::Language::uk : text::Language::en;
  }
  return text::Language::en;
}

}  // namespace chancery::cli
