#include "templating/template.h"

#include "apps/cli/commands.h"
#include "base/error.h"
#include "formats/docx_package.h"
#include "outside/files.h"
#include "templating/fill.h"

#include <filesystem>
#include <fstream>
#include <iostream>

namespace chancery::cli {
namespace {

using formats::Json;

struct TemplateOptions {
  std::string file;
  std::string description;
  std::string data;
  std::string output;
};

/// The description beside the template, `NAME.json`, unless another one is named.
std::optional<templating::Description> description_of(const TemplateOptions& options) {
  std::filesystem::path path = options.description;
  if (path.empty()) path = std::filesystem::path(options.file).replace_extension(".json");
  if (options.description.empty() && !std::filesystem::exists(path)) return std::nullopt;
  return templating::read_description(formats::parse_json(outside::read_file(path), path.string()));
}

templating::Template compiled(const TemplateOptions& options) {
  const auto package = formats::DocxPackage::read(Blob(outside::read_file(options.file)), options.file);
  return templating::compile(package, description_of(options));
}

void print_findings(const Terminal& terminal, const std::vector<templating::Finding>& findings) {
  for (const templating::Finding& finding : findings) {
    if (terminal.json()) {
      Json line = templating::to_json(finding);
      line["text"] = terminal.say(finding.message);
      terminal.print(line);
    } else {
      std::cerr << templating::in_words(finding, terminal.language()) << '\n';
    }
  }
}

ExitCode check(const Session& session, const TemplateOptions& options) {
  const auto form = compiled(options);
  print_findings(session.terminal(), form.findings());
  return templating::has_errors(form.findings()) ? ExitCode::no : ExitCode::yes;
}

ExitCode fields(const Session& session, const TemplateOptions& options) {
  session.terminal().print(templating::fields(compiled(options)));
  return ExitCode::yes;
}

/// Number and date come from the journal: without them their tags stay, as in a document before its freeze.
templating::FillOptions options_for(const Json& data) {
  return {.leave_register_tags = !data.is_object() || !data.contains("doc_no") || !data.contains("doc_date")};
}

/// The filled package, or every finding told and nothing written.
ExitCode fill_one(const Session& session, const templating::Template& form, const Json& data,
                  const std::filesystem::path& output) {
  const auto outcome = templating::fill(form, data, options_for(data));
  if (const auto* findings = std::get_if<std::vector<templating::Finding>>(&outcome)) {
    print_findings(session.terminal(), *findings);
    return ExitCode::bad_input;
  }
  outside::write_file(output, std::get<templating::Filled>(outcome).package);
  return ExitCode::yes;
}

/// One document a row: 000001.docx, 000002.docx, …
ExitCode fill_rows(const Session& session, const TemplateOptions& options, const templating::Template& form) {
  std::filesystem::create_directories(options.output);
  std::ifstream rows(options.data);
  if (!rows) throw Error(Fault::absent, {"outside.no_such_file", {{"path", options.data}, {"detail", std::string()}}});
  ExitCode worst = ExitCode::yes;
  std::string row;
  for (std::size_t number = 1; std::getline(rows, row); ++number) {
    std::string name = std::to_string(number);
    name.insert(0, 6 - std::min<std::size_t>(6, name.size()), '0');
    const Json data = formats::parse_json(row, options.data + ":" + std::to_string(number));
    worst = std::max(worst, fill_one(session, form, data, std::filesystem::path(options.output) / (name + ".docx")));
  }
  return worst;
}

ExitCode fill(const Session& session, const TemplateOptions& options) {
  const auto form = compiled(options);
  if (options.data.ends_with(".jsonl")) return fill_rows(session, options, form);
  return fill_one(session, form, formats::parse_json(outside::read_file(options.data), options.data), options.output);
}

ExitCode publish(const Session& session, const TemplateOptions& options) {
  const auto path = std::filesystem::path(options.file).replace_extension(".json");
  const Json description =
      formats::parse_json(outside::read_file(options.description.empty() ? path.string() : options.description), path.string());
  const std::string name = std::filesystem::path(options.file).stem().string();
  session.terminal().print(
      session
          .require("template.publish", {{"name", name}, {"description", description}}, {Blob(outside::read_file(options.file))})
          .json);
  return ExitCode::yes;
}

}  // namespace

void add_template(CLI::App& app, Action& chosen, const Terminal& terminal) {
  auto options = std::make_shared<TemplateOptions>();
  auto* group = subcommand(app, "template", terminal, "template");
  group->require_subcommand(1);
  const auto add = [&](const char* name, auto run) {
    auto* command = subcommand(*group, name, terminal, std::string("template_") + name);
    command->add_option("FILE", options->file)->required();
    command->add_option("--description", options->description);
    command->callback(
        [&chosen, options, run] { chosen = [options, run](const Session& session) { return run(session, *options); }; });
    return command;
  };
  (void)add("check", check);
  (void)add("fields", fields);
  auto* filled = add("fill", fill);
  filled->add_option("--data", options->data)->required();
  filled->add_option("-o", options->output)->required();
  (void)add("publish", publish);
}

}  // namespace chancery::cli
