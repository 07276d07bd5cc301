// The reader of the comparison over any document part: two halves of the input are compared, and both laws hold where it was
// done.
#include "base/error.h"
#include "comparison/comparison.h"
#include "comparison/tracked_changes.h"
#include "formats/zip_writer.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace chancery;

formats::DocxPackage package_of(std::string_view part) {
  formats::ZipWriter writer;
  writer.add("[Content_Types].xml",
             "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" "
             "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" "
             "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>");
  writer.add("_rels/.rels",
             "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r\" "
             "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" "
             "Target=\"d.xml\"/></Relationships>");
  writer.add("d.xml", part);
  return formats::DocxPackage::read(Blob(writer.finish()), "fuzz");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto half = bytes.find("<!--next-->");
  try {
    const auto old = package_of(bytes.substr(0, half));
    const auto now = package_of(half == std::string_view::npos ? bytes : bytes.substr(half + 11));
    const auto result = comparison::compare(old, now, {"fuzz", *Timestamp::parse("2026-01-01T00:00:00.000Z")});
    if (!result.redline) return 0;
    const auto redline = formats::DocxPackage::read(Blob(*result.redline), "redline");
    if (!comparison::accepted_equals(redline, now) || !comparison::rejected_equals(redline, old)) std::abort();
  } catch (const Error&) {
  }
  return 0;
}
