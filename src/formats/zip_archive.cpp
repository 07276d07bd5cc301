#include "formats/zip_archive.h"

#include "base/error.h"
#include "formats/deflate.h"
#include "formats/zip_directory.h"
#include "formats/zip_name.h"
#include "formats/zip_records.h"

#include <cassert>
#include <unordered_map>

namespace chancery::formats {

struct ZipArchive::Content {
  Blob bytes;
  std::string place;
  zip::Directory directory;
  std::unordered_map<std::string_view, std::size_t> index;  // the names live in directory.entries
};

ZipArchive::ZipArchive(std::shared_ptr<const Content> content) : content_(std::move(content)) {}

ZipArchive ZipArchive::read(Blob bytes, std::string_view place, const ZipLimits& limits) {
  auto directory = zip::read_directory(bytes.bytes(), place, limits);
  const auto content = std::make_shared<Content>(Content{std::move(bytes), std::string(place), std::move(directory), {}});
  const auto& entries = content->directory.entries;
  for (std::size_t i = 0; i < entries.size(); ++i) content->index.emplace(entries[i].name, i);
  return ZipArchive(content);
}

const std::vector<ZipEntry>& ZipArchive::entries() const {
  return content_->directory.entries;
}

const ZipEntry* ZipArchive::find(std::string_view name) const {
  const auto found = content_->index.find(name);
  return found == content_->index.end() ? nullptr : &entries()[found->second];
}

Bytes ZipArchive::content(const ZipEntry& entry) const {
  const auto refuse = [&](std::string key, std::string reason = {}) -> Error {
    Message message{std::move(key), {{"place", place()}, {"entry", zip::printable_name(entry.name)}}};
    if (!reason.empty()) message.arguments.emplace_back("reason", std::move(reason));
    return {Fault::input, std::move(message)};
  };
  Inflated inflated =
      entry.compression == Compression::stored ? Inflated{Bytes(packed(entry)), {}} : inflate_exactly(packed(entry), entry.size);
  if (!inflated.content) throw refuse("formats.zip_inflate", std::move(inflated.reason));
  if (crc32_of(*inflated.content) != entry.crc32) throw refuse("formats.zip_crc");
  return std::move(*inflated.content);
}

BytesView ZipArchive::packed(const ZipEntry& entry) const {
  assert(entry.data_offset + entry.packed_size <= content_->bytes.size());
  return BytesView(content_->bytes.bytes()).substr(entry.data_offset, entry.packed_size);
}

std::size_t ZipArchive::central_directory_offset() const {
  return content_->directory.offset;
}

BytesView ZipArchive::central_directory() const {
  const auto& directory = content_->directory;
  return BytesView(content_->bytes.bytes()).substr(directory.offset, directory.end_offset - directory.offset);
}

BytesView ZipArchive::comment() const {
  return BytesView(content_->bytes.bytes()).substr(content_->directory.end_offset + zip::end_size);
}

const Blob& ZipArchive::bytes() const {
  return content_->bytes;
}
const std::string& ZipArchive::place() const {
  return content_->place;
}

}  // namespace chancery::formats
