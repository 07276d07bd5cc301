#include "base/secret_bytes.h"

#include <openssl/crypto.h>

#include <utility>

namespace chancery {

SecretBytes::SecretBytes(std::string&& source) : bytes_(source) {
  OPENSSL_cleanse(source.data(), source.size());
  source.clear();
}

SecretBytes::~SecretBytes() {
  wipe();
}

// A copy, then a wipe: a moved short string would leave its bytes behind.
// NOLINTNEXTLINE(performance-move-constructor-init)
SecretBytes::SecretBytes(SecretBytes&& other) noexcept : bytes_(other.bytes_) {
  other.wipe();
}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
  if (this != &other) {
    wipe();
    bytes_ = other.bytes_;
    other.wipe();
  }
  return *this;
}

void SecretBytes::wipe() noexcept {
  OPENSSL_cleanse(bytes_.data(), bytes_.size());
  bytes_.clear();
}

}  // namespace chancery
