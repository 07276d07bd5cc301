#include "apps/cli/commands.h"
#include "apps/cli/document_text.h"
#include "apps/server/shown.h"
#include "base/error.h"
#include "base/sha256.h"
#include "document/link.h"
#include "outside/files.h"
#include "outside/mail_message.h"

#include <algorithm>
#include <filesystem>

namespace chancery::cli {
namespace {

using formats::Json;

struct DocumentOptions {
  std::string id;
  std::string event;
  std::string workflow;  // the one of the template's kind when empty
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
  std::string on_behalf_of;
  std::string kind;
  std::string other;
  bool end = false;
  bool akoma_ntoso = false;
  std::vector<std::string> to;
  std::string subject;
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
  if (!options.on_behalf_of.empty()) command["on_behalf_of"] = options.on_behalf_of;
}

ExitCode create_document(const Session& session, const DocumentOptions& options) {
  const Json values = read_json(options.data);
  Json command{{"event", "new"}, {"data", {{"template", options.form}, {"values", values}}}};
  if (!options.workflow.empty()) command["data"]["workflow"] = options.workflow;
  add_optional(command, options);
  return tell_step(session, session.require("document.advance", {{"command", command}}).json);
}

ExitCode list(const Session& session, const DocumentOptions& options) {
  const Json documents = session.require("document.list", {{"filter", {{"text", options.text}}}}).json;
  for (const Json& line : documents) {
    if (session.terminal().json()) {
      session.terminal().print(line);
    } else {
      session.terminal().line(document_line(session.terminal(), line));
    }
  }
  return ExitCode::yes;
}

ExitCode show(const Session& session, const DocumentOptions& options) {
  const Json document = session.require("document.show", {{"document", options.id}}).json;
  if (session.terminal().json()) {
    session.terminal().print(document);
  } else {
    for (const std::string& line : document_text(session.terminal(), document)) session.terminal().line(line);
  }
  return ExitCode::yes;
}

void print_action(const Terminal& terminal, const Json& action) {
  const std::string mark = action.at("open").get<bool>() ? "+ " : "- ";
  std::string line = mark + action.at("event").get<std::string>() + "  " + terminal.words(action.at("label"));
  const Json& explained = action.at("explained");
  terminal.line(line);
  if (action.contains("why")) terminal.line("    " + terminal.words(action.at("why").at("message")));
  for (const Json& reason : explained.value("against", Json::array())) {
    if (reason.at("rule") != action.at("why").at("rule")) terminal.line("    " + reason.at("words").get<std::string>());
  }
  for (const char* kind : {"needs", "will"}) {
    if (!action.at("open").get<bool>()) break;
    for (const Json& words : explained.value(kind, Json::array())) terminal.line("    " + words.get<std::string>());
  }
}

ExitCode actions(const Session& session, const DocumentOptions& options) {
  Json fields{{"document", options.id}, {"language", text::tag_of(session.terminal().language())}};
  if (!options.on_behalf_of.empty()) fields["on_behalf_of"] = options.on_behalf_of;
  for (const Json& action : session.require("document.actions", std::move(fields)).json) {
    if (session.terminal().json()) {
      session.terminal().print(action);
    } else {
      print_action(session.terminal(), action);
    }
  }
  return ExitCode::yes;
}

/// Who acts for somebody else is named together with that person.
std::string principal_of(const Terminal& terminal, const Json& step) {
  if (!step.contains("on_behalf_of")) return {};
  return " (" + terminal.say({"cli.on_behalf_of", {{"name", server::person_in(step, "on_behalf_of", terminal.language())}}}) +
         ")";
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
                  server::person_in(step, "who", terminal.language()) + principal_of(terminal, step));
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

/// A step that the chart does not know or that needs no file: the document as it is shown now, and data.
ExitCode act(const Session& session, DocumentOptions options, const std::string& event, Json data) {
  options.event = event;
  Json command{{"document", options.id}, {"event", event}, {"data", std::move(data)}};
  add_optional(command, options);
  carry(session, command, options);
  return tell_step(session, session.require("document.advance", {{"command", std::move(command)}}).json);
}

ExitCode link(const Session& session, const DocumentOptions& options) {
  return act(session, options, (options.end ? "unlink." : "link.") + options.kind, {{"document", options.other}});
}

ExitCode dispatch(const Session& session, const DocumentOptions& options) {
  Json data{{"to", Json::array()}};
  for (const std::string& receiver : options.to) {
    auto [name, address] = outside::split_mailbox(receiver);
    data["to"].push_back({{"name", std::move(name)}, {"address", std::move(address)}});
  }
  if (!options.subject.empty()) data["subject"] = options.subject;
  if (!options.text.empty()) data["text"] = outside::read_file(options.text, 20'000);
  return act(session, options, "dispatch", std::move(data));
}

/// What the document consists of now, each file once: after the freeze the frozen files, before it the texts.
std::vector<Json> files_of(const Json& view) {
  std::vector<Json> files;
  for (const Json& file : view.value("files", Json::array())) files.push_back(file);
  if (files.empty()) {
    for (const Json& text : view.at("texts")) files.push_back(text.at("file"));
    for (const Json& annex : view.at("annexes")) files.push_back(annex.at("file"));
  }
  for (const Json& file : view.at("evidence")) files.push_back(file);
  if (view.contains("container")) files.push_back(view.at("container"));
  std::sort(files.begin(), files.end());
  files.erase(std::unique(files.begin(), files.end()), files.end());
  return files;
}

void export_receipts(const Session& session, const DocumentOptions& options) {
  for (const Json& step : session.require("document.history", {{"document", options.id}}).json) {
    const Json receipt = session.require("document.receipt", {{"document", options.id}, {"seq", step.at("seq")}}).json;
    const std::string name = "receipt-" + std::to_string(step.at("seq").get<std::uint64_t>()) + ".json";
    outside::write_file(std::filesystem::path(options.folder) / name, receipt.dump());
  }
}

/// A file for each language and one for all.
ExitCode export_akoma_ntoso(const Session& session, const DocumentOptions& options) {
  const auto answer = session.require("document.akoma_ntoso", {{"document", options.id}});
  std::filesystem::create_directories(options.folder);
  for (std::size_t i = 0; i < answer.files.size(); ++i) {
    const auto path = std::filesystem::path(options.folder) / answer.json.at("files").at(i).get<std::string>();
    outside::write_file(path, answer.files[i].bytes());
    session.terminal().line(path.string());
  }
  return ExitCode::yes;
}

ExitCode export_files(const Session& session, const DocumentOptions& options) {
  if (options.akoma_ntoso) return export_akoma_ntoso(session, options);
  const Json view = session.require("document.show", {{"document", options.id}}).json;
  std::filesystem::create_directories(options.folder);
  for (const Json& file : files_of(view)) {
    const auto content = session.require("document.file", {{"document", options.id}, {"sha256", file.at("sha256")}}).files.at(0);
    const auto path = std::filesystem::path(options.folder) / file.at("path").get<std::string>();
    std::filesystem::create_directories(path.parent_path());
    outside::write_file(path, content.bytes());
    session.terminal().line(path.string());
  }
  export_receipts(session, options);
  return ExitCode::yes;
}

std::vector<std::string> link_kinds() {
  std::vector<std::string> names;
  for (const document::LinkKind kind : document::all_link_kinds()) names.emplace_back(document::name_of(kind));
  return names;
}

}  // namespace

std::string document_line(const Terminal& terminal, const Json& document) {
  return document.at("id").get<std::string>() + "  " + document.value("number", "—") + "  " +
         terminal.words(document.at("stage_label")) + "  " + terminal.words(document.at("title"));
}

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
  auto* made = add("new", create_document);
  made->add_option("--workflow", options->workflow);
  made->add_option("--template", options->form)->required();
  made->add_option("--data", options->data)->required();
  made->add_option("--key", options->key);
  add("list", list)->add_option("--text", options->text);
  auto* acted = add("actions", actions);
  for (auto* command : {add("show", show), acted, add("history", history)}) command->add_option("ID", options->id)->required();
  auto* advanced = add("advance", advance);
  advanced->add_option("ID", options->id)->required();
  advanced->add_option("EVENT", options->event)->required();
  advanced->add_option("--revision", options->revision)->check(CLI::NonNegativeNumber);
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
  attached->add_option("--revision", options->revision)->check(CLI::NonNegativeNumber);
  attached->add_option("--key", options->key);
  attached->add_option("--comment", options->comment);
  auto* linked = add("link", link);
  linked->add_option("ID", options->id)->required();
  linked->add_option("KIND", options->kind)->required()->check(CLI::IsMember(link_kinds()));
  linked->add_option("OTHER", options->other)->required();
  linked->add_flag("--end", options->end, terminal.say({"cli.help.end_link", {}}));
  auto* dispatched = add("dispatch", dispatch);
  dispatched->add_option("ID", options->id)->required();
  dispatched->add_option("--to", options->to, terminal.say({"cli.help.to", {}}))->required();
  dispatched->add_option("--subject", options->subject, terminal.say({"cli.help.subject", {}}));
  dispatched->add_option("--text", options->text, terminal.say({"cli.help.letter_text", {}}));
  for (auto* moving : {linked, dispatched}) {
    moving->add_option("--revision", options->revision)->check(CLI::NonNegativeNumber);
    moving->add_option("--key", options->key);
    moving->add_option("--comment", options->comment);
  }
  for (auto* acting : {made, acted, advanced, attached, linked, dispatched}) {
    acting->add_option("--on-behalf-of", options->on_behalf_of, terminal.say({"cli.help.on_behalf_of", {}}));
  }
  auto* exported = add("export", export_files);
  exported->add_option("ID", options->id)->required();
  exported->add_option("DIR", options->folder)->required();
  exported->add_flag("--akoma-ntoso", options->akoma_ntoso, terminal.say({"cli.help.akoma_ntoso", {}}));
}

}  // namespace chancery::cli
