// Any bytes as a list of revoked certificates or as an OCSP answer: read or refused with an Error.
#include "base/error.h"
#include "formats/ocsp_response.h"
#include "formats/revocation_list.h"

#include <cstddef>
#include <cstdint>

using namespace chancery;
using namespace chancery::formats;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const BytesView bytes(reinterpret_cast<const char*>(data), size);
  try {
    const auto list = RevocationList::read(bytes, "fuzz");
    static_cast<void>(list.next_update());
  } catch (const Error& error) {
    check_invariant(error.fault() == Fault::input, "odd bytes are the fault of who sent them");
  }
  try {
    const auto answer = OcspResponse::read(bytes, "fuzz");
    static_cast<void>(answer.certificate_count());
  } catch (const Error& error) {
    check_invariant(error.fault() == Fault::input, "odd bytes are the fault of who sent them");
  }
  return 0;
}
