#include "formats/content_hash.h"

#include <algorithm>
#include <string>
#include <vector>

namespace chancery::formats {

Sha256 content_hash(const ZipArchive& archive) {
  std::vector<const ZipEntry*> entries;
  for (const ZipEntry& entry : archive.entries()) entries.push_back(&entry);
  std::sort(entries.begin(), entries.end(), [](const ZipEntry* left, const ZipEntry* right) { return left->name < right->name; });
  Sha256Stream hash;
  hash.add("chancery.content/1\n");
  for (const ZipEntry* entry : entries) {
    const Bytes content = archive.content(*entry);
    hash.add(entry->name + "\n" + std::to_string(content.size()) + "\n");
    hash.add(content);
  }
  return hash.finish();
}

}  // namespace chancery::formats
