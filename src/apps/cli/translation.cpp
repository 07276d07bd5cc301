#include "apps/cli/commands.h"
#include "base/error.h"
#include "outside/files.h"
#include "review/language_comparison.h"
#include "review/lint.h"
#include "text/rendition.h"
#include "text/segments.h"
#include "translation/stored_entries.h"
#include "translation/tmx.h"
#include "translation/xliff_import.h"
#include "translation/xliff_writer.h"

#include <algorithm>
#include <filesystem>

namespace chancery::cli {
namespace {

using formats::Json;

struct TranslationFiles {
  std::string source;
  std::string file;
  std::string from = "uk";
  std::string to = "en";
  std::vector<std::string> columns;
  std::string document;
  std::string entries;
  std::string memory;
  std::string glossary;
  std::string version = "2.1";
  std::string output;
  std::string names;
  std::string profile;
};

LanguageTag tag_of(const std::string& text) {
  const auto tag = LanguageTag::parse(text);
  if (!tag) throw Error(Fault::input, {"cli.language_odd", {{"language", text}}});
  return *tag;
}

/// The texts of a file that hold the source language, and what they hash to.
struct Source {
  text::SegmentedText segments;
  Sha256 content;
};

Source source_of(const TranslationFiles& files) {
  const auto package = formats::DocxPackage::read(Blob(outside::read_file(files.source)), files.source);
  std::vector<LanguageTag> columns;
  for (const auto& one : files.columns) columns.push_back(tag_of(one));
  const std::vector<LanguageTag> languages{tag_of(files.from), tag_of(files.to)};
  return {text::segments(package, {tag_of(files.from), columns, languages}),
          sha256(text::rendition(package, {tag_of(files.from), columns, languages}))};
}

/// The document that a file belongs to: named, or the name of its file.
std::string document_of(const TranslationFiles& files) {
  return files.document.empty() ? std::filesystem::path(files.source).stem().string() : files.document;
}

translation::Entries entries_of(const TranslationFiles& files) {
  if (files.entries.empty() || !std::filesystem::exists(files.entries)) return {};
  return translation::read_translation(formats::parse_json(outside::read_file(files.entries), files.entries), files.entries)
      .entries;
}

void save(const TranslationFiles& files, const translation::Entries& entries) {
  outside::write_file(files.entries,
                      formats::committed_json(translation::to_json({tag_of(files.from), tag_of(files.to), entries})));
}

std::int64_t number(std::size_t count) {
  return static_cast<std::int64_t>(count);
}

ExitCode export_file(const Session&, const TranslationFiles& files) {
  const auto source = source_of(files);
  const auto entries = entries_of(files);
  translation::Memory memory(tag_of(files.from), tag_of(files.to));
  if (!files.memory.empty()) (void)translation::read_tmx(outside::read_file(files.memory), files.memory, memory);
  translation::Glossary glossary;
  if (!files.glossary.empty()) {
    glossary = translation::Glossary::read(formats::parse_json(outside::read_file(files.glossary), files.glossary));
  }
  const translation::XliffExport content{document_of(files),
                                         source.content,
                                         tag_of(files.from),
                                         tag_of(files.to),
                                         source.segments,
                                         entries,
                                         &memory,
                                         {},
                                         &glossary,
                                         {}};
  const auto version = files.version == "1.2" ? translation::XliffVersion::v1_2 : translation::XliffVersion::v2_1;
  outside::write_file(files.output, translation::write_xliff(content, version));
  return ExitCode::yes;
}

void print_segment(const Terminal& terminal, const translation::ImportedSegment& segment) {
  if (terminal.json()) {
    return terminal.print({{"segment", segment.segment},
                           {"outcome", std::string(translation::name_of(segment.outcome))},
                           {"line", segment.line},
                           {"text", terminal.say(segment.message)}});
  }
  using Outcome = translation::ImportedSegment::Outcome;
  if (segment.outcome == Outcome::taken || segment.outcome == Outcome::unchanged) return;
  terminal.line(std::to_string(segment.line) + "  " + segment.segment + "  " + terminal.say(segment.message));
}

ExitCode import_file(const Session& session, const TranslationFiles& files) {
  const auto& terminal = session.terminal();
  const auto source = source_of(files);
  const auto document = translation::read_xliff(outside::read_file(files.file), files.file);
  auto report = translation::import_xliff(
      document, {document_of(files), source.content, tag_of(files.from), tag_of(files.to), source.segments, entries_of(files)},
      files.file);
  save(files, report.entries);
  if (report.older_version) terminal.tell(Message{"cli.translation_older", {}});
  bool refused = false;
  for (const auto& segment : report.segments) {
    using Outcome = translation::ImportedSegment::Outcome;
    refused = refused ||
              !(segment.outcome == Outcome::taken || segment.outcome == Outcome::unchanged || segment.outcome == Outcome::empty);
    print_segment(terminal, segment);
  }
  if (!terminal.json()) {
    terminal.line(
        terminal.say({"cli.translation_imported", {{"taken", number(report.taken)}, {"all", number(report.segments.size())}}}));
  }
  return refused ? ExitCode::no : ExitCode::yes;
}

ExitCode show_status(const Session& session, const TranslationFiles& files) {
  const auto& terminal = session.terminal();
  const auto source = source_of(files);
  const auto all = translation::status(source.segments, entries_of(files));
  const auto count = translation::count(all);
  if (terminal.json()) {
    for (const auto& one : all)
      terminal.print({{"segment", one.segment}, {"state", std::string(translation::name_of(one.state))}});
  } else {
    terminal.line(terminal.say({"cli.translation_status",
                                {{"untranslated", number(count.untranslated)},
                                 {"translated", number(count.translated)},
                                 {"reviewed", number(count.reviewed)},
                                 {"final", number(count.final)},
                                 {"stale", number(count.stale)}}}));
  }
  return count.is_confirmed() ? ExitCode::yes : ExitCode::no;
}

text::SegmentedText segments_of(const TranslationFiles& files, const std::string& file, const std::string& language) {
  auto one = files;
  one.source = file;
  one.from = language;
  one.to = language == files.from ? files.to : files.from;
  return source_of(one).segments;
}

review::NameRegister names_of(const TranslationFiles& files) {
  if (files.names.empty()) return {};
  const Json json = formats::parse_json(outside::read_file(files.names), files.names);
  return json.is_object() && json.contains("names") ? review::NameRegister::read(json) : review::NameRegister::from_data(json);
}

void print_finding(const Terminal& terminal, const review::Finding& finding, const std::string& source,
                   const std::string& target) {
  if (terminal.json()) {
    return terminal.print({{"segment", finding.segment},
                           {"rule", finding.rule()},
                           {"text", terminal.say(finding.message)},
                           {"why", finding.source},
                           {"source", source},
                           {"target", target}});
  }
  terminal.line(finding.segment + "  " + terminal.say(finding.message) +
                (finding.source.empty() ? "" : " (" + finding.source + ")"));
  if (!source.empty()) terminal.line("    " + source);
  if (!target.empty()) terminal.line("    " + target);
}

/// What disagrees between the languages: articles, then sentences, then what the lint profile finds in the source.
ExitCode check_file(const Session& session, const TranslationFiles& files) {
  const auto& terminal = session.terminal();
  const auto source = segments_of(files, files.source, files.from);
  const auto target = segments_of(files, files.file.empty() ? files.source : files.file, files.to);
  const review::Agreement agreement(tag_of(files.from), tag_of(files.to), names_of(files));
  const auto compared = review::compare_languages(source, target, agreement);
  for (const auto& number : compared.articles) {
    print_finding(terminal, {{}, {"review.article_missing", {{"article", number}}}, {}}, {}, {});
  }
  for (const auto& segment : compared.segments) {
    for (const auto& finding : segment.findings) print_finding(terminal, finding, segment.source, segment.target);
  }
  if (!files.profile.empty()) {
    const auto* profile = review::find_profile(files.profile);
    if (profile == nullptr) throw Error(Fault::absent, {"cli.no_such_profile", {{"profile", files.profile}}});
    for (const auto& finding : review::lint(source, tag_of(files.from), *profile, text::tag_of(terminal.language())))
      print_finding(terminal, finding, {}, {});
  }
  return compared.agrees() ? ExitCode::yes : ExitCode::no;
}

}  // namespace

void add_translation(CLI::App& app, Action& chosen, const Terminal& terminal) {
  auto files = std::make_shared<TranslationFiles>();
  auto* group = subcommand(app, "translation", terminal, "translation");
  group->require_subcommand(1);
  const auto help = [&](const std::string& key) { return terminal.say({"cli.help.translation_" + key, {}}); };
  const auto add = [&](const char* name, auto run) {
    auto* command = subcommand(*group, name, terminal, std::string("translation_") + name);
    command->add_option("SOURCE", files->source, help("source"))->required();
    command->add_option("--from", files->from, help("from"));
    command->add_option("--to", files->to, help("to"));
    command->add_option("--columns", files->columns, help("columns"))->delimiter(',');
    command->add_option("--document", files->document, help("document"));
    command->callback([&chosen, files, run] { chosen = [files, run](const Session& session) { return run(session, *files); }; });
    return command;
  };
  auto* exported = add("export", export_file);
  exported->add_option("--entries", files->entries, help("entries"));
  exported->add_option("--memory", files->memory, help("memory"));
  exported->add_option("--glossary", files->glossary, help("glossary"));
  exported->add_option("--xliff", files->version, help("version"))->check(CLI::IsMember({"1.2", "2.1"}));
  exported->add_option("-o", files->output, help("output"))->required();
  auto* imported = add("import", import_file);
  imported->add_option("FILE", files->file, help("file"))->required();
  imported->add_option("--entries", files->entries, help("entries"))->required();
  auto* checked = add("check", check_file);
  checked->add_option("TARGET", files->file, help("target"));
  checked->add_option("--names", files->names, help("names"));
  checked->add_option("--profile", files->profile, help("profile"));
  auto* status = add("status", show_status);
  status->add_option("--entries", files->entries, help("entries"))->required();
}

}  // namespace chancery::cli
