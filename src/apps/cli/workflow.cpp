#include "apps/cli/commands.h"
#include "apps/server/chart_words.h"
#include "base/error.h"
#include "outside/drawing.h"
#include "outside/files.h"
#include "workflow/drawing.h"
#include "workflow/prove.h"
#include "workflow/simulate.h"
#include "workflow/walk.h"

#include <iostream>

namespace chancery::cli {
namespace {

using formats::Json;
using workflow::Definition;

struct WorkflowOptions {
  std::string file;
  std::vector<std::string> files;
  std::vector<std::string> events;
  std::string facts;
  std::string replay;
  std::vector<std::string> configuration;
  std::vector<std::string> map;
  bool lenient = false;
  bool list = false;
  double timeout = 3600;
};

Definition read(const std::string& file, workflow::Reading reading = workflow::Reading::strict) {
  return workflow::read_definition(outside::read_file(file), file, reading);
}

Json parse_file(const std::string& file) {
  return formats::parse_json(outside::read_file(file), file);
}

// --- check

Json finding_json(const Terminal& terminal, const workflow::Finding& finding) {
  Json json{
      {"line", finding.problem.line}, {"code", finding.problem.message.key}, {"text", terminal.say(finding.problem.message)}};
  if (finding.way.empty()) return json;
  json["counterexample"] = workflow::to_json(finding.way);
  json["configuration"] = finding.configuration;
  return json;
}

void print_text(const Terminal& terminal, const std::string& file, const workflow::Finding& finding) {
  terminal.line(server::in_words(finding.problem, file, terminal.language()));
  std::size_t number = 0;
  for (const workflow::Move& move : finding.way) {
    terminal.line("    " + std::to_string(++number) + ". " + server::in_words(move, terminal.language()));
  }
}

void print_proof(const Terminal& terminal, const std::string& file, const char* result, const workflow::Proof& proof) {
  if (!terminal.json()) {
    for (const workflow::Finding& finding : proof.findings) print_text(terminal, file, finding);
    return;
  }
  Json problems = Json::array();
  for (const workflow::Finding& finding : proof.findings) problems.push_back(finding_json(terminal, finding));
  terminal.print({{"file", file},
                  {"result", result},
                  {"configurations", proof.configurations},
                  {"obligations", proof.obligations},
                  {"problems", std::move(problems)}});
}

ExitCode check_file(const Terminal& terminal, const std::string& file) try {
  const auto proof = workflow::prove(read(file));
  const bool defect = !proof.findings.empty();
  print_proof(terminal, file, defect ? "defect" : proof.complete ? "proved" : "not_fully_explored", proof);
  if (defect) return ExitCode::no;
  terminal.tell(server::proof_message(proof, file));
  return proof.complete ? ExitCode::yes : ExitCode::undecided;
} catch (const workflow::BrokenChart& broken) {
  workflow::Proof proof;
  for (const workflow::Problem& problem : broken.problems()) proof.findings.push_back({problem});
  print_proof(terminal, file, "bad_input", proof);
  return ExitCode::bad_input;
}

/// What is no chart at all is worse than a defect in one, but not a usage error of the others.
ExitCode check(const Session& session, const WorkflowOptions& options) {
  ExitCode code = ExitCode::yes;
  for (const std::string& file : options.files) {
    ExitCode one = ExitCode::yes;
    try {
      one = check_file(session.terminal(), file);
    } catch (const Error& error) {
      if (options.files.size() == 1) throw;
      one = session.terminal().tell(error);
    }
    code = worse(code, one);
  }
  return code;
}

// --- simulate

workflow::Event event_of(const std::string& option) {
  const std::size_t equals = option.find('=');
  workflow::Event event{.name = option.substr(0, equals)};
  if (equals != std::string::npos) event.content = option.substr(equals + 1);
  return event;
}

/// `calendars/NAME.json` in the folder of the chart.
workflow::Calendars calendars_beside(const std::string& chart) {
  workflow::Calendars calendars;
  const auto folder = std::filesystem::path(chart).parent_path() / "calendars";
  if (!std::filesystem::is_directory(folder)) return calendars;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".json") continue;
    auto calendar = workflow::Calendar::read(parse_file(entry.path().string()), entry.path().string());
    const std::string name = calendar.name();
    calendars.emplace(name, std::move(calendar));
  }
  return calendars;
}

workflow::SimulationOptions simulation_of(const WorkflowOptions& options) {
  workflow::SimulationOptions simulation;
  simulation.mode = options.lenient ? workflow::Mode::lenient : workflow::Mode::strict;
  simulation.timeout = std::chrono::milliseconds(static_cast<std::int64_t>(options.timeout * 1000));
  if (!options.facts.empty()) simulation.facts = parse_file(options.facts);
  simulation.calendars = calendars_beside(options.file);
  simulation.resource =
      [folder = std::filesystem::path(options.file).parent_path()](std::string_view name) -> std::optional<std::string> {
    if (name.starts_with("file:")) name.remove_prefix(5);  // a URI may say so; only the last part of a path counts
    const auto path = folder / std::filesystem::path(name).filename();
    return std::filesystem::exists(path) ? std::optional(outside::read_file(path)) : std::nullopt;
  };
  return simulation;
}

std::vector<workflow::MacrostepRecord> records_of(const Definition& definition, const WorkflowOptions& options) {
  if (!options.replay.empty())
    return workflow::replay(definition, workflow::read_way(parse_file(options.replay), options.replay));
  std::vector<workflow::Event> events;
  for (const std::string& option : options.events) events.push_back(event_of(option));
  // Acts are judged on facts. Without them the walk says what would follow if the acts were allowed.
  const bool supposes = !options.lenient && options.facts.empty() && workflow::has_acts(definition.chart());
  if (!supposes) return workflow::simulate(definition, events, simulation_of(options));
  std::vector<std::string> names;
  for (const workflow::Event& event : events) names.push_back(event.name);
  return workflow::walk(definition, names);
}

ExitCode simulate(const Session& session, const WorkflowOptions& options) {
  const auto definition = read(options.file, options.lenient ? workflow::Reading::lenient : workflow::Reading::strict);
  ExitCode code = ExitCode::yes;
  for (const workflow::MacrostepRecord& record : records_of(definition, options)) {
    Json line{{"event", record.event}, {"configuration", record.configuration}, {"final", record.is_final}};
    if (record.refusal) {
      line["refused"] = record.refusal->rule;
      line["reason"] = session.terminal().say(record.refusal->message);
      code = ExitCode::refused;
    }
    session.terminal().print(line);
  }
  return code;
}

// --- draw

void print_outline(const Terminal& terminal, const Definition& definition, const WorkflowOptions& options) {
  for (const auto& item : workflow::to_outline(definition, options.configuration, text::tag_of(terminal.language()))) {
    if (terminal.json()) {
      Json ways = Json::array();
      for (const auto& way : item.ways) ways.push_back({{"event", way.event}, {"label", way.label}, {"target", way.target}});
      terminal.print({{"id", item.id},
                      {"label", item.label},
                      {"depth", item.depth},
                      {"active", item.is_active},
                      {"final", item.is_final},
                      {"ways", std::move(ways)}});
      continue;
    }
    const std::string indent(item.depth * 2, ' ');
    terminal.line(indent + (item.is_active ? "* " : "- ") + item.label);
    for (const auto& way : item.ways) {
      terminal.line(indent + "    " + (way.label.empty() ? way.event : way.label) +
                    (way.target.empty() ? "" : " → " + way.target));
    }
  }
}

ExitCode draw(const Session& session, const WorkflowOptions& options) {
  const auto definition = read(options.file);
  if (options.list) {
    print_outline(session.terminal(), definition, options);
    return ExitCode::yes;
  }
  std::cout << outside::draw(workflow::to_dot(definition, options.configuration, text::tag_of(session.terminal().language())));
  return ExitCode::yes;
}

// --- publish

ExitCode publish(const Session& session, const WorkflowOptions& options) {
  const Blob bytes(outside::read_file(options.file));
  const ExitCode checked = check_file(session.terminal(), options.file);
  if (checked != ExitCode::yes) return checked;
  session.terminal().print(session.require("workflow.publish", {{"name", options.file}}, {bytes}).json);
  return ExitCode::yes;
}

// --- migrate

Json map_of(const std::vector<std::string>& options) {
  Json map = Json::object();
  for (const std::string& option : options) {
    const std::size_t equals = option.find('=');
    if (equals == std::string::npos || equals == 0) throw Error(Fault::input, {"cli.map_odd", {{"map", option}}});
    map[option.substr(0, equals)] = option.substr(equals + 1);
  }
  return map;
}

std::string joined(const Json& words) {
  std::string all;
  for (const Json& word : words) all += (all.empty() ? "" : ", ") + word.get<std::string>();
  return all;
}

void print_migration(const Terminal& terminal, const Json& line) {
  const bool legal = line.at("legal").get<bool>();
  terminal.line((legal ? "+ " : "- ") + line.at("id").get<std::string>() + "  " + joined(line.at("configuration")) +
                (legal ? " → " + joined(line.at("to")) : ""));
  for (const char* kind : {"obstacles", "changes"}) {
    for (const Json& words : line.at(kind)) terminal.line("    " + terminal.words(words));
  }
}

/// What would become of each document under way; nothing is changed.
ExitCode migrate(const Session& session, const WorkflowOptions& options) {
  const Terminal& terminal = session.terminal();
  const Json fields{{"name", options.file}, {"map", map_of(options.map)}};
  const Json report = session.require("workflow.migrate", fields, {Blob(outside::read_file(options.file))}).json;
  ExitCode code = ExitCode::yes;
  for (const Json& line : report.at("documents")) {
    if (!line.at("legal").get<bool>()) code = ExitCode::no;
    if (!terminal.json()) print_migration(terminal, line);
  }
  if (terminal.json()) terminal.print(report);
  terminal.tell(Message{"cli.migration_tried", {{"count", static_cast<std::int64_t>(report.at("documents").size())}}});
  return code;
}

template <class Run>
CLI::App* add_subcommand(CLI::App& group, const char* name, const Terminal& terminal, Action& chosen,
                         const std::shared_ptr<WorkflowOptions>& options, Run run) {
  auto* command = subcommand(group, name, terminal, std::string("workflow_") + name);
  command->callback(
      [&chosen, options, run] { chosen = [options, run](const Session& session) { return run(session, *options); }; });
  return command;
}

}  // namespace

void add_workflow(CLI::App& app, Action& chosen, const Terminal& terminal) {
  auto options = std::make_shared<WorkflowOptions>();
  auto* group = subcommand(app, "workflow", terminal, "workflow");
  group->require_subcommand(1);
  const auto add = [&](const char* name, auto run) { return add_subcommand(*group, name, terminal, chosen, options, run); };
  add("check", check)->add_option("FILE", options->files)->required();
  auto* simulated = add("simulate", simulate);
  simulated->add_option("FILE", options->file)->required();
  simulated->add_option("--event", options->events);
  simulated->add_option("--facts", options->facts);
  simulated->add_option("--replay", options->replay);
  simulated->add_flag("--lenient", options->lenient);
  simulated->add_option("--timeout", options->timeout);
  auto* drawn = add("draw", draw);
  drawn->add_option("FILE", options->file)->required();
  drawn->add_option("--active", options->configuration);
  drawn->add_flag("--list", options->list);
  auto* migrated = add("migrate", migrate);
  migrated->add_option("FILE", options->file)->required();
  migrated->add_option("--map", options->map);
  migrated->add_flag("--dry-run")->required();
  add("publish", publish)->add_option("FILE", options->file)->required();
}

}  // namespace chancery::cli
