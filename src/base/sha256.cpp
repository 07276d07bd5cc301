#include "base/sha256.h"

#include "base/error.h"
#include "base/openssl_handles.h"

#include <openssl/hmac.h>

#include <cstring>

namespace chancery {
namespace {

/// Fetched once: a fetch for each call costs more than hashing a leaf.
const EVP_MD* digest() {
  static const Digest fetched(EVP_MD_fetch(nullptr, "SHA256", nullptr));
  check_invariant(fetched != nullptr, "OpenSSL has SHA-256");
  return fetched.get();
}

}  // namespace

struct Sha256Stream::Context {
  DigestContext handle{EVP_MD_CTX_new()};

  void start() const { check_invariant(EVP_DigestInit_ex2(handle.get(), digest(), nullptr) == 1, "SHA-256 starts"); }
};

std::optional<Sha256> Sha256::parse(std::string_view hex) {
  const auto bytes = parse_hex(hex);
  return bytes ? from_bytes(*bytes) : std::nullopt;
}

std::optional<Sha256> Sha256::from_bytes(BytesView bytes) {
  if (bytes.size() != size) return std::nullopt;
  std::array<char, size> raw{};
  std::memcpy(raw.data(), bytes.data(), size);
  return Sha256(raw);
}

Sha256Stream::Sha256Stream() : context_(std::make_unique<Context>()) {
  context_->start();
}
Sha256Stream::~Sha256Stream() = default;
Sha256Stream::Sha256Stream(Sha256Stream&&) noexcept = default;
Sha256Stream& Sha256Stream::operator=(Sha256Stream&&) noexcept = default;

void Sha256Stream::add(BytesView bytes) {
  check_invariant(EVP_DigestUpdate(context_->handle.get(), bytes.data(), bytes.size()) == 1, "SHA-256 goes on");
}

Sha256 Sha256Stream::finish() {
  std::array<unsigned char, Sha256::size> raw{};
  check_invariant(EVP_DigestFinal_ex(context_->handle.get(), raw.data(), nullptr) == 1, "SHA-256 ends");
  context_->start();
  return *Sha256::from_bytes({reinterpret_cast<const char*>(raw.data()), raw.size()});
}

Sha256 sha256(BytesView bytes) {
  return sha256({bytes});
}

Sha256 sha256(std::initializer_list<BytesView> pieces) {
  thread_local Sha256Stream stream;
  for (const BytesView piece : pieces) stream.add(piece);
  return stream.finish();
}

Sha256 hmac_sha256(BytesView key, BytesView message) {
  std::array<unsigned char, Sha256::size> raw{};
  unsigned length = raw.size();
  const char* const key_bytes = key.empty() ? "" : key.data();  // OpenSSL refuses a null pointer even for an empty key
  const auto* made = HMAC(EVP_sha256(), key_bytes, static_cast<int>(key.size()),
                          reinterpret_cast<const unsigned char*>(message.data()), message.size(), raw.data(), &length);
  check_invariant(made != nullptr, "HMAC-SHA-256");
  return *Sha256::from_bytes({reinterpret_cast<const char*>(raw.data()), raw.size()});
}

}  // namespace chancery
