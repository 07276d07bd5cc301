#include "base/error.h"
#include "ledger/cosignature.h"
#include "ledger/erasure_list.h"
#include "ledger/printed_checkpoint.h"
#include "ledger/trust_policy.h"

#include <cstddef>
#include <cstdint>

using namespace chancery;

namespace {

template <class Read>
void refused_or_read(const Read& read) {
  try {
    read();
  } catch (const Error& error) {
    check_invariant(error.fault() == Fault::input, "bad input is the fault of the input");
  }
}

}  // namespace

/// What people type in and what lies in text files: printed checkpoints, keys of witnesses, policies, lists of erasures.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const BytesView bytes(reinterpret_cast<const char*>(data), size);
  if (const auto printed = ledger::PrintedCheckpoint::parse(bytes)) {
    const auto again = ledger::PrintedCheckpoint::parse(printed->text());
    check_invariant(again && again->text() == printed->text(), "a printed checkpoint is read as it was printed");
  }
  if (const auto key = ledger::WitnessKey::parse(bytes)) check_invariant(key->text() == bytes, "a key has one spelling");
  refused_or_read([&] { static_cast<void>(ledger::TrustPolicy::parse(bytes)); });
  refused_or_read([&] {
    check_invariant(ledger::write_erasure_list(ledger::parse_erasure_list(bytes)) == bytes, "a list has one spelling");
  });
  return 0;
}
