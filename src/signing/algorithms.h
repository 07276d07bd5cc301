#pragma once

#include "base/bytes.h"
#include "formats/oid.h"
#include "formats/x509.h"

#include <optional>

namespace chancery::signing {

inline constexpr formats::Oid id_data{"1.2.840.113549.1.7.1"};
inline constexpr formats::Oid id_signed_data{"1.2.840.113549.1.7.2"};
inline constexpr formats::Oid id_sha256{"2.16.840.1.101.3.4.2.1"};
/// id-aa-signatureTimeStampToken.   Standard: ETSI EN 319 122-1 §5.3.
inline constexpr formats::Oid signature_time_stamp{"1.2.840.113549.1.9.16.2.14"};
inline constexpr formats::Oid id_ukrainian_algorithms{"1.2.804.2.1.1.1.1"};

/// What a digest algorithm is good for.
enum class DigestStrength { accepted, weak, ukrainian, unknown };

/// `name` is the library's name of an accepted or weak digest, for computing it.
struct DigestAlgorithm {
  DigestStrength strength;
  const char* name;
};

/// By the content bytes of its OBJECT IDENTIFIER. SHA-256, SHA-384 and SHA-512 are accepted, SHA-1 and MD5 are known to be weak.
[[nodiscard]] DigestAlgorithm digest_algorithm(BytesView oid);
/// By the URI that XML names it with.   Standard: RFC 6931.
[[nodiscard]] DigestAlgorithm digest_algorithm_by_uri(std::string_view uri);
/// The content of the OBJECT IDENTIFIER of a digest that XML names by this URI.
[[nodiscard]] std::optional<BytesView> digest_oid_by_uri(std::string_view uri);
/// Requires: the library knows `algorithm.name`.
[[nodiscard]] Bytes digest_of(const DigestAlgorithm& algorithm, BytesView bytes);

/// The one AlgorithmIdentifier that our profile signs with under a key; absent for keys it does not take.
/// P-256, P-384: ecdsa-with-SHA256; RSA from 3072 bits: sha256WithRSAEncryption.
[[nodiscard]] std::optional<Bytes> signature_algorithm_for(const formats::Certificate& certificate);

/// SHA-256 as AlgorithmIdentifier without parameters, as RFC 5754 §2 asks, and with the NULL that many programs still write.
[[nodiscard]] const Bytes& sha256_identifier();
[[nodiscard]] const Bytes& sha256_identifier_with_null();

/// Whether an AlgorithmIdentifier is one that fits key and digest: the library verifies EC values whatever it says.
/// ecdsa-with-SHA2; rsaEncryption or SHA-2 with RSA, PKCS#1 v1.5.
[[nodiscard]] bool is_fitting_algorithm(BytesView algorithm, const formats::Certificate& certificate, BytesView digest_oid);

/// Keys of at least 112 bits of strength, which foreign signatures may use.
[[nodiscard]] bool is_strong_key(const formats::Certificate& certificate);

}  // namespace chancery::signing
