// A package in which one part, chosen by the first byte, has any content: it is refused with an Error or inspected to the end.
// The part is changed behind the ZIP reader, whose checksums would keep a fuzzer out (zip_archive_fuzz looks there).
#include "base/error.h"
#include "formats/docx_inspection.h"
#include "support/docx_builder.h"

#include <array>
#include <cstddef>
#include <cstdint>

using namespace chancery;
using namespace chancery::formats;

namespace {

constexpr std::array<const char*, 9> parts{"word/document.xml",
                                           "[Content_Types].xml",
                                           "_rels/.rels",
                                           "word/_rels/document.xml.rels",
                                           "word/styles1.xml",
                                           "word/header2.xml",
                                           "customXml/item1.xml",
                                           "customXml/itemProps1.xml",
                                           "customXml/_rels/item1.xml.rels"};

const DocxPackage& sound_package() {
  static const DocxPackage package =
      tests::DocxBuilder()
          .styles("<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"/>")
          .header({"Ґ"})
          .relationship("customXml", "../customXml/item1.xml")
          .entry("customXml/item1.xml", "<a xmlns=\"urn:a\"><b>Є</b></a>")
          .entry(
              "customXml/itemProps1.xml",
              "<d:datastoreItem xmlns:d=\"http://schemas.openxmlformats.org/officeDocument/2006/customXml\" d:itemID=\"{A}\"/>")
          .entry("customXml/_rels/item1.xml.rels",
                 "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r\" "
                 "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps\" "
                 "Target=\"itemProps1.xml\"/></Relationships>")
          .body(
              "<w:sdt><w:sdtPr><w:dataBinding w:prefixMappings=\"xmlns:a='urn:a'\" w:storeItemID=\"{A}\" "
              "w:xpath=\"/a:a[1]/a:b[1]\"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Є</w:t></w:r></w:p></w:sdtContent></w:sdt>")
          .package();
  return package;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const Bytes content(reinterpret_cast<const char*>(data) + 1, size - 1);
  try {
    const auto bytes = sound_package().with_parts({{parts.at(data[0] % parts.size()), content}});
    const auto package = DocxPackage::read(Blob(bytes), "fuzz");
    for (const DocxFinding& finding : inspect(package)) {
      check_invariant(!finding.message.key.empty(), "every finding says what it is");
    }
    check_invariant(package.with_parts({}) == bytes, "nothing replaced, nothing changed");
  } catch (const Error& error) {
    check_invariant(error.fault() == Fault::input, "a bad package is the fault of who sent it");
  }
  return 0;
}
