#include "signing/algorithms.h"

#include "base/error.h"
#include "formats/der.h"

#include <openssl/evp.h>

#include <array>
#include <utility>

namespace chancery::signing {
namespace {

using formats::KeyAlgorithm;
using formats::Oid;

constexpr std::size_t least_rsa_bits = 3072;
constexpr std::size_t least_foreign_rsa_bits = 2048;

constexpr Oid ecdsa_with_sha256{"1.2.840.10045.4.3.2"};
constexpr Oid rsa_encryption{"1.2.840.113549.1.1.1"};
constexpr Oid sha256_with_rsa{"1.2.840.113549.1.1.11"};

struct KnownDigest {
  Oid oid;
  std::string_view uri;
  DigestAlgorithm algorithm;
};

constexpr std::array known_digests{
    KnownDigest{id_sha256, "http://www.w3.org/2001/04/xmlenc#sha256", {DigestStrength::accepted, "SHA256"}},
    KnownDigest{
        Oid{"2.16.840.1.101.3.4.2.2"}, "http://www.w3.org/2001/04/xmldsig-more#sha384", {DigestStrength::accepted, "SHA384"}},
    KnownDigest{Oid{"2.16.840.1.101.3.4.2.3"}, "http://www.w3.org/2001/04/xmlenc#sha512", {DigestStrength::accepted, "SHA512"}},
    KnownDigest{Oid{"1.3.14.3.2.26"}, "http://www.w3.org/2000/09/xmldsig#sha1", {DigestStrength::weak, "SHA1"}},
    KnownDigest{Oid{"1.2.840.113549.2.5"}, "http://www.w3.org/2001/04/xmldsig-more#md5", {DigestStrength::weak, "MD5"}},
};

}  // namespace

DigestAlgorithm digest_algorithm(BytesView oid) {
  for (const KnownDigest& known : known_digests) {
    if (known.oid == oid) return known.algorithm;
  }
  const bool ukrainian = oid.starts_with(id_ukrainian_algorithms.view());
  return {ukrainian ? DigestStrength::ukrainian : DigestStrength::unknown, nullptr};
}

DigestAlgorithm digest_algorithm_by_uri(std::string_view uri) {
  for (const KnownDigest& known : known_digests) {
    if (known.uri == uri) return known.algorithm;
  }
  return {DigestStrength::unknown, nullptr};
}

std::optional<BytesView> digest_oid_by_uri(std::string_view uri) {
  for (const KnownDigest& known : known_digests) {
    if (known.uri == uri) return known.oid.view();
  }
  return std::nullopt;
}

Bytes digest_of(const DigestAlgorithm& algorithm, BytesView bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> raw{};
  std::size_t length = raw.size();
  const bool made = EVP_Q_digest(nullptr, algorithm.name, nullptr, bytes.data(), bytes.size(), raw.data(), &length) == 1;
  check_invariant(made, "a known digest is computed");
  return {reinterpret_cast<const char*>(raw.data()), length};
}

std::optional<Bytes> signature_algorithm_for(const formats::Certificate& certificate) {
  using namespace formats;
  switch (certificate.key_algorithm()) {
    case KeyAlgorithm::ec_p256:
    case KeyAlgorithm::ec_p384:
      return der_sequence({der_oid(ecdsa_with_sha256)});
    case KeyAlgorithm::rsa:
      if (certificate.key_bits() < least_rsa_bits) return std::nullopt;
      return der_sequence({der_oid(sha256_with_rsa), der_null()});
    case KeyAlgorithm::ed25519:
    case KeyAlgorithm::dstu4145:
    case KeyAlgorithm::other:
      return std::nullopt;
  }
  return std::nullopt;
}

const Bytes& sha256_identifier() {
  static const Bytes identifier = formats::der_sequence({formats::der_oid(id_sha256)});
  return identifier;
}

const Bytes& sha256_identifier_with_null() {
  static const Bytes identifier = formats::der_sequence({formats::der_oid(id_sha256), formats::der_null()});
  return identifier;
}

bool is_fitting_algorithm(BytesView algorithm, const formats::Certificate& certificate, BytesView digest_oid) {
  using namespace formats;
  struct Pair {
    Oid digest;
    Oid ecdsa;
    Oid rsa;
  };
  static constexpr std::array pairs{
      Pair{id_sha256, ecdsa_with_sha256, sha256_with_rsa},
      Pair{Oid{"2.16.840.1.101.3.4.2.2"}, Oid{"1.2.840.10045.4.3.3"}, Oid{"1.2.840.113549.1.1.12"}},
      Pair{Oid{"2.16.840.1.101.3.4.2.3"}, Oid{"1.2.840.10045.4.3.4"}, Oid{"1.2.840.113549.1.1.13"}},
  };
  const bool rsa = certificate.key_algorithm() == KeyAlgorithm::rsa;
  for (const Pair& pair : pairs) {
    if (!(pair.digest == digest_oid)) continue;
    if (!rsa) return algorithm == der_sequence({der_oid(pair.ecdsa)});
    return algorithm == der_sequence({der_oid(pair.rsa), der_null()}) ||
           algorithm == der_sequence({der_oid(rsa_encryption), der_null()});
  }
  return false;
}

bool is_strong_key(const formats::Certificate& certificate) {
  switch (certificate.key_algorithm()) {
    case KeyAlgorithm::ec_p256:
    case KeyAlgorithm::ec_p384:
    case KeyAlgorithm::ed25519:
      return true;
    case KeyAlgorithm::rsa:
      return certificate.key_bits() >= least_foreign_rsa_bits;
    case KeyAlgorithm::dstu4145:
    case KeyAlgorithm::other:
      return false;
  }
  return false;
}

}  // namespace chancery::signing
