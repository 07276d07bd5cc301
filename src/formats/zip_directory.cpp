#include "formats/zip_directory.h"

#include "base/error.h"
#include "formats/zip_name.h"
#include "formats/zip_records.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

namespace chancery::formats::zip {
namespace {

using Argument = std::pair<std::string, Message::Argument>;

std::int64_t number(std::size_t value) {
  return static_cast<std::int64_t>(value);
}

/// One central record, its name and what the local header must repeat.
struct Record {
  SharedFields fields;
  std::string name;
  std::size_t header_offset;
  std::size_t data_offset = 0;
};

class DirectoryReader {
 public:
  DirectoryReader(BytesView bytes, std::string_view place, const ZipLimits& limits)
      : bytes_(bytes), place_(place), limits_(limits) {}

  Directory read() {
    if (bytes_.size() > limits_.package) throw limit("formats.zip_package", limits_.package, bytes_.size());
    const EndRecord end = read_end();
    read_records(end);
    check_names();
    check_layout(end.directory_offset);
    check_sizes();
    return {entries(), end.directory_offset, end.offset};
  }

 private:
  EndRecord read_end() const {
    const auto ends = find_ends(bytes_);
    if (ends.empty()) throw refuse("formats.zip_no_end");
    const EndRecord& end = ends.front();
    // Readers search from the back, some for the signature alone: nothing else may look like an end.
    if (ends.size() > 1 || bytes_.find(end_signature, end.offset + 1) != BytesView::npos) throw refuse("formats.zip_two_ends");
    check_single_disk(end);
    if (end.entries > limits_.entries) throw limit("formats.zip_entries", limits_.entries, end.entries);
    if (std::size_t{end.directory_offset} + end.directory_size != end.offset) {
      throw refuse("formats.zip_directory", {{"offset", number(end.offset)}});
    }
    return end;
  }

  void check_single_disk(const EndRecord& end) const {
    const bool located = end.offset >= zip64_locator_size &&
                         has_record(bytes_, end.offset - zip64_locator_size, zip64_locator_signature, zip64_locator_size);
    if (located || end.entries == absent_16 || end.directory_offset == absent_32 || end.directory_size == absent_32) {
      throw refuse("formats.zip_zip64");
    }
    if (end.disk != 0 || end.directory_disk != 0 || end.entries != end.entries_here) throw refuse("formats.zip_disks");
  }

  void read_records(const EndRecord& end) {
    std::size_t offset = end.directory_offset;
    for (unsigned i = 0; i < end.entries; ++i) offset = read_record(offset, end.offset);
    if (offset != end.offset) throw refuse("formats.zip_directory", {{"offset", number(offset)}});
  }

  /// Where the next record begins.
  std::size_t read_record(std::size_t offset, std::size_t end) {
    if (!has_record(bytes_.substr(0, end), offset, central_signature, central_size)) {
      throw refuse("formats.zip_directory", {{"offset", number(offset)}});
    }
    const SharedFields fields = read_shared(bytes_, offset + 6);
    const std::size_t extra = offset + central_size + fields.name_length;
    const std::size_t next = extra + fields.extra_length + read_16(bytes_, offset + 32);
    if (next > end) throw refuse("formats.zip_directory", {{"offset", number(offset)}});
    Record record{fields, std::string(bytes_.substr(offset + central_size, fields.name_length)), read_32(bytes_, offset + 42)};
    check_fields(record);
    check_extra(record, bytes_.substr(extra, fields.extra_length));
    if (read_16(bytes_, offset + 34) != 0) throw refuse("formats.zip_disks");
    records_.push_back(std::move(record));
    return next;
  }

  void check_fields(const Record& record) const {
    const SharedFields& fields = record.fields;
    if (!is_plain_name(record.name)) throw refuse("formats.zip_name", {entry(record)});
    if ((fields.flags & flag::encrypted) != 0) throw refuse("formats.zip_encrypted", {entry(record)});
    if ((fields.flags & ~flag::understood) != 0) throw refuse("formats.zip_flags", {entry(record), {"flags", fields.flags}});
    if (fields.method != method_stored && fields.method != method_deflated) {
      throw refuse("formats.zip_method", {entry(record), {"method", fields.method}});
    }
    if (fields.size == absent_32 || fields.packed_size == absent_32 || record.header_offset == absent_32) {
      throw refuse("formats.zip_zip64");
    }
    const bool folder = record.name.ends_with('/');
    if (folder && fields.size != 0) throw refuse("formats.zip_folder", {entry(record)});
    if (fields.method == method_stored && fields.size != fields.packed_size) throw differs(record, "compressed size");
  }

  /// §4.5: a row of blocks, id and length before each. ZIP64 sizes and a second name would give other readers other files.
  void check_extra(const Record& record, BytesView extra) const {
    constexpr std::array<unsigned, 2> second_values{0x0001, 0x7075};  // ZIP64, Info-ZIP Unicode path
    while (extra.size() >= 4) {
      const unsigned id = read_16(extra, 0);
      const std::size_t length = read_16(extra, 2);
      const bool second = std::find(second_values.begin(), second_values.end(), id) != second_values.end();
      if (second || length > extra.size() - 4) throw refuse("formats.zip_extra", {entry(record), {"id", id}});
      extra.remove_prefix(4 + length);
    }
    if (!extra.empty()) throw refuse("formats.zip_extra", {entry(record), {"id", std::int64_t{0}}});
  }

  void check_names() const {
    std::map<std::string, std::string_view> names;
    for (const Record& record : records_) {
      std::string_view plain = record.name;
      if (plain.ends_with('/')) plain.remove_suffix(1);
      const auto [known, fresh] = names.emplace(folded_name(plain), record.name);
      if (!fresh) throw refuse("formats.zip_name_twice", {entry(record), {"other", printable_name(known->second)}});
    }
  }

  /// Local headers, data and descriptors must fill the bytes before the directory exactly.
  void check_layout(std::size_t directory_offset) {
    std::vector<Record*> by_offset;
    for (Record& record : records_) by_offset.push_back(&record);
    std::sort(by_offset.begin(), by_offset.end(),
              [](const Record* left, const Record* right) { return left->header_offset < right->header_offset; });
    std::size_t covered = 0;
    for (std::size_t i = 0; i < by_offset.size(); ++i) {
      Record& record = *by_offset[i];
      if (record.header_offset > covered) throw gap(covered, record.header_offset);
      if (record.header_offset < covered) throw refuse("formats.zip_overlap", {entry(record)});
      const std::size_t next = i + 1 < by_offset.size() ? by_offset[i + 1]->header_offset : directory_offset;
      covered = check_local(record, next, directory_offset);
    }
    if (covered != directory_offset) throw gap(covered, directory_offset);
  }

  /// Where the entry ends.
  std::size_t check_local(Record& record, std::size_t next, std::size_t directory_offset) const {
    const BytesView locals = bytes_.substr(0, directory_offset);
    if (!has_record(locals, record.header_offset, local_signature, local_size))
      throw differs(record, "local file header signature");
    const SharedFields local = read_shared(locals, record.header_offset + 4);
    const std::size_t name_offset = record.header_offset + local_size;
    record.data_offset = name_offset + local.name_length + local.extra_length;
    if (record.data_offset + record.fields.packed_size > directory_offset) throw refuse("formats.zip_overlap", {entry(record)});
    if (locals.substr(name_offset, local.name_length) != record.name) throw differs(record, "file name");
    check_extra(record, locals.substr(name_offset + local.name_length, local.extra_length));
    check_agreement(record, local);
    const std::size_t data_end = record.data_offset + record.fields.packed_size;
    const bool described = (local.flags & flag::descriptor) != 0;
    return described ? check_descriptor(record, locals.substr(data_end, next > data_end ? next - data_end : 0), data_end)
                     : data_end;
  }

  void check_agreement(const Record& record, const SharedFields& local) const {
    const SharedFields& central = record.fields;
    if (local.version_needed != central.version_needed) throw differs(record, "version needed to extract");
    if (local.flags != central.flags) throw differs(record, "general purpose bit flag");
    if (local.method != central.method) throw differs(record, "compression method");
    if (local.time != central.time) throw differs(record, "last mod file time");
    if (local.date != central.date) throw differs(record, "last mod file date");
    const bool later = (local.flags & flag::descriptor) != 0 && local.crc32 == 0 && local.packed_size == 0 && local.size == 0;
    if (later) return;  // §4.4.4 bit 3: the values stand in the descriptor
    if (local.crc32 != central.crc32) throw differs(record, "crc-32");
    if (local.packed_size != central.packed_size) throw differs(record, "compressed size");
    if (local.size != central.size) throw differs(record, "uncompressed size");
  }

  /// §4.3.9: three values, with or without a signature before them; `rest` is what stands up to the next entry.
  std::size_t check_descriptor(const Record& record, BytesView rest, std::size_t offset) const {
    Bytes expected;
    for (const auto value : {record.fields.crc32, record.fields.packed_size, record.fields.size}) append_32(expected, value);
    if (rest == expected) return offset + rest.size();
    if (rest.starts_with(descriptor_signature) && rest.substr(4) == expected) return offset + rest.size();
    throw refuse("formats.zip_descriptor", {entry(record)});
  }

  void check_sizes() const {
    constexpr std::size_t small = 1'000'000;  // DESIGN §11: the ratio is judged above 1 MB
    std::size_t total = 0;
    for (const Record& record : records_) {
      const std::size_t size = record.fields.size;
      const std::size_t packed = record.fields.packed_size;
      if (size > limits_.entry) throw entry_limit("formats.zip_entry_size", record, limits_.entry, size);
      if (size > small && size > packed * limits_.ratio) {
        throw entry_limit("formats.zip_ratio", record, limits_.ratio, packed == 0 ? size : size / packed);
      }
      total += size;
    }
    if (total > limits_.total) throw limit("formats.zip_total", limits_.total, total);
  }

  std::vector<ZipEntry> entries() {
    std::vector<ZipEntry> result;
    result.reserve(records_.size());
    for (Record& record : records_) {
      const auto compression = record.fields.method == method_stored ? Compression::stored : Compression::deflated;
      result.push_back({std::move(record.name), compression, record.fields.crc32, record.fields.packed_size, record.fields.size,
                        record.header_offset, record.data_offset});
    }
    return result;
  }

  [[nodiscard]] Error refuse(std::string key, std::vector<Argument> arguments = {}) const {
    arguments.insert(arguments.begin(), {"place", std::string(place_)});
    return {Fault::input, {std::move(key), std::move(arguments)}};
  }
  [[nodiscard]] static Argument entry(const Record& record) { return {"entry", printable_name(record.name)}; }
  [[nodiscard]] Error differs(const Record& record, std::string field) const {
    return refuse("formats.zip_header_differs", {entry(record), {"field", std::move(field)}});
  }
  [[nodiscard]] Error gap(std::size_t from, std::size_t to) const {
    return refuse("formats.zip_gap", {{"offset", number(from)}, {"size", number(to - from)}});
  }
  [[nodiscard]] Error limit(std::string key, std::size_t limit, std::size_t found) const {
    return refuse(std::move(key), {{"limit", number(limit)}, {"found", number(found)}});
  }
  [[nodiscard]] Error entry_limit(std::string key, const Record& record, std::size_t limit, std::size_t found) const {
    return refuse(std::move(key), {entry(record), {"limit", number(limit)}, {"found", number(found)}});
  }

  BytesView bytes_;
  std::string_view place_;
  const ZipLimits& limits_;
  std::vector<Record> records_;
};

}  // namespace

Directory read_directory(BytesView bytes, std::string_view place, const ZipLimits& limits) {
  return DirectoryReader(bytes, place, limits).read();
}

}  // namespace chancery::formats::zip
