#include "base/error.h"
#include "ledger/checkpoint.h"
#include "ledger/signed_note.h"

#include <cstddef>
#include <cstdint>

using namespace chancery;

/// What is read as a note is written as the same bytes; what is read as a checkpoint without further lines likewise.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const BytesView bytes(reinterpret_cast<const char*>(data), size);
  static_cast<void>(ledger::VerifierKey::parse(bytes));
  static_cast<void>(ledger::Origin::parse(bytes));
  try {
    const ledger::SignedNote note = ledger::SignedNote::parse(bytes);
    check_invariant(note.bytes() == bytes, "a note is written as it was read");
    const auto checkpoint = ledger::Checkpoint::parse(note.text());
    if (checkpoint) check_invariant(note.text().starts_with(checkpoint->text()), "a checkpoint is written as it was read");
  } catch (const Error& error) {
    check_invariant(error.fault() == Fault::input, "bad input is the fault of the input");
  }
  return 0;
}
