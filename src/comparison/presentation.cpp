#include "comparison/presentation.h"

#include "formats/xml_writer.h"
#include "text/catalogue.h"

#include <algorithm>

namespace chancery::comparison {
namespace {

using formats::Json;
using ReportedKind = ReportedParagraph::Kind;

const char* name_of(ReportedKind kind) {
  switch (kind) {
    case ReportedKind::same:
      return "same";
    case ReportedKind::changed:
      return "changed";
    case ReportedKind::formatted:
      return "formatted";
    case ReportedKind::inserted:
      return "inserted";
    case ReportedKind::removed:
      return "removed";
    case ReportedKind::moved_here:
      return "moved_here";
    case ReportedKind::moved_away:
      return "moved_away";
  }
  return "";
}

const char* name_of(Stretch::Kind kind) {
  switch (kind) {
    case Stretch::Kind::same:
      return "same";
    case Stretch::Kind::removed:
      return "removed";
    case Stretch::Kind::added:
      return "added";
    case Stretch::Kind::formatted:
      return "formatted";
  }
  return "";
}

Json paragraph_json(const ReportedParagraph& paragraph) {
  Json stretches = Json::array();
  for (const auto& stretch : paragraph.stretches) stretches.push_back({{"kind", name_of(stretch.kind)}, {"text", stretch.text}});
  Json json{{"kind", name_of(paragraph.kind)}, {"part", paragraph.part}, {"stretches", std::move(stretches)}};
  if (paragraph.old_paragraph != 0) json["old"] = paragraph.old_paragraph;
  if (paragraph.new_paragraph != 0) json["new"] = paragraph.new_paragraph;
  if (paragraph.move != 0) json["move"] = paragraph.move;
  if (paragraph.cell) json["cell"] = true;
  return json;
}

std::string escaped(const std::string& text) {
  std::string html = formats::escape_xml(text);
  for (auto at = html.find('\n'); at != std::string::npos; at = html.find('\n', at + 5)) html.replace(at, 1, "<br/>");
  return html;
}

/// The stretches of one side, or of both.
std::string stretches_html(const ReportedParagraph& paragraph, bool with_old, bool with_new) {
  std::string html;
  for (const auto& stretch : paragraph.stretches) {
    switch (stretch.kind) {
      case Stretch::Kind::same:
        html += escaped(stretch.text);
        break;
      case Stretch::Kind::removed:
        if (with_old) html += "<del>" + escaped(stretch.text) + "</del>";
        break;
      case Stretch::Kind::added:
        if (with_new) html += "<ins>" + escaped(stretch.text) + "</ins>";
        break;
      case Stretch::Kind::formatted:
        html += "<span class=\"comparison-formatted\">" + escaped(stretch.text) + "</span>";
        break;
    }
  }
  return html;
}

std::string moved_note(const ReportedParagraph& paragraph, text::Language language) {
  if (paragraph.move == 0) return {};
  const bool here = paragraph.kind == ReportedKind::moved_here;
  const Message message = here ? Message{"comparison.moved_here", {{"move", std::int64_t{paragraph.move}}}}
                               : Message{"comparison.moved_away", {{"move", std::int64_t{paragraph.move}}}};
  return "<span class=\"comparison-move\">" + escaped(text::say(language, message)) + "</span> ";
}

std::string classes_of(const ReportedParagraph& paragraph) {
  return std::string("comparison-paragraph comparison-") + name_of(paragraph.kind) + (paragraph.cell ? " comparison-cell" : "");
}

std::string inline_html(const ReportedParagraph& paragraph, text::Language language) {
  return "<p class=\"" + classes_of(paragraph) + "\">" + moved_note(paragraph, language) + stretches_html(paragraph, true, true) +
         "</p>\n";
}

std::string side_html(const ReportedParagraph& paragraph, text::Language language) {
  const bool in_old = paragraph.old_paragraph != 0;
  const bool in_new = paragraph.new_paragraph != 0;
  const auto note = moved_note(paragraph, language);
  return "<tr class=\"" + classes_of(paragraph) + "\"><td>" +
         (in_old ? (in_new ? "" : note) + stretches_html(paragraph, true, false) : "") + "</td><td>" +
         (in_new ? (in_old ? "" : note) + stretches_html(paragraph, false, true) : "") + "</td></tr>\n";
}

constexpr const char* style =
    "body{font-family:'Liberation Serif',serif;max-width:60rem;margin:1rem auto;padding:0 1rem;line-height:1.4}"
    "ins{background:#d7f0d7;text-decoration:underline}del{background:#f8d7d7;text-decoration:line-through}"
    ".comparison-formatted{background:#fff3c4}.comparison-move{font-size:smaller;color:#505a5f}"
    "table{border-collapse:collapse;width:100%}td{vertical-align:top;width:50%;padding:.2rem .5rem;border:1px solid #b1b4b6}";

}  // namespace

Json to_json(const Report& report, text::Language language) {
  Json paragraphs = Json::array();
  Json counts = Json::object();
  for (const auto& paragraph : report.paragraphs) {
    auto& count = counts[name_of(paragraph.kind)];
    count = count.is_null() ? 1 : count.get<int>() + 1;
    if (paragraph.kind != ReportedKind::same) paragraphs.push_back(paragraph_json(paragraph));
  }
  Json not_covered = Json::array();
  for (const auto& message : report.not_covered)
    not_covered.push_back({{"key", message.key}, {"text", text::say(language, message)}});
  return {{"equal", report.is_equal()},
          {"counts", std::move(counts)},
          {"paragraphs", std::move(paragraphs)},
          {"not_covered", std::move(not_covered)},
          {"accepted", {{"old", report.accepted_in_old}, {"new", report.accepted_in_new}}},
          {"whole_paragraphs", report.whole_paragraphs}};
}

std::string to_html(const Report& report, text::Language language, Layout layout) {
  const bool side = layout == Layout::side_by_side;
  std::string html = side ? "<table class=\"comparison\">\n" : "<div class=\"comparison\">\n";
  for (const auto& paragraph : report.paragraphs)
    html += side ? side_html(paragraph, language) : inline_html(paragraph, language);
  html += side ? "</table>\n" : "</div>\n";
  if (report.not_covered.empty()) return html;
  html += "<p>" + escaped(text::say(language, {"comparison.not_covered", {}})) + "</p>\n<ul class=\"comparison-not-covered\">\n";
  for (const auto& message : report.not_covered) html += "<li>" + escaped(text::say(language, message)) + "</li>\n";
  return html + "</ul>\n";
}

Bytes to_page(const Report& report, text::Language language, const std::string& title, Layout layout) {
  const auto name = formats::escape_xml(title);
  return "<!DOCTYPE html>\n<html lang=\"" + std::string(text::tag_of(language)) + "\"><head><meta charset=\"utf-8\"/><title>" +
         name + "</title><style>" + style + "</style></head><body><h1>" + name + "</h1>\n" + to_html(report, language, layout) +
         "</body></html>\n";
}

}  // namespace chancery::comparison
