#pragma once

#include "base/bytes.h"
#include "base/secret_bytes.h"
#include "base/timestamp.h"
#include "formats/x509.h"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace chancery::outside {

/// A private key from a file, open for signing; wiped when it goes. The key was compared with its certificate when it was opened.
class KeyFile {
 public:
  /// A PKCS#12 file: key, certificate and chain under one password.
  /// Throws: Error{Fault::input} naming what is wrong: password, no key, no certificate, the certificate at `time`.
  [[nodiscard]] static KeyFile open_pkcs12(BytesView bytes, std::string_view place, const SecretBytes& password, Timestamp time);
  /// An encrypted PKCS#8 key (PEM or DER; PBES2 with PBKDF2 or scrypt) and its certificates (PEM or DER), the signer's own first.
  [[nodiscard]] static KeyFile open_pkcs8(BytesView key, std::string_view place, BytesView certificates,
                                          const SecretBytes& password, Timestamp time);
  /// Whichever of the two `bytes` is; `certificates` is needed for PKCS#8 only.
  [[nodiscard]] static KeyFile open(BytesView bytes, std::string_view place, std::optional<BytesView> certificates,
                                    const SecretBytes& password, Timestamp time);

  ~KeyFile();
  KeyFile(KeyFile&&) noexcept;
  KeyFile& operator=(KeyFile&&) noexcept;

  [[nodiscard]] const formats::Certificate& certificate() const;
  [[nodiscard]] const std::vector<formats::Certificate>& chain() const;
  /// The signature value over `bytes` (the signed attributes), hashed with SHA-256: DER for EC keys, PKCS#1 v1.5 for RSA.
  [[nodiscard]] Bytes sign(BytesView bytes) const;

 private:
  struct Content;
  explicit KeyFile(std::unique_ptr<Content> content);
  std::unique_ptr<Content> content_;
};

}  // namespace chancery::outside
