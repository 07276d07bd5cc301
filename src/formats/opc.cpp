#include "formats/opc.h"

#include "base/error.h"
#include "formats/zip_name.h"

#include <set>

namespace chancery::formats {
namespace {

constexpr std::string_view relationships_namespace = "http://schemas.openxmlformats.org/package/2006/relationships";

std::string_view folder_of(std::string_view part) {
  const auto slash = part.rfind('/');
  return slash == std::string_view::npos ? std::string_view{} : part.substr(0, slash + 1);
}

/// RFC 3986 §5.2.4 for the relative references that OPC allows; empty when it leads out of the package.
std::string resolve(std::string_view folder, std::string_view reference) {
  const bool absolute = reference.starts_with('/');
  std::vector<std::string_view> segments;
  bool outside = false;
  const auto walk = [&](std::string_view path) {
    while (!path.empty()) {
      const auto slash = path.find('/');
      const auto segment = path.substr(0, slash);
      path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
      if (segment.empty() || segment == ".") continue;
      if (segment != "..") {
        segments.push_back(segment);
      } else if (segments.empty()) {
        outside = true;
      } else {
        segments.pop_back();
      }
    }
  };
  if (!absolute) walk(folder);
  walk(reference);
  std::string result;
  for (const auto segment : segments) result += (result.empty() ? "" : "/") + std::string(segment);
  return outside ? std::string{} : result;
}

class RelationshipReader {
 public:
  RelationshipReader(const XmlDocument& document, std::string_view source) : document_(document), folder_(folder_of(source)) {}

  std::vector<Relationship> read() {
    std::vector<Relationship> result;
    for (const XmlElement& element : document_.root().children("Relationship", relationships_namespace)) {
      result.push_back(relationship(element));
    }
    return result;
  }

 private:
  Relationship relationship(const XmlElement& element) {
    Relationship result{required(element, "Id"), required(element, "Type"), required(element, "Target"),
                        element.attribute("TargetMode") == "External"};
    if (!ids_.insert(result.id).second) throw refuse("formats.opc_two_ids", "id", result.id);
    if (result.external || result.target.starts_with('#')) return result;
    std::string resolved = resolve(folder_, std::string_view(result.target).substr(0, result.target.find('#')));
    if (resolved.empty()) throw refuse("formats.opc_outside", "target", zip::printable_name(result.target));
    result.target = std::move(resolved);
    return result;
  }

  std::string required(const XmlElement& element, std::string_view name) const {
    auto value = element.attribute(name);
    if (!value || value->empty()) {
      throw Error(Fault::input, {"formats.opc_attribute",
                                 {{"place", document_.place()}, {"line", element.line()}, {"attribute", std::string(name)}}});
    }
    return std::move(*value);
  }

  [[nodiscard]] Error refuse(std::string key, std::string name, std::string value) const {
    return {Fault::input, {std::move(key), {{"place", document_.place()}, {std::move(name), std::move(value)}}}};
  }

  const XmlDocument& document_;
  std::string_view folder_;
  std::set<std::string> ids_;
};

}  // namespace

std::string_view Relationship::kind() const {
  return std::string_view(type).substr(type.rfind('/') + 1);
}

XmlDocument read_xml_part(const ZipArchive& archive, std::string_view part) {
  const ZipEntry* entry = archive.find(part);
  if (entry == nullptr) {
    throw Error(Fault::input, {"formats.opc_no_part", {{"place", archive.place()}, {"part", zip::printable_name(part)}}});
  }
  return XmlDocument::read(archive.content(*entry), archive.place() + ": " + std::string(part));
}

std::string relationships_part(std::string_view part) {
  const std::string_view folder = folder_of(part);
  return std::string(folder) + "_rels/" + std::string(part.substr(folder.size())) + ".rels";
}

std::vector<Relationship> read_relationships(const ZipArchive& archive, std::string_view part) {
  const std::string name = relationships_part(part);
  if (archive.find(name) == nullptr) return {};
  const XmlDocument document = read_xml_part(archive, name);
  return RelationshipReader(document, part).read();
}

}  // namespace chancery::formats
