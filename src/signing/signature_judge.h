#pragma once

#include "base/bytes.h"
#include "base/timestamp.h"
#include "formats/certificate_chain.h"
#include "signing/report.h"

#include <memory>
#include <string_view>
#include <vector>

namespace chancery::signing {

/// Judges SignedData over the bytes that it signs. Certificates, keys and chains are kept from one signature to the next.
class SignatureJudge {
 public:
  SignatureJudge(formats::TrustAnchors anchors, Timestamp at);
  ~SignatureJudge();
  SignatureJudge(SignatureJudge&&) noexcept;
  SignatureJudge& operator=(SignatureJudge&&) noexcept;

  /// By the strict profile of FORMATS, *Container*: what is not signed is compared with what we would have composed.
  [[nodiscard]] SignatureReport judge_ours(BytesView signature, BytesView content, std::string_view place);
  /// Any CAdES signature in DER, one report for each signer; the CMS API of OpenSSL checks the values.
  [[nodiscard]] std::vector<SignatureReport> judge_foreign(BytesView signature, BytesView content, std::string_view place);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace chancery::signing
