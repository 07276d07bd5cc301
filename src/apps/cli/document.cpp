#include "apps/cli/commands.h"
#include "base/error.h"
#include "base/sha256.h"
#include "outside/files.h"

#include <algorithm>
#include <filesystem>

namespace chancery::cli {
namespace {

using formats::Json;

struct DocumentOptions {
  std::string id;
  std::string event;
  std::string workflow = "memorandum";
  std::string form;
  std::string data;
  std::string file;
  std::string as;
  std::string manifest;
  std::vector<std::string> sections;
  std::int64_t revision = -1;
  std::string key;
  std::string comment;
  std::string text;
  std::string folder;
};

Json read_json(const std::string& path) {
  return formats::parse_json(outside::read_file(path), path);
}

std::string media_type_of(const std::filesystem::path& path) {
  const std::string extension = path.extension().string();
  if (extension == ".docx") return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  if (extension == ".pdf") return "application/pdf";
  if (extension == ".txt") return "text/plain";
  return "application/octet-stream";
}

Json file_names(const std::string& path) {
  return Json::array({{{"name", std::filesystem::path(path).filename().string()}, {"media_type", media_type_of(path)}}});
}

ExitCode tell_step(const Session& session, const Json& answer) {
  const Terminal& terminal = session.terminal();
  if (terminal.json()) {
    terminal.print(answer);
  } else {
    terminal.line(answer.at("document").get<std::string>());
    terminal.tell(
        Message{"cli.step_done",
                {{"revision", answer.at("revision").get<std::int64_t>()}, {"seq", answer.at("seq").get<std::int64_t>()}}});
  }
  return ExitCode::yes;
}

void add_optional(Json& command, const DocumentOptions& options) {
  if (!options.key.empty()) command["key"] = options.key;
  if (!options.comment.empty()) command["comment"] = options.comment;
}

ExitCode create(const Session& session, const DocumentOptions& options) {
  const Json values = read_json(options.data);
  Json command{{"event", "new"}, {"data", {{"workflow", options.workflow}, {"template", options.form}, {"values", values}}}};
  add_optional(command, options);
  return tell_step(session, session.require("document.advance", {{"command", command}}).json);
}

ExitCode list(const Session& session, const DocumentOptions& options) {
  const Json documents = session.require("document.list", {{"filter", {{"text", options.text}}}}).json;
  for (const Json& line : documents) {
    if (session.terminal().json()) {
      session.terminal().print(line);
    } else {
      session.terminal().line(line.at("id").get<std::string>() + "  " + line.value("number", "—") + "  " +
                              session.terminal().words(line.at("stage_label")) + "  " +
                              session.terminal().words(line.at("title")));
    }
  }
  return ExitCode::yes;
}

ExitCode show(const Session& session, const DocumentOptions& options) {
  session.terminal().print(session.require("document.show", {{"document", options.id}}).json);
  return ExitCode::yes;
}

void print_action(const Terminal& terminal, const Json& action) {
  const std::string mark = action.at("open").get<bool>() ? "+ " : "- ";
  std::string line = mark + action.at("event").get<std::string>() + "  " + terminal.words(action.at("label"));
  if (action.contains("why")) line += "  (" + terminal.words(action.at("why").at("message")) + ")";
  terminal.line(line);
}

ExitCode actions(const Session& session, const DocumentOptions& options) {
  for (const Json& action : session.require("document.actions", {{"document", options.id}}).json) {
    if (session.terminal().json()) {
      session.terminal().print(action);
    } else {
      print_action(session.terminal(), action);
    }
  }
  return ExitCode::yes;
}

ExitCode history(const Session& session, const DocumentOptions& options) {
  const Terminal& terminal = session.terminal();
  for (const Json& step : session.require("document.history", {{"document", options.id}}).json) {
    if (terminal.json()) {
      terminal.print(step);
      continue;
    }
    terminal.line(step.at("time").get<std::string>() + "  #" + std::to_string(step.at("seq").get<std::uint64_t>()) + "  " +
                  step.at("event").get<std::string>() + (step.at("outcome") == "refused" ? " (!)" : "") + "  " +
                  step.at("who").get<std::string>());
  }
  return ExitCode::yes;
}

std::pair<std::string, std::string> named_hash(const std::string& option) {
  const std::size_t equals = option.find('=');
  if (equals == std::string::npos) throw Error(Fault::input, {"cli.section_odd", {{"section", option}}});
  return {option.substr(0, equals), option.substr(equals + 1)};
}

/// What the person saw: as given, or what is shown now for the kind of act that this is.
void carry(const Session& session, Json& command, const DocumentOptions& options) {
  for (const std::string& section : options.sections) {
    const auto [name, hash] = named_hash(section);
    command["sections"].push_back({{"name", name}, {"sha256", hash}});
  }
  if (!options.manifest.empty()) command["manifest"] = options.manifest;
  if (options.revision >= 0) command["revision"] = options.revision;
  if (command.contains("sections") || command.contains("manifest") || command.contains("revision")) return;

  const Json view = session.require("document.show", {{"document", options.id}}).json;
  const Json offers = session.require("document.actions", {{"document", options.id}}).json;
  const auto offer =
      std::find_if(offers.begin(), offers.end(), [&](const Json& candidate) { return candidate.at("event") == options.event; });
  const std::string carries = offer == offers.end() ? "revision" : offer->at("carries").get<std::string>();
  if (carries == "manifest" && view.contains("manifest")) command["manifest"] = view.at("manifest");
  if (carries == "revision") command["revision"] = view.at("revision");
  if (carries != "sections") return;
  const std::string pattern = offer->at("approves");
  const std::string prefix = pattern.ends_with('*') ? pattern.substr(0, pattern.size() - 1) : pattern;
  for (const Json& section : view.at("sections")) {
    const std::string name = section.at("name");
    const bool taken = pattern.ends_with('*') ? name.starts_with(prefix) : name == prefix;
    if (taken) command["sections"].push_back({{"name", name}, {"sha256", section.at("sha256")}});
  }
}

ExitCode advance(const Session& session, const DocumentOptions& options) {
  Json command{{"document", options.id}, {"event", options.event}};
  if (!options.data.empty()) command["data"] = read_json(options.data);
  add_optional(command, options);
  carry(session, command, options);
  Json fields{{"command", std::move(command)}};
  std::vector<Blob> files;
  if (!options.file.empty()) {
    fields["files"] = file_names(options.file);
    files.emplace_back(outside::read_file(options.file));
  }
  return tell_step(session, session.require("document.advance", std::move(fields), std::move(files)).json);
}

ExitCode attach(const Session& session, DocumentOptions options) {
  options.event = "attach";
  Json command{{"document", options.id}, {"event", "attach"}, {"data", {{"as", options.as}}}};
  add_optional(command, options);
  carry(session, command, options);
  const Bytes bytes = outside::read_file(options.file);
  Json answer =
      session.require("document.advance", {{"command", command}, {"files", file_names(options.file)}}, {Blob(bytes)}).json;
  answer["sha256"] = sha256(bytes).hex();
  if (!session.terminal().json()) session.terminal().line(answer.at("sha256").get<std::string>());
  if (session.terminal().json()) session.terminal().print(answer);
  return ExitCode::yes;
}

/// Writes what the document consists of now: texts, frozen files, container, evidence, and all receipts.
ExitCode export_files(const Session& session, const DocumentOptions& options) {
  const Json view = session.require("document.show", {{"document", options.id}}).json;
  std::filesystem::create_directories(options.folder);
  std::vector<Json> files;
  for (const Json& text : view.at("texts")) files.push_back(text.at("file"));
  for (const Json& file : view.value("files", Json::array())) files.push_back(file);
  for (const Json& file : view.at("evidence")) files.push_back(file);
  if (view.contains("container")) files.push_back(view.at("container"));
  for (const Json& file : files) {
    const auto content = session.require("document.file", {{"document", options.id}, {"sha256", file.at("sha256")}}).files.at(0);
    const auto path = std::filesystem::path(options.folder) / file.at("path").get<std::string>();
    std::filesystem::create_directories(path.parent_path());
    outside::write_file(path, content.bytes());
    session.terminal().line(path.string());
  }
  for (const Json& step : session.require("document.history", {{"document", options.id}}).json) {
    const Json receipt = session.require("document.receipt", {{"document", options.id}, {"seq", step.at("seq")}}).json;
    const std::string name = "receipt-" + std::to_string(step.at("seq").get<std::uint64_t>()) + ".json";
    outside::write_file(std::filesystem::path(options.folder) / name, receipt.dump());
  }
  return ExitCode::yes;
}

using Run = ExitCode (*)(const Session&, const DocumentOptions&);

}  // namespace

void add_document(CLI::App& app, Action& chosen, const Terminal& terminal) {
  auto options = std::make_shared<DocumentOptions>();
  auto* document = subcommand(app, "document", terminal, "document");
  document->require_subcommand(1);
  const auto add = [&](const char* name, auto run) {
    auto* command = subcommand(*document, name, terminal, std::string("document_") + name);
    command->callback(
        [&chosen, options, run] { chosen = [options, run](const Session& session) { return run(session, *options); }; });
    return command;
  };
  auto* made = add("new", create);
  made->add_option("--workflow", options->workflow);
  made->add_option("--template", options->form)->required();
  made->add_option("--data", options->data)->required();
  made->add_option("--key", options->key);
  add("list", list)->add_option("--text", options->text);
  for (auto* command : {add("show", show), add("actions", actions), add("history", history)})
    command->add_option("ID", options->id)->required();
  auto* advanced = add("advance", advance);
  advanced->add_option("ID", options->id)->required();
  advanced->add_option("EVENT", options->event)->required();
  advanced->add_option("--revision", options->revision);
  advanced->add_option("--manifest", options->manifest);
  advanced->add_option("--section", options->sections);
  advanced->add_option("--data", options->data);
  advanced->add_option("--file", options->file);
  advanced->add_option("--key", options->key);
  advanced->add_option("--comment", options->comment);
  auto* attached = add("attach", attach);
  attached->add_option("ID", options->id)->required();
  attached->add_option("FILE", options->file)->required();
  attached->add_option("--as", options->as)->required();
  attached->add_option("--revision", options->revision);
  attached->add_option("--key", options->key);
  attached->add_option("--comment", options->comment);
  auto* exported = add("export", export_files);
  exported->add_option("ID", options->id)->required();
  exported->add_option("DIR", options->folder)->required();
}

}  // namespace chancery::cli
