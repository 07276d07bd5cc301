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
  constexpr std::array warnings{std::string_view("unused_field"), std::string_view("unknown_data"),
                                std::string_view("column_only"), std::string_view("column_language")};
  return std::find(warnings.begin(), warnings.end(), code) != warnings.end();
}

/// Patterns choose by it: `{suggestion, select, none {} other {…}}`.
std::string or_none(const std::string& text) {
  return text.empty() ? "none" : text;
}

std::int64_t number(std::size_t value) {
  return static_cast<std::int64_t>(value);
}

}  // namespace

Finding make_finding(std::string code, std::string tag, Place place, std::string suggestion, std::string detail) {
  Message message{"templating." + code, {{"tag", tag}, {"suggestion", or_none(suggestion)}, {"detail", std::move(detail)}}};
  const auto severity = is_warning(code) ? Finding::Severity::warning : Finding::Severity::error;
  return {severity, std::move(code), std::move(tag), std::move(place), std::move(suggestion), std::move(message)};
}

Message place_message(const Place& place) {
  const auto cell = place.cell.value_or(CellPlace{});
  return {"templating.place",
          {{"part", or_none(place.part)},
           {"paragraph", number(place.paragraph)},
           {"table", number(cell.table)},
           {"row", number(cell.row)},
           {"cell", number(cell.cell)},
           {"heading", or_none(place.heading)},
           {"context", or_none(place.context)}}};
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
