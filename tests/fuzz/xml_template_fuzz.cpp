// The compiler of XML templates over any bytes: it says what is wrong, or what it writes is well-formed.
#include "base/error.h"
#include "formats/xml_document.h"
#include "templating/xml_fill.h"
#include "templating/xml_template.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace chancery;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view xml(reinterpret_cast<const char*>(data), size);
  try {
    const auto compiled = templating::compile_xml(xml, "fuzz", {});
    const formats::Json values{{"a", {1, 2}}, {"b", "x\n\"<y"}, {"c", formats::Json::array()}, {"d", {{"uk", "Ї"}}}};
    const auto outcome = templating::fill_xml(compiled, values, {.output_limit = 1'000'000});
    const auto* filled = std::get_if<templating::FilledXml>(&outcome);
    if (filled == nullptr) return 0;
    try {
      (void)formats::XmlDocument::read(filled->document, "filled");
    } catch (const Error&) {
      // The reader is stricter in limits and names than the template: only what the template was itself must come back.
      bool template_is_sound = true;
      try {
        (void)formats::XmlDocument::read(xml, "template");
      } catch (const Error&) {
        template_is_sound = false;
      }
      if (template_is_sound) std::abort();
    }
  } catch (const Error&) {
  }
  return 0;
}
