// XLIFF of any version: read or refused, and what was read can be asked for all that it says.
#include "base/error.h"
#include "translation/xliff_file.h"

#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  try {
    const auto document = chancery::translation::read_xliff(chancery::Bytes(bytes), "fuzz");
    for (const auto& file : document.files) {
      for (const auto& unit : file.units) {
        const auto source = unit.source();
        const auto target = unit.target();
        if (target) std::ignore = chancery::translation::check_codes(source, *target);
      }
    }
  } catch (const chancery::Error&) {
  }
  return 0;
}
