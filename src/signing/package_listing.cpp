#include "signing/package_listing.h"

#include "base/error.h"
#include "formats/xml_document.h"
#include "signing/container.h"
#include "signing/foreign_names.h"

#include <set>

namespace chancery::signing {
namespace {

using formats::XmlDocument;
using formats::XmlElement;
using formats::ZipArchive;
using formats::ZipEntry;

constexpr std::string_view uri = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0";

Conclusion differs(const std::string& path) {
  return undecided(SubIndication::sig_constraints_failure, {"signing.package_listing_differs", {{"path", path}}});
}

std::optional<Conclusion> judge_entry(const ZipArchive& container, const XmlElement& entry,
                                      const std::map<std::string, std::string>& signed_types, std::set<std::string>& listed) {
  const std::string path = entry.attribute("full-path", uri).value_or("");
  const std::string type = entry.attribute("media-type", uri).value_or("");
  if (path == "/") {
    const ZipEntry* media_type = container.find(mimetype_path);
    const bool same = media_type == nullptr || container.content(*media_type) == type;
    return same ? std::nullopt : std::optional(differs(path));
  }
  if (kind_of(path) == EntryKind::folder || path.starts_with("META-INF/")) return std::nullopt;
  if (container.find(path) == nullptr || !listed.insert(path).second) return differs(path);
  const auto found = signed_types.find(path);
  const bool other = found != signed_types.end() && !found->second.empty() && !type.empty() && found->second != type;
  return other ? std::optional(differs(path)) : std::nullopt;
}

}  // namespace

std::optional<Conclusion> judge_package_listing(const ZipArchive& container, const ZipEntry& listing,
                                                const std::map<std::string, std::string>& signed_types) {
  const XmlDocument document = XmlDocument::read(container.content(listing), listing.name);
  const XmlElement root = document.root();
  if (!root.is("manifest", uri)) return differs(listing.name);
  std::set<std::string> listed;
  for (const XmlElement& child : root.children()) {
    if (!child.is("file-entry", uri)) return differs(listing.name);
    if (auto conclusion = judge_entry(container, child, signed_types, listed)) return conclusion;
  }
  for (const ZipEntry& entry : container.entries()) {
    if (kind_of(entry.name) == EntryKind::data_file && !listed.contains(entry.name)) return differs(entry.name);
  }
  return std::nullopt;
}

}  // namespace chancery::signing
