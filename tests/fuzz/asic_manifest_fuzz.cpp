// Any bytes: our own list of files has one spelling; other programs' lists are refused with an Error, or read.
#include "base/error.h"
#include "signing/asic_manifest.h"
#include "signing/foreign_listing.h"
#include "signing/time_stamp_listing.h"

#include <cstddef>
#include <cstdint>

using namespace chancery;
using namespace chancery::signing;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const BytesView bytes(reinterpret_cast<const char*>(data), size);
  const auto own = AsicManifest::read(bytes, *SlotNumber::from(1));
  check_invariant(!own || own->write() == bytes, "an ASiCManifest of ours has one spelling");
  const auto stamp = TimeStampListing::read(bytes);
  check_invariant(!stamp || stamp->write() == bytes, "a list of ours for a time stamp has one spelling");
  try {
    static_cast<void>(read_foreign_listing(bytes, "fuzz"));
  } catch (const Error& error) {
    check_invariant(error.fault() == Fault::input, "a bad list is the fault of who sent it");
  }
  return 0;
}
