#include "signing/public_key.h"

#include "base/error.h"
#include "signing/key_handles.h"

#include <openssl/err.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <utility>

namespace chancery::signing {
namespace {

const unsigned char* octets(BytesView bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

bool set_parameters(EVP_PKEY_CTX* context, formats::KeyAlgorithm algorithm) {
  if (EVP_PKEY_verify_init(context) != 1) return false;
  if (algorithm == formats::KeyAlgorithm::rsa && EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) != 1) return false;
  return EVP_PKEY_CTX_set_signature_md(context, EVP_sha256()) == 1;
}

}  // namespace

struct PublicKey::Content {
  KeyHandle key;
  KeyContextHandle context;
};

std::optional<PublicKey> PublicKey::from(const formats::Certificate& certificate) {
  const BytesView info = certificate.public_key_info();
  const auto* start = octets(info);
  KeyHandle key(d2i_PUBKEY(nullptr, &start, static_cast<long>(info.size())));
  KeyContextHandle context(key ? EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr) : nullptr);
  if (!context || !set_parameters(context.get(), certificate.key_algorithm())) {
    ERR_clear_error();
    return std::nullopt;
  }
  return PublicKey(std::make_unique<Content>(Content{std::move(key), std::move(context)}));
}

PublicKey::PublicKey(std::unique_ptr<Content> content) : content_(std::move(content)) {}
PublicKey::~PublicKey() = default;
PublicKey::PublicKey(PublicKey&&) noexcept = default;
PublicKey& PublicKey::operator=(PublicKey&&) noexcept = default;

bool PublicKey::verifies(const Sha256& digest, BytesView value) const {
  const bool good =
      EVP_PKEY_verify(content_->context.get(), octets(value), value.size(), octets(digest.view()), Sha256::size) == 1;
  if (!good) ERR_clear_error();
  return good;
}

}  // namespace chancery::signing
