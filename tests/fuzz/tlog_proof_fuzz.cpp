#include "base/error.h"
#include "ledger/tlog_proof.h"

#include <cstddef>
#include <cstdint>

using namespace chancery;

/// What is read as a proof is written as the same bytes, and verifying it ends.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const BytesView bytes(reinterpret_cast<const char*>(data), size);
  try {
    const ledger::TlogProof proof = ledger::TlogProof::parse(bytes);
    check_invariant(proof.text() == bytes, "a proof is written as it was read");
    static_cast<void>(ledger::verify_entry(proof, proof.extra().value_or("entry"), {}));
  } catch (const Error& error) {
    check_invariant(error.fault() == Fault::input, "bad input is the fault of the input");
  }
  return 0;
}
