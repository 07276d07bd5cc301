#include "formats/docx_local_template.h"

#include "formats/docx_inspection.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

namespace chancery::formats {
namespace {

/// Takes out each empty-element tag with this local name in which `mark` stands. The part was read before: it is well-formed.
Bytes without_element(Bytes part, std::string_view name, std::string_view mark) {
  for (auto at = part.find(name); at != Bytes::npos; at = part.find(name, at + 1)) {
    const auto begin = part.rfind('<', at);
    const auto end = part.find('>', at);
    if (begin == Bytes::npos || end == Bytes::npos) break;
    const bool names_it = at == begin + 1 || part[at - 1] == ':';
    const auto element = std::string_view(part).substr(begin, end + 1 - begin);
    if (!names_it || !element.ends_with("/>") || element.find(mark) == std::string_view::npos) continue;
    part.erase(begin, end + 1 - begin);
    at = begin == 0 ? 0 : begin - 1;
  }
  return part;
}

bool has_local_template(const DocxPackage& package) {
  const auto found = inspect(package);
  return std::any_of(found.begin(), found.end(),
                     [](const DocxFinding& one) { return one.kind == DocxFinding::Kind::local_template; });
}

}  // namespace

std::optional<DocxPackage> without_local_template(const DocxPackage& package) {
  const auto& settings = package.settings_part();
  if (!settings || package.archive().find(relationships_part(*settings)) == nullptr || !has_local_template(package))
    return std::nullopt;
  const auto relationships = relationships_part(*settings);
  std::map<std::string, Bytes> parts;
  parts[*settings] = without_element(package.part(*settings), "attachedTemplate", "");
  parts[relationships] = without_element(package.part(relationships), "Relationship", "/attachedTemplate");
  return DocxPackage::read(Blob(package.with_parts(parts)), package.place());
}

}  // namespace chancery::formats
