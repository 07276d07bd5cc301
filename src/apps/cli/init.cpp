#include "apps/cli/commands.h"
#include "apps/cli/demonstration.h"
#include "engine/founding.h"
#include "outside/clock.h"
#include "outside/files.h"

#include <iostream>

namespace chancery::cli {
namespace {

using formats::Json;

struct InitOptions {
  std::string folder;
  std::string answers;
  int new_password_descriptor = -1;
  bool demonstration = false;
};

std::string ask(const Terminal& terminal, const char* key) {
  std::cerr << terminal.say({std::string("cli.ask.") + key, {}}) << ' ' << std::flush;
  std::string line;
  std::getline(std::cin, line);
  return line;
}

Json ask_name(const Terminal& terminal, const std::string& language) {
  return {{"family", ask(terminal, ("family_" + language).c_str())},
          {"given", ask(terminal, ("given_" + language).c_str())},
          {"position", ask(terminal, ("position_" + language).c_str())}};
}

/// The questions of a person at a terminal, in the shape of an answers file.
Json ask_answers(const Terminal& terminal) {
  Json answers{{"name", {{"uk", ask(terminal, "name_uk")}, {"en", ask(terminal, "name_en")}}},
               {"code", ask(terminal, "code")},
               {"log_name", ask(terminal, "log_name")}};
  answers["person"] = {{"log_in_name", ask(terminal, "log_in_name")},
                       {"names", {{"uk", ask_name(terminal, "uk")}, {"en", ask_name(terminal, "en")}}}};
  const std::string address = ask(terminal, "mail_address");
  if (!address.empty()) answers["mail"] = {{"address", address}};
  answers["recovery_persons"] = {ask(terminal, "recovery_first"), ask(terminal, "recovery_second")};
  return answers;
}

/// Shown this once, to be printed and given to the two persons.
void print_codes(const Terminal& terminal, const std::vector<std::string>& persons, const std::vector<std::string>& codes) {
  if (terminal.json()) terminal.print({{"recovery_codes", codes}});
  for (std::size_t i = 0; i < codes.size() && !terminal.json(); ++i) {
    terminal.line(terminal.say({"cli.recovery_code", {{"person", persons.at(i)}, {"code", codes[i]}}}));
  }
}

ExitCode init(const Session& session, const InitOptions& options) {
  if (options.demonstration) {
    const Demonstration demonstration = make_demonstration(options.folder, outside::now, session.terminal());
    session.terminal().print(demonstration.log_ins);
    return ExitCode::yes;
  }
  const Json answers = options.answers.empty() ? ask_answers(session.terminal())
                                               : formats::parse_json(outside::read_file(options.answers), options.answers);
  const SecretBytes password = session.password(options.new_password_descriptor, {"cli.ask_new_password", {}});
  const auto founding = engine::read_answers(answers);
  const auto codes = engine::found_office(options.folder, founding, password, outside::now);
  session.terminal().tell(Message{"cli.office_made", {{"path", options.folder}}});
  session.terminal().tell(
      Message{"cli.recovery_persons", {{"first", founding.recovery_persons.at(0)}, {"second", founding.recovery_persons.at(1)}}});
  print_codes(session.terminal(), founding.recovery_persons, codes);
  return ExitCode::yes;
}

}  // namespace

void add_init(CLI::App& app, Action& chosen, const Terminal& terminal) {
  auto options = std::make_shared<InitOptions>();
  auto* command = subcommand(app, "init", terminal, "init");
  command->add_option("DIR", options->folder)->required();
  command->add_option("--answers", options->answers, terminal.say({"cli.help.answers", {}}));
  command->add_option("--new-password-fd", options->new_password_descriptor, terminal.say({"cli.help.new_password_fd", {}}));
  command->add_flag("--demo", options->demonstration, terminal.say({"cli.help.demo", {}}));
  command->callback([&chosen, options] { chosen = [options](const Session& session) { return init(session, *options); }; });
}

}  // namespace chancery::cli
