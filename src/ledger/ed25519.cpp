#include "ledger/ed25519.h"

#include "base/error.h"
#include "base/openssl_handles.h"
#include "ledger/ed25519_handles.h"

#include <openssl/err.h>

#include <array>

namespace chancery::ledger {
namespace {

const unsigned char* raw(BytesView bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

PublicOrPrivateKey private_key(const SecretBytes& seed) {
  const std::string_view bytes = seed.reveal();
  return PublicOrPrivateKey(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, raw(bytes), bytes.size()));
}

}  // namespace

std::optional<Bytes> ed25519_public_key(const SecretBytes& seed) {
  if (seed.reveal().size() != ed25519_key_size) return std::nullopt;
  const PublicOrPrivateKey key = private_key(seed);
  std::array<unsigned char, ed25519_key_size> bytes{};
  std::size_t length = bytes.size();
  check_invariant(key != nullptr && EVP_PKEY_get_raw_public_key(key.get(), bytes.data(), &length) == 1, "OpenSSL has Ed25519");
  return Bytes(reinterpret_cast<const char*>(bytes.data()), length);
}

Bytes ed25519_sign(const SecretBytes& seed, BytesView message) {
  const PublicOrPrivateKey key = private_key(seed);
  const DigestContext context(EVP_MD_CTX_new());
  std::array<unsigned char, ed25519_signature_size> bytes{};
  std::size_t length = bytes.size();
  const bool made = key != nullptr && context != nullptr &&
                    EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
                    EVP_DigestSign(context.get(), bytes.data(), &length, raw(message), message.size()) == 1;
  check_invariant(made, "OpenSSL signs with Ed25519");
  return {reinterpret_cast<const char*>(bytes.data()), length};
}

bool ed25519_verifies(BytesView public_key, BytesView message, BytesView signature) {
  if (public_key.size() != ed25519_key_size || signature.size() != ed25519_signature_size) return false;
  const PublicOrPrivateKey key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, raw(public_key), public_key.size()));
  const DigestContext context(EVP_MD_CTX_new());
  const bool started =
      key != nullptr && context != nullptr && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1;
  const bool verified =
      started && EVP_DigestVerify(context.get(), raw(signature), signature.size(), raw(message), message.size()) == 1;
  ERR_clear_error();  // a signature that does not verify leaves its reason there; the answer says enough
  return verified;
}

}  // namespace chancery::ledger
