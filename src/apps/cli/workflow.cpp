#include "apps/cli/commands.h"
#include "base/error.h"
#include "outside/drawing.h"
#include "outside/files.h"
#include "workflow/check.h"
#include "workflow/drawing.h"
#include "workflow/simulate.h"

#include <iostream>

namespace chancery::cli {
namespace {

using formats::Json;

struct WorkflowOptions {
  std::string file;
  std::vector<std::string> events;
  bool lenient = false;
  double timeout = 3600;
};

Json problem_json(const Terminal& terminal, const std::string& file, const workflow::Problem& problem) {
  return {{"file", file}, {"line", problem.line}, {"code", problem.message.key}, {"text", terminal.say(problem.message)}};
}

void print_problems(const Terminal& terminal, const std::string& file, const std::vector<workflow::Problem>& problems) {
  for (const workflow::Problem& problem : problems) {
    if (terminal.json()) {
      terminal.print(problem_json(terminal, file, problem));
    } else {
      terminal.line(file + ":" + std::to_string(problem.line) + ": " + terminal.say(problem.message));
    }
  }
}

/// The graph is judged; that every configuration was walked through is never claimed.
ExitCode check(const Session& session, const WorkflowOptions& options) try {
  const auto definition = workflow::read_definition(outside::read_file(options.file), options.file);
  const auto problems = workflow::check(definition);
  print_problems(session.terminal(), options.file, problems);
  if (!problems.empty()) return ExitCode::no;
  session.terminal().tell(Message{"cli.workflow_not_explored", {{"file", options.file}}});
  return ExitCode::undecided;
} catch (const workflow::BrokenChart& broken) {
  print_problems(session.terminal(), options.file, broken.problems());
  return ExitCode::bad_input;
}

workflow::Event event_of(const std::string& option) {
  const std::size_t equals = option.find('=');
  workflow::Event event{.name = option.substr(0, equals)};
  if (equals != std::string::npos) event.content = option.substr(equals + 1);
  return event;
}

ExitCode simulate(const Session& session, const WorkflowOptions& options) {
  const auto reading = options.lenient ? workflow::Reading::lenient : workflow::Reading::strict;
  const auto definition = workflow::read_definition(outside::read_file(options.file), options.file, reading);
  std::vector<workflow::Event> events;
  for (const std::string& option : options.events) events.push_back(event_of(option));
  workflow::SimulationOptions simulation;
  simulation.mode = options.lenient ? workflow::Mode::lenient : workflow::Mode::strict;
  simulation.timeout = std::chrono::milliseconds(static_cast<std::int64_t>(options.timeout * 1000));
  simulation.resource =
      [folder = std::filesystem::path(options.file).parent_path()](std::string_view name) -> std::optional<std::string> {
    const auto path = folder / std::filesystem::path(name).filename();
    return std::filesystem::exists(path) ? std::optional(outside::read_file(path)) : std::nullopt;
  };
  ExitCode code = ExitCode::yes;
  for (const workflow::MacrostepRecord& record : workflow::simulate(definition, events, simulation)) {
    Json line{{"event", record.event}, {"configuration", record.configuration}, {"final", record.is_final}};
    if (record.refusal) {
      line["refused"] = record.refusal->rule;
      code = ExitCode::refused;
    }
    session.terminal().print(line);
  }
  return code;
}

ExitCode draw(const Session& session, const WorkflowOptions& options) {
  const auto definition = workflow::read_definition(outside::read_file(options.file), options.file);
  std::cout << outside::draw(workflow::to_dot(definition, {}, text::tag_of(session.terminal().language())));
  return ExitCode::yes;
}

ExitCode publish(const Session& session, const WorkflowOptions& options) {
  const Blob bytes(outside::read_file(options.file));
  const auto definition = workflow::read_definition(bytes.bytes(), options.file);
  const auto problems = workflow::check(definition);
  if (!problems.empty()) {
    print_problems(session.terminal(), options.file, problems);
    return ExitCode::no;
  }
  session.terminal().print(session.require("workflow.publish", {{"name", options.file}}, {bytes}).json);
  return ExitCode::yes;
}

}  // namespace

void add_workflow(CLI::App& app, Action& chosen, const Terminal& terminal) {
  auto options = std::make_shared<WorkflowOptions>();
  auto* group = subcommand(app, "workflow", terminal, "workflow");
  group->require_subcommand(1);
  const auto add = [&](const char* name, auto run) {
    auto* command = subcommand(*group, name, terminal, std::string("workflow_") + name);
    command->add_option("FILE", options->file)->required();
    command->callback(
        [&chosen, options, run] { chosen = [options, run](const Session& session) { return run(session, *options); }; });
    return command;
  };
  (void)add("check", check);
  auto* simulated = add("simulate", simulate);
  simulated->add_option("--event", options->events);
  simulated->add_flag("--lenient", options->lenient);
  simulated->add_option("--timeout", options->timeout);
  (void)add("draw", draw);
  (void)add("publish", publish);
}

}  // namespace chancery::cli
