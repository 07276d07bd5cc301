#include "engine/draft.h"

#include "store/blobs.h"

#include <algorithm>

namespace chancery::engine {

void add_file(Draft& draft, const document::File& file, const Blob& content) {
  const bool known =
      std::any_of(draft.files.begin(), draft.files.end(), [&](const NewFile& other) { return other.file.sha256 == file.sha256; });
  if (!known) draft.files.push_back({file, content});
}

Blob load_file(const Draft& draft, store::Database& database, const Sha256& hash) {
  const auto found =
      std::find_if(draft.files.begin(), draft.files.end(), [&](const NewFile& file) { return file.file.sha256 == hash; });
  return found != draft.files.end() ? found->content : store::Blobs(database).get(hash);
}

document::File file_of(std::string path, std::string_view media_type, const Blob& content) {
  return {std::move(path), std::string(media_type), content.size(), sha256(content.bytes())};
}

}  // namespace chancery::engine
