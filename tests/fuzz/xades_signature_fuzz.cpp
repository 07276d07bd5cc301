// Any bytes as META-INF/signatures.xml: read or refused with an Error; what is read is judged without an anchor and never passes.
#include "base/error.h"
#include "signing/trust_judge.h"
#include "signing/xades_judge.h"

#include <cstddef>
#include <cstdint>

using namespace chancery;
using namespace chancery::signing;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const BytesView bytes(reinterpret_cast<const char*>(data), size);
  try {
    TrustJudge trust(TrustMaterial(), *Timestamp::parse("2026-11-21T10:30:00.000Z"));
    for (const XadesSignature& signature : read_xades_signatures(bytes, "fuzz")) {
      const SignatureReport report = judge_xades(signature, bytes, "content", trust, "fuzz", std::nullopt);
      check_invariant(report.indication != Indication::total_passed, "nothing passes without an anchor");
    }
  } catch (const Error& error) {
    check_invariant(error.fault() == Fault::input, "odd bytes are the fault of who sent them");
  }
  return 0;
}
