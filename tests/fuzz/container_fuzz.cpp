// Any bytes: a container is judged, and nothing passes without an anchor; a file of no known type is refused with an Error.
#include "base/error.h"
#include "signing/verifier.h"

#include <cstddef>
#include <cstdint>

using namespace chancery;
using namespace chancery::signing;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Timestamp at = *Timestamp::parse("2026-11-21T10:30:00.000Z");
  try {
    const Report report = verify(Blob(Bytes(reinterpret_cast<const char*>(data), size)), "fuzz", formats::TrustAnchors(), at);
    check_invariant(report.verdict != Indication::total_passed, "nothing passes without an anchor");
  } catch (const Error& error) {
    check_invariant(error.fault() == Fault::input, "an unknown file is the fault of who sent it");
  }
  return 0;
}
