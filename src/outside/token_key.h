#pragma once

#include "base/bytes.h"
#include "base/secret_bytes.h"
#include "base/timestamp.h"
#include "formats/x509.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::outside {

/// Where a key lies on a token: `pkcs11:token=…;object=…;id=…?module-path=…`.   Standard: RFC 7512.
struct TokenAddress {
  std::string module;
  std::string token;   // label; empty where there is one token only
  std::string object;  // label of key and certificate; empty where the token holds one key only
  Bytes id;            // CKA_ID; empty when not given

  /// Throws: Error{Fault::input} for anything else, and for one that holds a PIN: secrets do not belong into arguments.
  [[nodiscard]] static TokenAddress parse(std::string_view uri);
  [[nodiscard]] static bool is_address(std::string_view text) { return text.starts_with("pkcs11:"); }
};

/// A private key that never leaves its token, called through PKCS#11.   Standard: PKCS #11 2.40.
class TokenKey {
 public:
  /// `certificates`: PEM or DER, the signer's own first, where the token holds none.
  /// Throws: Error{Fault::input} for a wrong or locked PIN, no or several keys, no certificate, the certificate at `time`;
  /// Error{Fault::absent} when module or token is not there.
  [[nodiscard]] static TokenKey open(const TokenAddress& address, std::optional<BytesView> certificates, SecretBytes pin,
                                     Timestamp time);
  ~TokenKey();
  TokenKey(TokenKey&&) noexcept;
  TokenKey& operator=(TokenKey&&) noexcept;

  [[nodiscard]] const formats::Certificate& certificate() const;
  [[nodiscard]] const std::vector<formats::Certificate>& chain() const;
  /// As KeyFile::sign, but r‖s for EC keys, as tokens give it.
  /// Throws: Error{Fault::environment} when the token refuses or was pulled out.
  [[nodiscard]] Bytes sign(BytesView bytes) const;

 private:
  struct Content;
  explicit TokenKey(std::unique_ptr<Content> content);
  std::unique_ptr<Content> content_;
};

}  // namespace chancery::outside
