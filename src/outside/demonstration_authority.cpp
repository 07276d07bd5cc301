#include "outside/demonstration_authority.h"

#include "base/error.h"
#include "outside/certificate_conversion_handles.h"
#include "outside/certificate_draft_handles.h"
#include "outside/end_mark.h"
#include "outside/entropy.h"
#include "outside/key_handles.h"
#include "signing/demonstration.h"

#include <openssl/err.h>

#include <utility>

namespace chancery::outside {
namespace {

using formats::Certificate;

constexpr int key_iterations = 100'000;  // PBKDF2 over the password of a PKCS#12 file

KeyHandle make_key(KeyKind kind) {
  EVP_PKEY* key = nullptr;
  switch (kind) {
    case KeyKind::p256:
      key = EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256");
      break;
    case KeyKind::p384:
      key = EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-384");
      break;
    case KeyKind::rsa3072:
      key = EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", std::size_t{3072});
      break;
  }
  if (key == nullptr) throw Error(Fault::environment, {"outside.no_entropy", {}});
  return KeyHandle(key);
}

/// 127 random bits, so that the INTEGER is positive.
Bytes make_serial() {
  Bytes serial = random_bytes(16);
  serial.front() = static_cast<char>((static_cast<unsigned char>(serial.front()) & 0x7fU) | 0x40U);
  return serial;
}

Bytes write_pkcs12(EVP_PKEY* key, const Certificate& own, const Certificate& authority, const SecretBytes& password) {
  const X509Handle certificate = to_x509(own);
  const X509StackHandle others(sk_X509_new_null());
  X509Handle other = to_x509(authority);
  check_invariant(others && sk_X509_push(others.get(), other.get()) > 0, "a chain is listed");
  static_cast<void>(other.release());
  const SecretBytes secret = with_end_mark(password);
  const Pkcs12Handle file(PKCS12_create(secret.reveal().data(), own.subject_name().c_str(), key, certificate.get(), others.get(),
                                        NID_aes_256_cbc, NID_aes_256_cbc, key_iterations, key_iterations, 0));
  const int size = file ? i2d_PKCS12(file.get(), nullptr) : 0;
  check_invariant(size > 0, "a PKCS#12 file is made");
  Bytes bytes(static_cast<std::size_t>(size), '\0');
  auto* out = reinterpret_cast<unsigned char*>(bytes.data());
  check_invariant(i2d_PKCS12(file.get(), &out) == size, "a PKCS#12 file is written");
  return bytes;
}

}  // namespace

struct DemonstrationAuthority::Content {
  KeyHandle key;
  Certificate certificate;
};

DemonstrationAuthority DemonstrationAuthority::make(std::string_view office, Timestamp from, Timestamp to) {
  KeyHandle key = make_key(KeyKind::p256);
  const Bytes name =
      compose_name(signing::demonstration_word, std::string(signing::demonstration_word) + " · " + std::string(office));
  const Certificate certificate = issue_certificate({make_serial(), name, name, from, to, true, {}}, key.get(), key.get());
  return DemonstrationAuthority(std::make_unique<Content>(Content{std::move(key), certificate}));
}

DemonstrationAuthority::DemonstrationAuthority(std::unique_ptr<Content> content) : content_(std::move(content)) {}
DemonstrationAuthority::~DemonstrationAuthority() = default;
DemonstrationAuthority::DemonstrationAuthority(DemonstrationAuthority&&) noexcept = default;
DemonstrationAuthority& DemonstrationAuthority::operator=(DemonstrationAuthority&&) noexcept = default;

const Certificate& DemonstrationAuthority::certificate() const {
  return content_->certificate;
}

Bytes DemonstrationAuthority::issue(std::string_view name, KeyKind kind, Timestamp from, Timestamp to,
                                    const SecretBytes& password) const {
  const KeyHandle key = make_key(kind);
  const Certificate& authority = content_->certificate;
  const Certificate own =
      issue_certificate({make_serial(), Bytes(authority.subject()), compose_name(signing::demonstration_word, name), from, to,
                         false, key_identifier_of(content_->key.get())},
                        key.get(), content_->key.get());
  return write_pkcs12(key.get(), own, authority, password);
}

}  // namespace chancery::outside
