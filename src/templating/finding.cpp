#include "templating/finding.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

namespace chancery::templating {
namespace {

void put(formats::Json& json, const char* key, const std::string& value) {
  if (!value.empty()) json[key] = value;
}

bool is_warning(std::string_view code) {
  constexpr std::array warnings{std::string_view("unused_field"),    std::string_view("unknown_data"),
                                std::string_view("column_only"),     std::string_view("column_language"),
                                std::string_view("unknown_control"), std::string_view("control_locked"),
                                std::string_view("binding_broken"),  std::string_view("duplicate_id")};
  return std::find(warnings.begin(), warnings.end(), code) != warnings.end();
}

std::int64_t number(std::size_t value) {
  return static_cast<std::int64_t>(value);
}

std::vector<Message> place_messages(const Place& place) {
  std::vector<Message> messages;
  if (place.part.empty()) return messages;
  // A part without paragraphs, such as an XML template, says its line itself.
  const char* key = place.cell ? "templating.place_cell" : (place.paragraph == 0 ? "templating.place_part" : "templating.place");
  Message where{key, {{"part", place.part}, {"paragraph", number(place.paragraph)}}};
  if (place.cell) {
    where.arguments.insert(
        where.arguments.end(),
        {{"table", number(place.cell->table)}, {"row", number(place.cell->row)}, {"cell", number(place.cell->cell)}});
  }
  messages.push_back(std::move(where));
  if (!place.heading.empty()) messages.push_back({"templating.place_heading", {{"heading", place.heading}}});
  if (!place.context.empty()) messages.push_back({"templating.place_context", {{"context", place.context}}});
  return messages;
}

}  // namespace

Finding make_finding(std::string code, std::string tag, Place place, std::string suggestion, std::string detail) {
  Message message{"templating." + code, {{"tag", tag}, {"detail", std::move(detail)}}};
  const auto severity = is_warning(code) ? Finding::Severity::warning : Finding::Severity::error;
  return {severity, std::move(code), std::move(tag), std::move(place), std::move(suggestion), std::move(message)};
}

std::string in_words(const Finding& finding, text::Language language) {
  std::string line;
  for (const auto& one : place_messages(finding.place)) line += (line.empty() ? "" : ", ") + text::say(language, one);
  if (!line.empty()) line += ": ";
  line += text::say(language, finding.message);
  if (finding.suggestion.empty()) return line;
  return line + " " + text::say(language, {"templating.suggestion", {{"suggestion", finding.suggestion}}});
}

void apply_checks(const Description& description, std::vector<Finding>& findings) {
  for (auto& finding : findings) {
    const auto wanted = description.checks.find(finding.code);
    if (wanted == description.checks.end()) continue;
    finding.severity = wanted->second ? Finding::Severity::error : Finding::Severity::warning;
  }
}

bool has_errors(const std::vector<Finding>& findings) {
  return std::any_of(findings.begin(), findings.end(),
                     [](const Finding& one) { return one.severity == Finding::Severity::error; });
}

formats::Json to_json(const Finding& finding) {
  formats::Json json{{"code", finding.code}, {"severity", finding.severity == Finding::Severity::error ? "error" : "warning"}};
  put(json, "tag", finding.tag);
  put(json, "part", finding.place.part);
  if (finding.place.paragraph != 0) json["paragraph"] = finding.place.paragraph;
  if (const auto& cell = finding.place.cell) json["cell"] = {{"table", cell->table}, {"row", cell->row}, {"cell", cell->cell}};
  put(json, "heading", finding.place.heading);
  put(json, "context", finding.place.context);
  put(json, "suggestion", finding.suggestion);
  return json;
}

}  // namespace chancery::templating
