#pragma once

#include "formats/zip_archive.h"

#include <string_view>

namespace chancery::signing {

/// What an entry of a foreign container is, by its name.   Standard: ETSI EN 319 162-1 §4.3.3, §4.4.3, §4.4.4.
enum class EntryKind {
  media_type,     // mimetype
  data_file,      // whatever lies outside META-INF
  folder,         // an entry for a folder
  cades_listing,  // META-INF/*ASiCManifest*.xml
  archive_listing,
  cades_signature,  // META-INF/*.p7s
  xades_file,       // META-INF/*signatures*.xml
  time_stamp,       // META-INF/*.tst
  package_listing,  // META-INF/manifest.xml of OpenDocument
  unknown
};

[[nodiscard]] EntryKind kind_of(std::string_view name);

}  // namespace chancery::signing
