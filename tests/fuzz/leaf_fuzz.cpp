#include "base/error.h"
#include "ledger/leaf.h"
#include "ledger/opened_leaf.h"
#include "ledger/receipt.h"

#include <cstddef>
#include <cstdint>

using namespace chancery;

namespace {

void read_json(BytesView bytes) {
  try {
    const formats::Json json = formats::parse_json(bytes, "input");
    const auto opening = ledger::Opening::parse(json);
    if (opening.understood()) {
      const ledger::Leaf leaf(ledger::StepLeaf{
          {"log", 0, *Timestamp::from_milliseconds(0)}, opening.value().commitment(), sha256("who"), sha256("note")});
      static_cast<void>(ledger::verify_openings(leaf, {&opening.value(), 1}));
    }
    static_cast<void>(ledger::Receipt::parse(json));
  } catch (const Error& error) {
    check_invariant(error.fault() == Fault::input, "bad input is the fault of the input");
  }
}

}  // namespace

/// What is understood as a leaf is written as the same bytes; openings and receipts are read without harm.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const BytesView bytes(reinterpret_cast<const char*>(data), size);
  const auto leaf = ledger::read_leaf(bytes);
  if (leaf.understood()) check_invariant(ledger::write_leaf(leaf.value()) == bytes, "a leaf is written as it was read");
  read_json(bytes);
  return 0;
}
