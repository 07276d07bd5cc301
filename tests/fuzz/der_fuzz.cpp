// Any bytes: DER, certificates and signature files are refused with an Error, or read.
#include "base/error.h"
#include "formats/der.h"
#include "formats/x509.h"
#include "signing/signed_attributes.h"
#include "signing/signed_data.h"

#include <cstddef>
#include <cstdint>

using namespace chancery;

namespace {

template <class Read>
void try_to(Read&& read) {
  try {
    read();
  } catch (const Error& error) {
    check_invariant(error.fault() == Fault::input, "bad DER is the fault of who sent it");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const BytesView bytes(reinterpret_cast<const char*>(data), size);
  try_to([&] { formats::check_der(bytes, "fuzz"); });
  try_to([&] { static_cast<void>(formats::read_certificates(bytes, "fuzz")); });
  try_to([&] { static_cast<void>(signing::read_signed_data(bytes, "fuzz")); });
  try_to([&] { static_cast<void>(signing::read_signed_attributes(bytes, "fuzz")); });
  return 0;
}
