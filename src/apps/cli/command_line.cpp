#include "apps/cli/command_line.h"

#include "apps/cli/commands.h"
#include "base/error.h"
#include "base/utf8.h"

#include <algorithm>
#include <exception>
#include <filesystem>
#include <iostream>
#include <string_view>

namespace chancery::cli {
namespace {

/// The language of help is needed before the options are read.
std::string language_option(int count, char** arguments) {
  for (int i = 1; i + 1 < count; ++i) {
    if (std::string_view(arguments[i]) == "--language") return arguments[i + 1];
  }
  return {};
}

/// Whether problems are told as JSON, which has to be known before the options are understood.
bool json_option(int count, char** arguments) {
  return std::any_of(arguments + 1, arguments + count,
                     [](const char* argument) { return std::string_view(argument) == "--json"; });
}

/// What the parser of the command line says in English only, in the words of the person; `subject` is the option, command or
/// word that it is about.
Message about_usage(const CLI::App& app, const CLI::ParseError& error) {
  const std::string_view said = error.what();
  const auto before = [&](std::string_view mark) { return std::string(said.substr(0, said.find(mark))); };
  const auto after = [&](std::string_view mark) {
    const auto found = said.find(mark);
    return std::string(found == std::string_view::npos ? said : said.substr(found + mark.size()));
  };
  const std::string& kind = error.get_name();
  if (kind == "RequiredError" && said.starts_with("A subcommand")) {
    const auto left = app.remaining(true);  // words that are no command
    if (left.empty()) return {"cli.usage_no_command", {}};
    return {"cli.usage_unknown", {{"subject", left.front()}}};
  }
  if (kind == "RequiredError") return {"cli.usage_required", {{"subject", before(" is required")}}};
  if (kind == "ExtrasError") return {"cli.usage_unknown", {{"subject", after("expected: ")}}};
  if (kind == "ConversionError" || kind == "ValidationError")
    return {"cli.usage_value", {{"subject", before(":")}, {"detail", after(": ")}}};
  if (kind == "ArgumentMismatch") return {"cli.usage_number", {{"subject", before(":")}}};
  return {"cli.usage_odd", {{"detail", std::string(said)}}};
}

std::string help(const Terminal& terminal, const std::string& key) {
  return terminal.say({"cli.help." + key, {}});
}

void add_common(CLI::App& app, CommonOptions& options, const Terminal& terminal) {
  app.add_option("--office", options.office, help(terminal, "office"));
  app.add_option("--as", options.person, help(terminal, "as"));
  app.add_option("--password-fd", options.password_descriptor, help(terminal, "password_fd"));
  app.add_flag("--json", options.json, help(terminal, "json"));
  app.add_option("--language", options.language, help(terminal, "language"))->check(CLI::IsMember({"uk", "en"}));
  app.fallthrough();
  app.require_subcommand(1);
}

ExitCode perform(const Action& action, const CommonOptions& options) {
  const Session session(options);
  try {
    return action(session);
  } catch (const Refused& refused) {
    return session.terminal().tell(refused.refusal);
  } catch (const Error& error) {
    return session.terminal().tell(error);
  } catch (const std::filesystem::filesystem_error& error) {
    const std::string path = error.path1().string();
    return session.terminal().tell(
        Error(Fault::environment, {"cli.file_trouble", {{"path", path}, {"detail", error.code().message()}}}));
  } catch (const std::exception& exception) {
    std::cerr << "chancery: " << exception.what() << '\n';
    return ExitCode::internal;
  }
}

}  // namespace

CLI::App* subcommand(CLI::App& app, const std::string& name, const Terminal& terminal, const std::string& key) {
  auto* command = app.add_subcommand(name, help(terminal, key));
  command->fallthrough();
  return command;
}

int run(int count, char** arguments) {
  const Terminal terminal(language_of(language_option(count, arguments)), false);
  for (int i = 1; i < count; ++i) {
    if (is_utf8(arguments[i])) continue;
    terminal.tell(Message{"cli.argument_not_utf8", {{"number", std::int64_t{i}}}});
    return static_cast<int>(ExitCode::usage);
  }
  CLI::App app(help(terminal, "chancery"), "chancery");
  CommonOptions options;
  Action chosen;
  add_common(app, options, terminal);
  for (const auto add : {add_init, add_serve, add_document, add_dossier, add_sign, add_verify, add_ledger, add_evidence, add_user,
                         add_workflow, add_template, add_compare, add_translation, add_backup, add_doctor}) {
    add(app, chosen, terminal);
  }
  try {
    app.parse(count, arguments);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) {  // help was asked for
      (void)app.exit(error);
      return static_cast<int>(ExitCode::yes);
    }
    (void)Terminal(terminal.language(), json_option(count, arguments)).tell(Error(Fault::input, about_usage(app, error)));
    return static_cast<int>(ExitCode::usage);
  }
  return static_cast<int>(perform(chosen, options));
}

}  // namespace chancery::cli
