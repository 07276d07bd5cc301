#pragma once

#include "base/bytes.h"
#include "base/timestamp.h"
#include "signing/report.h"
#include "signing/trust_judge.h"

#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace chancery::signing {

/// Judges SignedData over the bytes that it signs. Certificates, keys and chains are kept from one signature to the next.
class SignatureJudge {
 public:
  SignatureJudge(TrustMaterial trust, Timestamp at);
  SignatureJudge(formats::TrustAnchors anchors, Timestamp at) : SignatureJudge(TrustMaterial(std::move(anchors)), at) {}
  ~SignatureJudge();
  SignatureJudge(SignatureJudge&&) noexcept;
  SignatureJudge& operator=(SignatureJudge&&) noexcept;

  /// By the strict profile of FORMATS, *Container*: what is not signed is compared with what we would have composed. `proven`:
  /// when a token outside the signature file proves that it existed.
  [[nodiscard]] SignatureReport judge_ours(BytesView signature, BytesView content, std::string_view place,
                                           std::optional<Timestamp> proven = std::nullopt);
  /// Any detached CAdES signature in DER, one report for each signer; the CMS API of OpenSSL checks the values.
  [[nodiscard]] std::vector<SignatureReport> judge_foreign(BytesView signature, BytesView content, std::string_view place,
                                                           std::optional<Timestamp> proven = std::nullopt);
  /// The same for a signature that holds its content itself.
  [[nodiscard]] std::vector<SignatureReport> judge_attached(BytesView signature, std::string_view place);

  /// What is shared with signatures of other formats.
  [[nodiscard]] TrustJudge& trust();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace chancery::signing
