// TMX: read or refused; what was read is written and read again with as many units.
#include "base/error.h"
#include "translation/tmx.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace chancery;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  try {
    translation::Memory memory(*LanguageTag::parse("uk"), *LanguageTag::parse("en"));
    std::ignore = translation::read_tmx(Bytes(bytes), "fuzz", memory);
    translation::Memory again(memory.source_language(), memory.target_language());
    std::ignore = translation::read_tmx(translation::write_tmx(memory), "again", again);
    if (again.units().size() != memory.units().size()) std::abort();
  } catch (const Error&) {
  }
  return 0;
}
