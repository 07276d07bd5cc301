#pragma once

#include "apps/cli/exit_codes.h"
#include "base/message.h"
#include "formats/json.h"
#include "text/catalogue.h"

#include <string>

namespace chancery::cli {

/// What a person is told: data to stdout, messages to stderr; with `--json` one JSON object, or one a line for lists, and a
/// problem as {rule | error, message}.
class Terminal {
 public:
  Terminal(text::Language language, bool json) : language_(language), json_(json) {}

  [[nodiscard]] text::Language language() const { return language_; }
  [[nodiscard]] bool json() const { return json_; }

  /// One object of the answer.
  void print(const formats::Json& object) const;
  /// A line of text for people.
  void line(const std::string& text) const;
  [[nodiscard]] std::string say(const Message& message) const { return text::say(language_, message); }
  /// The words of {uk, en} in the language of the person.
  [[nodiscard]] std::string words(const formats::Json& in_languages) const;

  /// Messages, to stderr.
  void tell(const Message& message) const;
  ExitCode tell(const Error& error) const;
  ExitCode tell(const Refusal& refusal) const;

 private:
  ExitCode tell_problem(const char* kind, const std::string& id, const Message& message, ExitCode code) const;

  text::Language language_;
  bool json_;
};

/// `--language`, else the language of the environment: Ukrainian where LC_ALL, LC_MESSAGES or LANG says so, else English.
[[nodiscard]] text::Language language_of(const std::string& option);

}  // namespace chancery::cli
