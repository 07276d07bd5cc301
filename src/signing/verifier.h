#pragma once

#include "base/bytes.h"
#include "base/timestamp.h"
#include "formats/certificate_chain.h"
#include "signing/report.h"
#include "signing/trust_material.h"

#include <memory>
#include <optional>
#include <string_view>
#include <utility>

namespace chancery::signing {

/// Judges containers against the anchors that the reader gave. Certificates and their chains are read once for each verifier, so
/// that many containers cost little more than their signatures. Not for several threads at once: make one for each.
class Verifier {
 public:
  /// `at` is the time for which certificates are judged.
  Verifier(TrustMaterial trust, Timestamp at);
  Verifier(formats::TrustAnchors anchors, Timestamp at) : Verifier(TrustMaterial(std::move(anchors)), at) {}
  ~Verifier();
  Verifier(Verifier&&) noexcept;
  Verifier& operator=(Verifier&&) noexcept;

  /// A damaged container is TOTAL-FAILED with FORMAT_FAILURE.
  /// Throws: Error{Fault::input} when `container` is a file of no known type.
  [[nodiscard]] Report verify(const Blob& container, std::string_view place);

  /// A detached `.p7s` by itself, over `content`; one that holds its content when `content` is absent.
  /// A damaged one is TOTAL-FAILED with FORMAT_FAILURE.
  [[nodiscard]] Report verify_detached(BytesView signature, std::optional<BytesView> content, std::string_view place);

  /// Judges a time-stamp token over `message`.
  [[nodiscard]] TimeStampReport verify_time_stamp(BytesView token, BytesView message, std::string_view place);

  /// Why a token that a time server has just given may not be stored; absent when it may. It is over `message` and `nonce`, of
  /// now, sound, strict, with the certificate of its server.   Standard: RFC 3161 §2.2, ETSI EN 319 422.
  [[nodiscard]] std::optional<Message> objection_to_token(BytesView token, BytesView message, BytesView nonce);

  /// Judges a `.p7s` of the strict profile over the ASiCManifest that it signs; the files are the caller's to compare.
  [[nodiscard]] SignatureReport verify_signature(BytesView signature, BytesView asic_manifest, std::string_view place);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Whether these bytes are a signature or message in CMS, by their beginning.
[[nodiscard]] bool looks_like_signed_data(BytesView bytes);

/// One container by itself.
[[nodiscard]] Report verify(const Blob& container, std::string_view place, const formats::TrustAnchors& anchors, Timestamp at);

}  // namespace chancery::signing
