#include "formats/docx_changes.h"

#include "base/error.h"
#include "formats/content_types.h"
#include "formats/xml_writer.h"
#include "formats/zip_name.h"
#include "formats/zip_writer.h"

namespace chancery::formats {
namespace {

constexpr std::string_view relationship_types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
constexpr std::string_view no_relationships =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";

/// The name of the root element, behind the declaration and comments.
std::string root_name(const Bytes& part) {
  auto at = part.find('<');
  while (part.compare(at, 2, "<?") == 0 || part.compare(at, 4, "<!--") == 0) {
    const bool comment = part[at + 1] == '!';
    at = part.find('<', part.find(comment ? "-->" : "?>", at));
  }
  return part.substr(at + 1, part.find_first_of(" />\t\r\n", at) - at - 1);
}

/// The elements go in front of the end tag of the root, with its prefix. The part was read before: it is well-formed.
Bytes with_elements(const Bytes& part, const std::vector<std::pair<std::string, std::string>>& elements) {
  const auto name = root_name(part);
  const auto colon = name.find(':');
  const auto prefix = colon == std::string::npos ? std::string() : name.substr(0, colon + 1);
  Bytes inserted;
  for (const auto& [element, attributes] : elements) inserted += "<" + prefix + element + attributes + "/>";
  const auto end = part.rfind("</" + name);
  if (end != Bytes::npos) return Bytes(part).insert(end, inserted);
  const auto empty = part.rfind("/>");
  return part.substr(0, empty) + ">" + inserted + "</" + name + ">";
}

std::string attribute(std::string_view name, std::string_view value) {
  return " " + std::string(name) + "=\"" + escape_xml(value) + "\"";
}

using Elements = std::vector<std::pair<std::string, std::string>>;

Elements type_elements(const DocxChanges& changes) {
  Elements elements;
  for (const AddedPart& part : changes.added) {
    elements.emplace_back("Override", attribute("PartName", "/" + part.name) + attribute("ContentType", part.content_type));
  }
  return elements;
}

std::map<std::string, Elements> relationship_elements(const DocxChanges& changes) {
  std::map<std::string, Elements> elements;
  for (const AddedRelationship& one : changes.relationships) {
    elements[relationships_part(one.source)].emplace_back(
        "Relationship", attribute("Id", one.id) + attribute("Type", std::string(relationship_types) + one.kind) +
                            attribute("Target", "/" + one.target));
  }
  return elements;
}

}  // namespace

Bytes with_changes(const DocxPackage& package, const DocxChanges& changes) {
  const ZipArchive& archive = package.archive();
  auto replaced = changes.replaced;
  const auto current = [&](const std::string& name) {
    const auto known = replaced.find(name);
    return known == replaced.end() ? package.part(name) : known->second;
  };
  const std::string types(ContentTypes::part_name);
  if (!changes.added.empty()) replaced[types] = with_elements(current(types), type_elements(changes));
  std::vector<AddedPart> added = changes.added;
  for (const auto& [name, elements] : relationship_elements(changes)) {
    if (archive.find(name) != nullptr) {
      replaced[name] = with_elements(current(name), elements);
    } else {
      added.push_back({name, {}, with_elements(Bytes(no_relationships), elements)});
    }
  }
  ZipWriter writer;
  for (const ZipEntry& entry : archive.entries()) {
    const auto found = replaced.find(entry.name);
    found == replaced.end() ? writer.copy(archive, entry) : writer.add(entry.name, found->second);
    if (found != replaced.end()) replaced.erase(found);
  }
  if (!replaced.empty()) {
    throw Error(Fault::absent,
                {"formats.opc_no_part", {{"place", package.place()}, {"part", zip::printable_name(replaced.begin()->first)}}});
  }
  for (const AddedPart& part : added) writer.add(part.name, part.content);
  return writer.finish();
}

}  // namespace chancery::formats
