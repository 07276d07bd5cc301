#include "apps/cli/commands.h"
#include "base/error.h"
#include "comparison/comparison.h"
#include "comparison/presentation.h"
#include "outside/clock.h"
#include "outside/files.h"

#include <algorithm>
#include <filesystem>

namespace chancery::cli {
namespace {

using formats::Json;
using Kind = comparison::ReportedParagraph::Kind;

struct CompareFiles {
  std::string old;
  std::string now;
  std::string output;
  std::string html;
  bool side_by_side = false;
  std::string author;
  std::string date;
};

Timestamp date_of(const std::string& option) {
  if (option.empty()) return outside::now();
  const auto time = option.size() == 10 ? Timestamp::parse_day(option) : Timestamp::parse(option);
  if (!time) throw Error(Fault::input, {"cli.time_odd", {{"time", option}}});
  return *time;
}

formats::DocxPackage package_of(const std::string& file) {
  return formats::DocxPackage::read(Blob(outside::read_file(file)), file);
}

std::int64_t count(const comparison::Report& report, Kind kind) {
  return std::count_if(report.paragraphs.begin(), report.paragraphs.end(), [&](const auto& one) { return one.kind == kind; });
}

void print_for_people(const Terminal& terminal, const comparison::Report& report) {
  if (report.accepted_in_old + report.accepted_in_new != 0) {
    terminal.tell(Message{"comparison.accepted",
                          {{"old", static_cast<std::int64_t>(report.accepted_in_old)},
                           {"new", static_cast<std::int64_t>(report.accepted_in_new)}}});
  }
  if (report.whole_paragraphs) terminal.tell(Message{"comparison.whole_paragraphs", {}});
  for (const Message& message : report.not_covered) terminal.tell(message);
  if (report.is_equal()) return terminal.line(terminal.say({"comparison.equal", {}}));
  terminal.line(terminal.say({"comparison.summary",
                              {{"changed", count(report, Kind::changed)},
                               {"inserted", count(report, Kind::inserted)},
                               {"removed", count(report, Kind::removed)},
                               {"moved", count(report, Kind::moved_here)},
                               {"formatted", count(report, Kind::formatted)}}}));
  for (const auto& paragraph : report.paragraphs) {
    if (paragraph.kind == Kind::same) continue;
    std::string line = paragraph.new_paragraph != 0 ? std::to_string(paragraph.new_paragraph)
                                                    : "(" + std::to_string(paragraph.old_paragraph) + ")";
    line += "  ";
    for (const auto& stretch : paragraph.stretches) {
      switch (stretch.kind) {
        case comparison::Stretch::Kind::same:
        case comparison::Stretch::Kind::formatted:
          line += stretch.text;
          break;
        case comparison::Stretch::Kind::removed:
          line += "[-" + stretch.text + "-]";
          break;
        case comparison::Stretch::Kind::added:
          line += "{+" + stretch.text + "+}";
          break;
      }
    }
    terminal.line(line);
  }
}

ExitCode compare(const Session& session, const CompareFiles& files) {
  const auto& terminal = session.terminal();
  const auto result = comparison::compare(package_of(files.old), package_of(files.now),
                                          {files.author.empty() ? system_user() : files.author, date_of(files.date)});
  if (!files.output.empty() && result.redline) outside::write_file(files.output, *result.redline);
  if (!files.html.empty()) {
    const auto layout = files.side_by_side ? comparison::Layout::side_by_side : comparison::Layout::inline_text;
    const auto title =
        std::filesystem::path(files.old).filename().string() + " → " + std::filesystem::path(files.now).filename().string();
    outside::write_file(files.html, comparison::to_page(result.report, terminal.language(), title, layout));
  }
  if (terminal.json()) {
    terminal.print(comparison::to_json(result.report, terminal.language()));
  } else {
    print_for_people(terminal, result.report);
  }
  return !files.output.empty() && !result.redline ? ExitCode::undecided : ExitCode::yes;
}

}  // namespace

void add_compare(CLI::App& app, Action& chosen, const Terminal& terminal) {
  auto files = std::make_shared<CompareFiles>();
  auto* command = subcommand(app, "compare", terminal, "compare");
  const auto help = [&](const char* key) { return terminal.say({std::string("cli.help.compare_") + key, {}}); };
  command->add_option("OLD", files->old)->required();
  command->add_option("NEW", files->now)->required();
  command->add_option("-o", files->output, help("output"));
  command->add_option("--html", files->html, help("html"));
  command->add_flag("--side-by-side", files->side_by_side, help("side_by_side"));
  command->add_option("--author", files->author, help("author"));
  command->add_option("--date", files->date, help("date"));
  command->callback([&chosen, files] { chosen = [files](const Session& session) { return compare(session, *files); }; });
}

}  // namespace chancery::cli
