// Any bytes: a ZIP file is refused with an Error, or its entries survive being copied into a file of our own.
#include "base/error.h"
#include "formats/zip_archive.h"
#include "formats/zip_writer.h"

#include <cstddef>
#include <cstdint>

using namespace chancery;
using namespace chancery::formats;

namespace {

/// Small limits: what is looked for are wrong answers, not much memory.
constexpr ZipLimits limits{.package = 1'000'000, .entries = 100, .entry = 1'000'000, .total = 4'000'000};

ZipArchive copied(const ZipArchive& archive) {
  ZipWriter writer;
  for (const ZipEntry& entry : archive.entries()) writer.copy(archive, entry);
  return ZipArchive::read(Blob(writer.finish()), "copy", limits);
}

ZipArchive appended(const ZipArchive& archive) {
  auto writer = ZipWriter::appending_to(archive);
  writer.add("a name that no seed has", "1");
  return ZipArchive::read(Blob(writer.finish()), "appended");
}

void compare(const ZipArchive& before, const ZipArchive& after) {
  for (const ZipEntry& entry : before.entries()) {
    const ZipEntry* same = after.find(entry.name);
    check_invariant(same != nullptr && after.content(*same) == before.content(entry), "a copy has the same contents");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const auto archive = ZipArchive::read(Blob(Bytes(reinterpret_cast<const char*>(data), size)), "fuzz", limits);
    const auto copy = copied(archive);
    check_invariant(has_exact_metadata(copy), "a copy has our metadata");
    compare(archive, copy);
    compare(archive, appended(archive));
  } catch (const Error& error) {
    check_invariant(error.fault() == Fault::input, "a bad ZIP file is the fault of who sent it");
  }
  return 0;
}
