#include "templating/template.h"

#include "apps/cli/commands.h"
#include "apps/cli/template_rows.h"
#include "base/error.h"
#include "engine/clauses.h"
#include "formats/content_hash.h"
#include "formats/docx_inspection.h"
#include "formats/docx_package.h"
#include "outside/files.h"
#include "outside/pdf_rendition.h"
#include "templating/annotation.h"
#include "templating/fill.h"
#include "templating/returned_data.h"
#include "templating/xml_fill.h"
#include "text/rendition.h"
#include "text/suspicion.h"

#include <filesystem>
#include <iostream>

namespace chancery::cli {
namespace {

using formats::Json;

struct TemplateOptions {
  std::string file;
  std::string description;
  std::string data;
  std::string output;
  std::string clauses;
  std::string annotated;
  std::size_t jobs = 0;
};

/// The clauses beside the template, in the folder `clauses`, unless another one is named; without either those that offices have.
templating::ClauseLibrary clauses_of(const TemplateOptions& options) {
  std::filesystem::path folder = options.clauses;
  if (folder.empty()) folder = std::filesystem::path(options.file).parent_path() / "clauses";
  if (options.clauses.empty() && !std::filesystem::is_directory(folder)) return engine::built_in_clauses();
  templating::ClauseLibrary library;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    if (file.path().extension() != ".json") continue;
    library.add(templating::read_clause(formats::parse_json(outside::read_file(file.path()), file.path().string())));
  }
  return library;
}

/// The description beside the template, `NAME.json`, unless another one is named.
std::optional<templating::Description> description_of(const TemplateOptions& options) {
  std::filesystem::path path = options.description;
  if (path.empty()) path = std::filesystem::path(options.file).replace_extension(".json");
  if (options.description.empty() && !std::filesystem::exists(path)) return std::nullopt;
  return templating::read_description(formats::parse_json(outside::read_file(path), path.string()));
}

templating::Template compiled(const TemplateOptions& options) {
  const auto package = formats::DocxPackage::read(Blob(outside::read_file(options.file)), options.file);
  return templating::compile(package, description_of(options), clauses_of(options));
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

bool is_xml(const TemplateOptions& options) {
  return std::filesystem::path(options.file).extension() == ".xml";
}

templating::XmlTemplate compiled_xml(const TemplateOptions& options) {
  return templating::compile_xml(outside::read_file(options.file), std::filesystem::path(options.file).filename().string(),
                                 description_of(options));
}

/// XML has no comments of readers, and is filled one document at a time.
void refuse_for_xml(const char* option, bool given) {
  if (given) throw Error(Fault::input, {"cli.not_for_xml", {{"option", std::string(option)}}});
}

ExitCode check_xml(const Session& session, const TemplateOptions& options) {
  refuse_for_xml("--annotated", !options.annotated.empty());
  const auto form = compiled_xml(options);
  print_findings(session.terminal(), form.findings());
  return templating::has_errors(form.findings()) ? ExitCode::no : ExitCode::yes;
}

ExitCode check(const Session& session, const TemplateOptions& options) {
  if (is_xml(options)) return check_xml(session, options);
  const auto form = compiled(options);
  print_findings(session.terminal(), form.findings());
  if (!options.annotated.empty())
    outside::write_file(options.annotated, templating::annotated(form.package(), form.findings(), session.terminal().language()));
  return templating::has_errors(form.findings()) ? ExitCode::no : ExitCode::yes;
}

ExitCode fields(const Session& session, const TemplateOptions& options) {
  session.terminal().print(templating::fields(compiled(options)));
  return ExitCode::yes;
}

/// What was made, by both of its hashes, and of what.
Json hashes_of(const templating::Template& form, const templating::Filled& filled, const std::filesystem::path& output) {
  Json clauses = Json::object();
  for (const auto& [name, hash] : form.clauses()) clauses[name] = hash.hex();
  const auto package = formats::DocxPackage::read(Blob(filled.package), output.string());
  return {{"file", output.string()},
          {"sha256", sha256(filled.package).hex()},
          {"content", formats::content_hash(package.archive()).hex()},
          {"template", form.sha256().hex()},
          {"clauses", std::move(clauses)}};
}

/// The filled package, or every finding told and nothing written.
ExitCode fill_one(const Session& session, const templating::Template& form, const Json& data,
                  const std::filesystem::path& output) {
  const auto outcome = templating::fill(form, data, fill_options_for(data));
  if (const auto* findings = std::get_if<std::vector<templating::Finding>>(&outcome)) {
    print_findings(session.terminal(), *findings);
    return ExitCode::bad_input;
  }
  const auto& filled = std::get<templating::Filled>(outcome);
  print_findings(session.terminal(), filled.warnings);
  outside::write_file(output, filled.package);
  if (session.terminal().json()) session.terminal().print(hashes_of(form, filled, output));
  return ExitCode::yes;
}

ExitCode fill_xml(const Session& session, const TemplateOptions& options) {
  refuse_for_xml("--data *.jsonl", options.data.ends_with(".jsonl"));
  const auto form = compiled_xml(options);
  const Json data = formats::parse_json(outside::read_file(options.data), options.data);
  const auto outcome = templating::fill_xml(form, data, fill_options_for(data));
  if (const auto* findings = std::get_if<std::vector<templating::Finding>>(&outcome)) {
    print_findings(session.terminal(), *findings);
    return ExitCode::bad_input;
  }
  const auto& filled = std::get<templating::FilledXml>(outcome);
  print_findings(session.terminal(), filled.warnings);
  outside::write_file(options.output, filled.document);
  if (session.terminal().json()) {
    session.terminal().print(
        Json{{"file", options.output}, {"sha256", sha256(filled.document).hex()}, {"template", form.sha256().hex()}});
  }
  return ExitCode::yes;
}

ExitCode fill(const Session& session, const TemplateOptions& options) {
  if (is_xml(options)) return fill_xml(session, options);
  const auto form = compiled(options);
  if (options.data.ends_with(".jsonl")) return fill_rows(session.terminal(), form, {options.data, options.output, options.jobs});
  return fill_one(session, form, formats::parse_json(outside::read_file(options.data), options.data), options.output);
}

formats::DocxPackage package_of(const TemplateOptions& options) {
  return formats::DocxPackage::read(Blob(outside::read_file(options.file)), options.file);
}

/// What came back in the content controls of a document.
ExitCode read(const Session& session, const TemplateOptions& options) {
  session.terminal().print(templating::read_controls(package_of(options)));
  return ExitCode::yes;
}

void print_finding(const Terminal& terminal, const std::string& rule, const std::string& part, std::size_t paragraph,
                   const Message& message, bool stops) {
  if (!terminal.json()) return terminal.line(terminal.say(message));
  Json line{{"rule", rule}, {"part", part}, {"severity", stops ? "error" : "warning"}, {"text", terminal.say(message)}};
  if (paragraph > 0) line["paragraph"] = paragraph;
  terminal.print(line);
}

/// What a document holds that shows one reader another text than another, fetches, runs or hides.
ExitCode inspect(const Session& session, const TemplateOptions& options) {
  const auto package = package_of(options);
  bool stops = false;
  for (const auto& one : formats::inspect(package)) {
    stops |= one.stops_freeze();
    print_finding(session.terminal(), one.message.key.substr(one.message.key.find('.') + 1), one.part, one.paragraph, one.message,
                  one.stops_freeze());
  }
  for (const auto& one : text::find_suspicions(package))
    print_finding(session.terminal(), std::string(text::rule_of(one.kind)), one.part, one.paragraph, one.message, false);
  return stops ? ExitCode::no : ExitCode::yes;
}

/// The rendition that people read: the text of `chancery.text/1`, or a PDF.
ExitCode render(const Session& session, const TemplateOptions& options) {
  const auto package = package_of(options);
  if (options.output.ends_with(".pdf")) {
    outside::write_file(options.output, outside::convert_to_pdf(package.archive().bytes().bytes()));
  } else if (options.output.empty()) {
    session.terminal().line(text::rendition(package));
  } else {
    outside::write_file(options.output, text::rendition(package));
  }
  return ExitCode::yes;
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
    command->add_option("--clauses", options->clauses);
    command->callback(
        [&chosen, options, run] { chosen = [options, run](const Session& session) { return run(session, *options); }; });
    return command;
  };
  add("check", check)->add_option("--annotated", options->annotated);
  (void)add("fields", fields);
  (void)add("read", read);
  (void)add("inspect", inspect);
  add("render", render)->add_option("-o", options->output);
  auto* filled = add("fill", fill);
  filled->add_option("--data", options->data)->required();
  filled->add_option("-o", options->output)->required();
  filled->add_option("--jobs", options->jobs);
  (void)add("publish", publish);
}

}  // namespace chancery::cli
