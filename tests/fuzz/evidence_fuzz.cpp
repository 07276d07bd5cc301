#include "base/error.h"
#include "evidence/bundle.h"
#include "evidence/evidence_check.h"
#include "evidence/page.h"

#include <cstddef>
#include <cstdint>

using namespace chancery;

/// Whatever is read as evidence is written as the same bytes, and nothing is accepted without something from elsewhere.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Blob bytes(Bytes(reinterpret_cast<const char*>(data), size));
  const auto at = *Timestamp::parse("2027-01-01T00:00:00.000Z");
  const auto report = evidence::verify_evidence(bytes, "fuzz", {}, at);
  check_invariant(report.verdict != signing::Indication::total_passed, "nothing is passed whose origin is not proved");
  static_cast<void>(evidence::looks_like_evidence(bytes.bytes()));
  if (!report.material || evidence::is_page(bytes.bytes())) return 0;
  check_invariant(evidence::write_evidence(*report.material).bytes() == bytes.bytes(), "evidence is written as it was read");
  return 0;
}
