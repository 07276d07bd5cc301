#include "apps/cli/commands.h"
#include "base/error.h"

namespace chancery::cli {
namespace {

using formats::Json;

struct DossierOptions {
  std::string id;
  std::vector<std::string> documents;
  std::string title_uk;
  std::string title_en;
  std::string index;
  std::string on_behalf_of;
};

/// One step of one document: what was shown of it now is what is acted on.
void file(const Session& session, const DossierOptions& options, const std::string& document, const char* event, Json data) {
  const Json view = session.require("document.show", {{"document", document}}).json;
  Json command{{"document", document}, {"event", event}, {"revision", view.at("revision")}, {"data", std::move(data)}};
  if (!options.on_behalf_of.empty()) command["on_behalf_of"] = options.on_behalf_of;
  (void)session.require("document.advance", {{"command", std::move(command)}});
}

/// Before the first step: none of them is filed when one cannot be.
void require_documents(const Session& session, const DossierOptions& options) {
  for (const std::string& document : options.documents) (void)session.require("document.show", {{"document", document}});
}

void add_rest(const Session& session, const DossierOptions& options, const std::string& dossier, std::size_t first) {
  for (std::size_t i = first; i < options.documents.size(); ++i) {
    file(session, options, options.documents[i], "dossier.add", {{"dossier", dossier}});
  }
}

ExitCode tell(const Session& session, const std::string& dossier) {
  if (session.terminal().json()) {
    session.terminal().print(session.require("dossier.show", {{"dossier", dossier}}).json);
  } else {
    session.terminal().line(dossier);
  }
  return ExitCode::yes;
}

/// A dossier begins with its first document: the step of that document is what proves it.
ExitCode open(const Session& session, const DossierOptions& options) {
  require_documents(session, options);
  Json titles = Json::object();
  if (!options.title_uk.empty()) titles["uk"] = options.title_uk;
  if (!options.title_en.empty()) titles["en"] = options.title_en;
  Json data{{"titles", std::move(titles)}};
  if (!options.index.empty()) data["case_index"] = options.index;
  file(session, options, options.documents.front(), "dossier.open", std::move(data));
  const Json view = session.require("document.show", {{"document", options.documents.front()}}).json;
  const std::string dossier = view.at("dossier").at("id");
  add_rest(session, options, dossier, 1);
  return tell(session, dossier);
}

ExitCode add(const Session& session, const DossierOptions& options) {
  require_documents(session, options);
  add_rest(session, options, options.id, 0);
  return tell(session, options.id);
}

/// Closed by a step of its first document that this person may know of.
ExitCode close(const Session& session, const DossierOptions& options) {
  const Json dossier = session.require("dossier.show", {{"dossier", options.id}}).json;
  file(session, options, dossier.at("documents").at(0).at("id"), "dossier.close", Json::object());
  return tell(session, options.id);
}

std::string title_of(const Terminal& terminal, const Json& dossier) {
  const std::string index = dossier.at("case_index");
  return (index.empty() ? "" : index + "  ") + terminal.words(dossier.at("title"));
}

ExitCode list_dossiers(const Session& session, const DossierOptions& /*options*/) {
  for (const Json& dossier : session.require("dossier.list").json) {
    if (session.terminal().json()) {
      session.terminal().print(dossier);
    } else {
      session.terminal().line(dossier.at("id").get<std::string>() + "  " + title_of(session.terminal(), dossier));
    }
  }
  return ExitCode::yes;
}

ExitCode show_dossier(const Session& session, const DossierOptions& options) {
  const Terminal& terminal = session.terminal();
  const Json dossier = session.require("dossier.show", {{"dossier", options.id}}).json;
  if (terminal.json()) {
    terminal.print(dossier);
    return ExitCode::yes;
  }
  terminal.line(title_of(terminal, dossier));
  if (dossier.contains("closed"))
    terminal.line(terminal.say({"cli.dossier_closed", {{"time", dossier.at("closed").get<std::string>()}}}));
  for (const Json& document : dossier.at("documents")) terminal.line(document_line(terminal, document));
  return ExitCode::yes;
}

}  // namespace

void add_dossier(CLI::App& app, Action& chosen, const Terminal& terminal) {
  auto options = std::make_shared<DossierOptions>();
  auto* group = subcommand(app, "dossier", terminal, "dossier");
  group->require_subcommand(1);
  const auto command = [&](const char* name, auto run) {
    auto* made = subcommand(*group, name, terminal, std::string("dossier_") + name);
    made->callback(
        [&chosen, options, run] { chosen = [options, run](const Session& session) { return run(session, *options); }; });
    return made;
  };
  auto* opened = command("new", open);
  opened->add_option("--title-uk", options->title_uk, terminal.say({"cli.help.title_uk", {}}))->required();
  opened->add_option("--title-en", options->title_en, terminal.say({"cli.help.title_en", {}}));
  opened->add_option("--index", options->index, terminal.say({"cli.help.case_index", {}}));
  opened->add_option("ID", options->documents)->required();
  auto* added = command("add", add);
  added->add_option("DOSSIER", options->id)->required();
  added->add_option("ID", options->documents)->required();
  auto* closed = command("close", close);
  closed->add_option("DOSSIER", options->id)->required();
  for (auto* changing : {opened, added, closed}) {
    changing->add_option("--on-behalf-of", options->on_behalf_of, terminal.say({"cli.help.on_behalf_of", {}}));
  }
  (void)command("list", list_dossiers);
  command("show", show_dossier)->add_option("DOSSIER", options->id)->required();
}

}  // namespace chancery::cli
