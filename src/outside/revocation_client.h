#pragma once

#include "base/message.h"
#include "formats/x509.h"
#include "outside/http_exchange.h"

#include <vector>

namespace chancery::outside {

/// What the authorities of a path answered, ready to go into a signature.
struct RevocationAnswers {
  std::vector<Bytes> ocsp;        // BasicOCSPResponse, DER
  std::vector<Bytes> lists;       // CertificateList, DER
  std::vector<Message> failures;  // of authorities that did not answer; the signature is then of a lower level
};

/// Asks about each certificate of `path` (the signer's first, each followed by its issuer): by OCSP where its issuer offers it,
/// else for its list. Only what the issuer or its responder signed is taken.   Standard: RFC 6960, RFC 5280 §4.2.1.13.
[[nodiscard]] RevocationAnswers ask_revocation(const std::vector<formats::Certificate>& path, const HttpLimits& limits = {});

}  // namespace chancery::outside
