#include "signing/foreign_names.h"

#include "signing/container.h"

namespace chancery::signing {

EntryKind kind_of(std::string_view name) {
  constexpr std::string_view folder = "META-INF/";
  const auto holds = [&](std::string_view word) { return name.find(word) != std::string_view::npos; };
  if (name == mimetype_path) return EntryKind::media_type;
  if (name.ends_with('/')) return EntryKind::folder;
  if (!name.starts_with(folder)) return EntryKind::data_file;
  if (name == "META-INF/manifest.xml") return EntryKind::package_listing;
  if (name.ends_with(".p7s")) return EntryKind::cades_signature;
  if (name.ends_with(".tst")) return EntryKind::time_stamp;
  if (!name.ends_with(".xml")) return EntryKind::unknown;
  if (holds("ASiCArchiveManifest")) return EntryKind::archive_listing;
  if (holds("ASiCManifest")) return EntryKind::cades_listing;
  return holds("signatures") ? EntryKind::xades_file : EntryKind::unknown;
}

}  // namespace chancery::signing
