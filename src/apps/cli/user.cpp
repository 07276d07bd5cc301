#include "apps/cli/commands.h"
#include "base/error.h"
#include "base/sha256.h"
#include "outside/files.h"

namespace chancery::cli {
namespace {

using formats::Json;

struct UserOptions {
  std::string name;
  std::string family_uk, given_uk, position_uk;
  std::string family_en, given_en, position_en;
  std::string system_user;
  std::string role;
  std::string instrument;
  std::string from;
  std::string until;
  bool end = false;
  std::string delegate;
  std::vector<std::string> roles;
  std::string instrument_file;
  std::string ended;
  std::string basis;
  int new_password_descriptor = -1;
};

std::string new_password(const Session& session, const UserOptions& options) {
  return std::string(session.password(options.new_password_descriptor, {"cli.ask_new_password", {}}).reveal());
}

ExitCode done(const Session& session, const Json& answer) {
  if (session.terminal().json()) session.terminal().print(answer);
  return ExitCode::yes;
}

ExitCode add_one(const Session& session, const UserOptions& options) {
  Json fields{{"log_in_name", options.name},
              {"names",
               {{"uk", {{"family", options.family_uk}, {"given", options.given_uk}, {"position", options.position_uk}}},
                {"en", {{"family", options.family_en}, {"given", options.given_en}, {"position", options.position_en}}}}},
              {"new_password", new_password(session, options)}};
  if (!options.system_user.empty()) fields["system_user"] = options.system_user;
  return done(session, session.require("user.add", std::move(fields)).json);
}

ExitCode list(const Session& session, const UserOptions& /*options*/) {
  const Terminal& terminal = session.terminal();
  for (const Json& line : session.require("user.list").json) {
    if (terminal.json()) {
      terminal.print(line);
      continue;
    }
    std::string roles;
    for (const Json& role : line.at("roles")) roles += " " + terminal.say({"rights.role_" + role.get<std::string>(), {}});
    const Json& name = line.at("names").value(std::string(text::tag_of(terminal.language())), Json::object());
    terminal.line(line.at("log_in_name").get<std::string>() + "  " + name.value("full", "") + roles);
  }
  return ExitCode::yes;
}

ExitCode role(const Session& session, const UserOptions& options) {
  Json fields{{"log_in_name", options.name}, {"role", options.role}, {"instrument", options.instrument}, {"end", options.end}};
  if (!options.from.empty()) fields["from"] = options.from;
  if (!options.until.empty()) fields["until"] = options.until;
  return done(session, session.require("user.role", std::move(fields)).json);
}

ExitCode password(const Session& session, const UserOptions& options) {
  return done(
      session,
      session.require("user.password", {{"log_in_name", options.name}, {"new_password", new_password(session, options)}}).json);
}

ExitCode disable(const Session& session, const UserOptions& options) {
  return done(session, session.require("user.disable", {{"log_in_name", options.name}}).json);
}

ExitCode end_delegation(const Session& session, const std::string& id) {
  return done(session, session.require("user.end_delegation", {{"delegation", id}}).json);
}

ExitCode delegate(const Session& session, const UserOptions& options) {
  if (!options.ended.empty()) return end_delegation(session, options.ended);
  for (const auto* needed : {&options.name, &options.delegate, &options.until}) {
    if (needed->empty()) throw Error(Fault::input, {"cli.delegate_needs", {}});
  }
  Json fields{{"principal", options.name},
              {"delegate", options.delegate},
              {"roles", options.roles},
              {"until", options.until},
              {"instrument", options.instrument}};
  if (!options.from.empty()) fields["from"] = options.from;
  if (!options.instrument_file.empty()) {
    fields["instrument_sha256"] = sha256(outside::read_file(options.instrument_file)).hex();
  }
  const Json answer = session.require("user.delegate", std::move(fields)).json;
  if (!session.terminal().json()) session.terminal().line(answer.at("delegation").get<std::string>());
  return done(session, answer);
}

std::string named(const Terminal& terminal, const Json& person) {
  const Json& name = person.at("names").value(std::string(text::tag_of(terminal.language())), Json::object());
  return person.value("log_in_name", "—") + " (" + name.value("full", "—") + ")";
}

ExitCode delegations(const Session& session, const UserOptions& /*options*/) {
  const Terminal& terminal = session.terminal();
  for (const Json& line : session.require("user.delegations").json) {
    if (terminal.json()) {
      terminal.print(line);
      continue;
    }
    std::string roles;
    for (const Json& role : line.at("roles")) roles += " " + terminal.say({"rights.role_" + role.get<std::string>(), {}});
    terminal.line(line.at("delegation").get<std::string>() + "  " + named(terminal, line.at("principal")) + " → " +
                  named(terminal, line.at("delegate")) + " :" + roles + "  " + line.at("from").get<std::string>().substr(0, 10) +
                  " – " + line.at("until").get<std::string>() + "  " + line.at("instrument").get<std::string>());
  }
  return ExitCode::yes;
}

/// Says what stays of the person, and why it does.
ExitCode erase(const Session& session, const UserOptions& options) {
  const Json answer = session.require("user.erase", {{"log_in_name", options.name}, {"basis", options.basis}}).json;
  const Terminal& terminal = session.terminal();
  if (terminal.json()) {
    terminal.print(answer);
    return ExitCode::yes;
  }
  terminal.line(
      terminal.say({"cli.person_erased", {{"name", options.name}, {"openings", answer.at("openings").get<std::int64_t>()}}}));
  for (const Json& kept : answer.at("kept")) terminal.line("  " + terminal.words(kept));
  return ExitCode::yes;
}

ExitCode recovery(const Session& session, const UserOptions& /*options*/) {
  for (const Json& name : session.require("user.recovery").json) {
    if (session.terminal().json()) {
      session.terminal().print({{"name", name}});
    } else {
      session.terminal().line(name.get<std::string>());
    }
  }
  return ExitCode::yes;
}

}  // namespace

void add_user(CLI::App& app, Action& chosen, const Terminal& terminal) {
  auto options = std::make_shared<UserOptions>();
  auto* group = subcommand(app, "user", terminal, "user");
  group->require_subcommand(1);
  const auto add = [&](const char* name, auto run) {
    auto* command = subcommand(*group, name, terminal, std::string("user_") + name);
    command->callback(
        [&chosen, options, run] { chosen = [options, run](const Session& session) { return run(session, *options); }; });
    return command;
  };
  auto* added = add("add", add_one);
  added->add_option("NAME", options->name)->required();
  added->add_option("--family-uk", options->family_uk)->required();
  added->add_option("--given-uk", options->given_uk)->required();
  added->add_option("--position-uk", options->position_uk);
  added->add_option("--family-en", options->family_en)->required();
  added->add_option("--given-en", options->given_en)->required();
  added->add_option("--position-en", options->position_en);
  added->add_option("--system-user", options->system_user);
  added->add_option("--new-password-fd", options->new_password_descriptor);
  (void)add("list", list);
  auto* given = add("role", role);
  given->add_option("NAME", options->name)->required();
  given->add_option("ROLE", options->role)->required();
  given->add_option("--instrument", options->instrument);
  given->add_option("--from", options->from);
  given->add_option("--until", options->until);
  given->add_flag("--end", options->end);
  auto* changed = add("password", password);
  changed->add_option("NAME", options->name)->required();
  changed->add_option("--new-password-fd", options->new_password_descriptor);
  add("disable", disable)->add_option("NAME", options->name)->required();
  auto* erased = add("erase", erase);
  erased->add_option("NAME", options->name)->required();
  erased->add_option("--basis", options->basis, terminal.say({"cli.help.erasure_basis", {}}))->required();
  auto* delegated = add("delegate", delegate);
  delegated->add_option("PRINCIPAL", options->name, terminal.say({"cli.help.principal", {}}));
  delegated->add_option("DELEGATE", options->delegate, terminal.say({"cli.help.delegate", {}}));
  delegated->add_option("--role", options->roles, terminal.say({"cli.help.delegated_role", {}}));
  delegated->add_option("--from", options->from, terminal.say({"cli.help.from", {}}));
  delegated->add_option("--until", options->until, terminal.say({"cli.help.until", {}}));
  delegated->add_option("--instrument", options->instrument, terminal.say({"cli.help.instrument", {}}));
  delegated->add_option("--instrument-file", options->instrument_file, terminal.say({"cli.help.instrument_file", {}}));
  delegated->add_option("--end", options->ended, terminal.say({"cli.help.end_delegation", {}}));
  (void)add("delegations", delegations);
  (void)add("recovery", recovery);
}

}  // namespace chancery::cli
