#include "formats/zip_writer.h"

#include "base/error.h"
#include "formats/deflate.h"
#include "formats/utf8.h"
#include "formats/zip_name.h"
#include "formats/zip_records.h"

#include <utility>

namespace chancery::formats {
namespace {

constexpr std::uint16_t version = 20;           // 2.0: deflate and folders; host 0
constexpr std::uint16_t midnight = 0;           // §4.4.6
constexpr std::uint16_t january_1_1980 = 0x21;  // the first day that ZIP knows
constexpr std::size_t longest_name = 0xFFFF;
constexpr std::size_t most_entries = 0xFFFE;  // one more would say ZIP64

Error refusal(std::string key, std::string_view name) {
  return {Fault::input, {std::move(key), {{"entry", zip::printable_name(name)}}}};
}

bool is_ascii(std::string_view name) {
  for (const char byte : name) {
    if (static_cast<unsigned char>(byte) >= 0x80U) return false;
  }
  return true;
}

zip::SharedFields fields_of(const ZipEntry& entry) {
  return {.version_needed = version,
          .flags = is_ascii(entry.name) ? std::uint16_t{0} : zip::flag::utf8,
          .method = entry.compression == Compression::stored ? zip::method_stored : zip::method_deflated,
          .time = midnight,
          .date = january_1_1980,
          .crc32 = entry.crc32,
          .packed_size = static_cast<std::uint32_t>(entry.packed_size),
          .size = static_cast<std::uint32_t>(entry.size),
          .name_length = static_cast<std::uint16_t>(entry.name.size()),
          .extra_length = 0};
}

void append_central(Bytes& directory, const ZipEntry& entry) {
  directory += zip::central_signature;
  zip::append_16(directory, version);
  zip::append_shared(directory, fields_of(entry));
  zip::append_16(directory, 0);  // comment length
  zip::append_16(directory, 0);  // disk
  zip::append_16(directory, 0);  // internal attributes
  zip::append_32(directory, 0);  // external attributes
  zip::append_32(directory, static_cast<std::uint32_t>(entry.header_offset));
  directory += entry.name;
}

}  // namespace

ZipWriter::ZipWriter() = default;
ZipWriter::~ZipWriter() = default;
ZipWriter::ZipWriter(ZipWriter&&) noexcept = default;
ZipWriter& ZipWriter::operator=(ZipWriter&&) noexcept = default;

ZipWriter ZipWriter::appending_to(const ZipArchive& archive) {
  ZipWriter writer;
  writer.bytes_ = archive.bytes().bytes().substr(0, archive.central_directory_offset());
  writer.directory_ = archive.central_directory();
  writer.count_ = archive.entries().size();
  for (const ZipEntry& entry : archive.entries()) writer.claim(entry.name);
  return writer;
}

void ZipWriter::add(std::string_view name, BytesView content, Compression compression) {
  if (content.size() >= zip::absent_32) throw refusal("formats.zip_full", name);
  claim(name);
  ZipEntry entry{std::string(name), compression, crc32_of(content), content.size(), content.size(), 0, 0};
  if (compression == Compression::stored) return append(std::move(entry), content);
  if (!deflater_) deflater_ = std::make_unique<Deflater>();
  const Bytes packed = deflater_->deflate(content);
  entry.packed_size = packed.size();
  append(std::move(entry), packed);
}

void ZipWriter::copy(const ZipArchive& archive, const ZipEntry& entry) {
  claim(entry.name);
  append(entry, archive.packed(entry));
}

/// Checked here, so that nobody writes a package that the reader would refuse.
void ZipWriter::claim(std::string_view name) {
  if (!zip::is_plain_name(name)) throw refusal("formats.zip_written_name", name);
  if (name.size() > longest_name || count_ == most_entries) throw refusal("formats.zip_full", name);
  std::string_view plain = name;
  if (plain.ends_with('/')) plain.remove_suffix(1);
  if (!names_.insert(zip::folded_name(plain)).second) throw refusal("formats.zip_written_twice", name);
}

void ZipWriter::append(ZipEntry entry, BytesView packed) {
  entry.header_offset = bytes_.size();
  if (bytes_.size() + zip::local_size + entry.name.size() + packed.size() >= zip::absent_32) {
    throw refusal("formats.zip_full", entry.name);
  }
  bytes_ += zip::local_signature;
  zip::append_shared(bytes_, fields_of(entry));
  bytes_ += entry.name;
  bytes_ += packed;
  append_central(directory_, entry);
  ++count_;
}

Bytes ZipWriter::finish() {
  const auto count = static_cast<std::uint16_t>(std::exchange(count_, 0));
  const auto offset = static_cast<std::uint32_t>(bytes_.size());
  Bytes result = std::exchange(bytes_, {});
  result += directory_;
  zip::append_end(result, count, static_cast<std::uint32_t>(directory_.size()), offset);
  directory_.clear();
  names_.clear();
  return result;
}

bool has_exact_metadata(const ZipArchive& archive) {
  ZipWriter writer;
  for (const ZipEntry& entry : archive.entries()) writer.copy(archive, entry);
  return writer.finish() == archive.bytes().bytes();
}

}  // namespace chancery::formats
