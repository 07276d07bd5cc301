// The template compiler over any story part: it says what is wrong, or what it writes is well-formed again.
#include "base/error.h"
#include "formats/zip_writer.h"
#include "templating/fill.h"
#include "templating/template.h"
#include "text/story.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace {

using namespace chancery;

Bytes package_of(std::string_view document) {
  constexpr std::string_view types =
      "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" "
      "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/word/document.xml\" "
      "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
  constexpr std::string_view relationships =
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" "
      "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" "
      "Target=\"word/document.xml\"/></Relationships>";
  formats::ZipWriter writer;
  writer.add("[Content_Types].xml", types, formats::Compression::stored);
  writer.add("_rels/.rels", relationships, formats::Compression::stored);
  writer.add("word/document.xml", document, formats::Compression::stored);
  return writer.finish();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view document(reinterpret_cast<const char*>(data), size);
  try {
    const auto package = formats::DocxPackage::read(Blob(package_of(document)), "fuzz");
    const auto compiled = templating::compile(package, {});
    const formats::Json values{{"a", {1, 2}}, {"b", "x\ny"}, {"c", formats::Json::array()}, {"d", {{"uk", "Ї"}}}};
    auto outcome = templating::fill(compiled, values);
    const auto* filled = std::get_if<templating::Filled>(&outcome);
    if (filled == nullptr) return 0;
    const auto written = formats::DocxPackage::read(Blob(filled->package), "filled").part("word/document.xml");
    std::ignore = text::Story::walk(written, "filled");
  } catch (const Error& error) {
    // What was accepted may only be refused again for its size.
    if (error.message().key.starts_with("text.markup_") &&
        error.message().arguments.front().second == Message::Argument("filled"))
      std::abort();
  }
  return 0;
}
