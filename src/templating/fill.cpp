#include "templating/fill.h"

#include "formats/docx_changes.h"
#include "templating/bound_parts.h"
#include "templating/part_writer.h"

#include <algorithm>
#include <map>
#include <string>

namespace chancery::templating {
namespace {

/// `parties[2].name` without its item numbers.
std::string without_numbers(const std::string& path) {
  std::string plain;
  bool inside = false;
  for (const char one : path) {
    if (one == '[') inside = true;
    if (!inside) plain += one;
    if (one == ']') inside = false;
  }
  return plain;
}

bool is_same_field(const std::string& full, const std::string& of_tag) {
  return full == of_tag || full.ends_with("." + of_tag) || of_tag.starts_with(full + ".");
}

/// A required field that a tag missed is told once, at the tag.
void leave_out_told(std::vector<Finding>& of_data, const std::vector<Finding>& of_tags) {
  std::erase_if(of_data, [&](const Finding& one) {
    return one.code == "missing_field" && std::any_of(of_tags.begin(), of_tags.end(), [&](const Finding& tag) {
             return tag.code == "undefined" &&
                    is_same_field(without_numbers(one.tag), std::get<std::string>(tag.message.arguments[1].second));
           });
  });
}

std::vector<Finding> joined(std::vector<Finding> first, const std::vector<Finding>& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

Bytes packed(const formats::DocxPackage& package, std::map<std::string, Bytes> parts, const Media& media) {
  if (media.empty()) return package.with_parts(parts);
  formats::DocxChanges changes{std::move(parts), {}, {}};
  media.put_into(changes);
  return formats::with_changes(package, changes);
}

}  // namespace

FillOutcome fill(const Template& compiled, const formats::Json& data, const FillOptions& options) {
  if (has_errors(compiled.findings())) return compiled.findings();
  auto of_data = compiled.description() ? check_data(*compiled.description(), data) : std::vector<Finding>{};
  std::map<std::string, Bytes> parts;
  std::vector<Finding> of_tags;
  PartWriter writer(compiled, data, options, of_tags);
  for (const auto& [name, program] : compiled.programs()) parts.emplace(name, writer.write(name, program));
  fill_bound_parts(compiled.package(), writer.bound_values(), parts, of_tags);
  leave_out_told(of_data, of_tags);
  auto findings = joined(std::move(of_data), of_tags);
  if (compiled.description()) apply_checks(*compiled.description(), findings);
  if (has_errors(findings)) return findings;
  return Filled{packed(compiled.package(), std::move(parts), writer.media()), std::move(findings)};
}

}  // namespace chancery::templating
