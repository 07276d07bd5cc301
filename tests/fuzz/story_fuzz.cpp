// The story walker over any bytes: it reads them or refuses them, and every place that it names lies in them.
#include "base/error.h"
#include "text/story.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  try {
    const auto story = chancery::text::Story::walk(chancery::Bytes(bytes), "fuzz");
    for (const auto& node : story.nodes()) {
      if (node.bytes.end > size || node.content.begin > node.content.end || node.next > story.nodes().size()) std::abort();
    }
    for (const auto& paragraph : story.paragraphs()) {
      for (const auto& piece : paragraph.pieces) std::ignore = story.text_of(piece);
    }
  } catch (const chancery::Error&) {
  }
  try {
    std::ignore = chancery::text::Story::walk_properties(chancery::Bytes(bytes), "fuzz");
  } catch (const chancery::Error&) {
  }
  return 0;
}
