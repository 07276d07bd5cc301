#pragma once

#include "base/bytes.h"
#include "base/timestamp.h"
#include "formats/certificate_chain.h"
#include "signing/report.h"

#include <memory>
#include <string_view>

namespace chancery::signing {

/// Judges containers against the anchors that the reader gave. Certificates and their chains are read once for each verifier, so
/// that many containers cost little more than their signatures. Not for several threads at once: make one for each.
class Verifier {
 public:
  /// `at` is the time for which certificates are judged.
  Verifier(formats::TrustAnchors anchors, Timestamp at);
  ~Verifier();
  Verifier(Verifier&&) noexcept;
  Verifier& operator=(Verifier&&) noexcept;

  /// A damaged container is TOTAL-FAILED with FORMAT_FAILURE.
  /// Throws: Error{Fault::input} when `container` is a file of no known type.
  [[nodiscard]] Report verify(const Blob& container, std::string_view place);

  /// Judges a `.p7s` of the strict profile over the ASiCManifest that it signs; the files are the caller's to compare.
  [[nodiscard]] SignatureReport verify_signature(BytesView signature, BytesView asic_manifest, std::string_view place);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// One container by itself.
[[nodiscard]] Report verify(const Blob& container, std::string_view place, const formats::TrustAnchors& anchors, Timestamp at);

}  // namespace chancery::signing
