#pragma once

#include "base/bytes.h"

#include <optional>
#include <vector>

namespace chancery::signing {

/// What proves later that a signature was good: goes into the `.p7s` before it is stored.   Standard: FORMATS, *Container*.
struct SignatureEvidence {
  std::optional<Bytes> time_stamp;  // RFC 3161 token over the signature value, DER
  std::vector<Bytes> lists;         // CertificateList, DER
  std::vector<Bytes> ocsp;          // BasicOCSPResponse, DER

  [[nodiscard]] bool empty() const { return !time_stamp && lists.empty() && ocsp.empty(); }
};

}  // namespace chancery::signing
