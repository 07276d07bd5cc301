// Any bytes as a trust list: read or refused with an Error.
#include "base/error.h"
#include "signing/trust_list.h"

#include <cstddef>
#include <cstdint>

using namespace chancery;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    static_cast<void>(signing::read_trust_list(BytesView(reinterpret_cast<const char*>(data), size), "fuzz").anchors());
  } catch (const Error& error) {
    check_invariant(error.fault() == Fault::input, "odd bytes are the fault of who sent them");
  }
  return 0;
}
