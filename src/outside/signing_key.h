#pragma once

#include "outside/key_file.h"
#include "outside/token_key.h"

#include <string>
#include <utility>
#include <variant>

namespace chancery::outside {

/// A private key wherever it lies: in a file or on a token.
class SigningKey {
 public:
  explicit SigningKey(KeyFile key) : key_(std::move(key)) {}
  explicit SigningKey(TokenKey key) : key_(std::move(key)) {}

  /// `address`: a path, or `pkcs11:…`. `certificates`: what belongs to a key that comes without.
  /// Throws: as KeyFile::open and TokenKey::open.
  [[nodiscard]] static SigningKey open(const std::string& address, std::optional<BytesView> certificates, SecretBytes secret,
                                       Timestamp time);

  [[nodiscard]] const formats::Certificate& certificate() const {
    return std::visit([](const auto& key) -> const formats::Certificate& { return key.certificate(); }, key_);
  }
  [[nodiscard]] const std::vector<formats::Certificate>& chain() const {
    return std::visit([](const auto& key) -> const std::vector<formats::Certificate>& { return key.chain(); }, key_);
  }
  /// The signature value over `bytes`, hashed with SHA-256: DER or r‖s for EC keys, PKCS#1 v1.5 for RSA.
  [[nodiscard]] Bytes sign(BytesView bytes) const {
    return std::visit([&](const auto& key) { return key.sign(bytes); }, key_);
  }

 private:
  std::variant<KeyFile, TokenKey> key_;
};

}  // namespace chancery::outside
