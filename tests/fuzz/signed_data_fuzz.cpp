// Any bytes as a .p7s, a time-stamp token or an answer of a time server: judged as a signature of ours, as anybody's and as a
// token; nothing passes without an anchor, and nothing but an Error{Fault::input} comes out of a reader.
#include "base/error.h"
#include "formats/time_stamp.h"
#include "signing/verifier.h"

#include <cstddef>
#include <cstdint>

using namespace chancery;
using namespace chancery::signing;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const BytesView bytes(reinterpret_cast<const char*>(data), size);
  Verifier verifier(TrustMaterial(), *Timestamp::parse("2026-11-21T10:30:00.000Z"));
  const auto passed = [](Indication indication) { return indication == Indication::total_passed; };
  check_invariant(!passed(verifier.verify_signature(bytes, "content", "fuzz").indication), "ours does not pass");
  check_invariant(!passed(verifier.verify_detached(bytes, "content", "fuzz").verdict), "a detached one does not pass");
  check_invariant(!passed(verifier.verify_detached(bytes, std::nullopt, "fuzz").verdict), "an attached one does not pass");
  check_invariant(!passed(verifier.verify_time_stamp(bytes, "content", "fuzz").indication), "a token does not pass");
  try {
    static_cast<void>(formats::read_time_stamp_response(bytes, "fuzz"));
  } catch (const Error& error) {
    check_invariant(error.fault() == Fault::input, "odd bytes are the fault of who sent them");
  }
  return 0;
}
