#pragma once

#include "base/bytes.h"
#include "base/sha256.h"
#include "formats/x509.h"

#include <memory>
#include <optional>

namespace chancery::signing {

/// The public key of a certificate, ready to verify many signatures. Not for several threads at once.
class PublicKey {
 public:
  /// Absent when the library does not know the key.
  [[nodiscard]] static std::optional<PublicKey> from(const formats::Certificate& certificate);
  ~PublicKey();
  PublicKey(PublicKey&&) noexcept;
  PublicKey& operator=(PublicKey&&) noexcept;

  /// Whether `value` (DER for EC keys, PKCS#1 v1.5 for RSA) signs the SHA-256 `digest`.
  [[nodiscard]] bool verifies(const Sha256& digest, BytesView value) const;

 private:
  struct Content;
  explicit PublicKey(std::unique_ptr<Content> content);
  std::unique_ptr<Content> content_;
};

}  // namespace chancery::signing
