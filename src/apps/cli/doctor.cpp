#include "apps/cli/commands.h"
#include "engine/words.h"
#include "outside/programs.h"

#include <array>

namespace chancery::cli {
namespace {

using formats::Json;

/// A program of others, and what goes without it.
struct Tool {
  const char* name;
  const char* missing;
};
constexpr std::array<Tool, 2> tools{{{"dot", "cli.doctor.dot_missing"}, {"soffice", "cli.doctor.soffice_missing"}}};

Json finding_of(const Tool& tool) {
  const auto found = outside::find_program(tool.name);
  const Message message = found
                              ? Message{"cli.doctor.program_found", {{"name", std::string(tool.name)}, {"path", found->string()}}}
                              : Message{tool.missing, {}};
  return {{"check", std::string("program_") + tool.name},
          {"state", found ? "good" : "warning"},
          {"words", engine::words_of(message)}};
}

void tell(const Terminal& terminal, const Json& finding) {
  if (terminal.json()) {
    terminal.print(finding);
    return;
  }
  const std::string state = finding.at("state");
  terminal.line(terminal.say({"cli.doctor." + state, {}}) + "  " + terminal.words(finding.at("words")));
}

ExitCode examine(const Session& session) {
  Json findings = session.require("office.condition").json;
  for (const Tool& tool : tools) findings.push_back(finding_of(tool));
  auto code = ExitCode::yes;
  for (const Json& finding : findings) {
    tell(session.terminal(), finding);
    if (finding.at("state") == "bad") code = ExitCode::no;
  }
  return code;
}

}  // namespace

void add_doctor(CLI::App& app, Action& chosen, const Terminal& terminal) {
  subcommand(app, "doctor", terminal, "doctor")->callback([&chosen] { chosen = examine; });
}

}  // namespace chancery::cli
