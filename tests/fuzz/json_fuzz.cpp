// Any bytes: JSON is refused with an Error, or its canonical form is a fixed point.
#include "base/error.h"
#include "formats/json.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

using namespace chancery;

namespace {

std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const Bytes canonical = formats::canonical_json(formats::parse_json(text_of(data, size), "fuzz"));
    check_invariant(formats::canonical_json(formats::parse_json(canonical, "fuzz")) == canonical,
                    "canonical JSON is a fixed point");
    const formats::Json committed = formats::parse_committed_json(text_of(data, size), "fuzz");
    check_invariant(formats::committed_json(committed) == text_of(data, size), "committed JSON has one spelling");
  } catch (const Error& error) {
    check_invariant(error.fault() == Fault::input, "bad JSON is the fault of who sent it");
  }
  return 0;
}
