#include "signing/algorithms.h"

#include "formats/der.h"
#include "support/test_authority.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::signing;
using namespace chancery::tests;

TEST_CASE("digests are accepted, weak, Ukrainian or unknown") {
  CHECK(digest_algorithm(id_sha256.view()).strength == DigestStrength::accepted);
  CHECK(digest_algorithm(formats::Oid{"1.3.14.3.2.26"}.view()).strength == DigestStrength::weak);
  CHECK(digest_algorithm(formats::Oid{"1.2.840.113549.2.5"}.view()).strength == DigestStrength::weak);
  CHECK(digest_algorithm(formats::Oid{"1.2.804.2.1.1.1.1.2.1"}.view()).strength == DigestStrength::ukrainian);
  CHECK(digest_algorithm(formats::Oid{"1.2.3"}.view()).strength == DigestStrength::unknown);
  CHECK(digest_algorithm("").strength == DigestStrength::unknown);
}

TEST_CASE("a known digest is computed, weak ones too, because they still tell a changed file") {
  CHECK(digest_of(digest_algorithm(id_sha256.view()), "abc") == sha256("abc").view());
  CHECK(to_hex(digest_of(digest_algorithm_by_uri("http://www.w3.org/2000/09/xmldsig#sha1"), "abc")) ==
        "a9993e364706816aba3e25717850c26c9cd0d89d");
}

TEST_CASE("each accepted key has one signature algorithm, others none") {
  const TestAuthority authority;
  const auto algorithm = [&](const std::string& key) {
    return signature_algorithm_for(authority.issue({.key = key}).certificate);
  };
  CHECK(to_hex(algorithm("P-256").value()) == "300a06082a8648ce3d040302");
  CHECK(algorithm("P-384") == algorithm("P-256"));
  CHECK(to_hex(algorithm("3072").value()) == "300d06092a864886f70d01010b0500");
  CHECK_FALSE(algorithm("2048"));
  CHECK_FALSE(algorithm("P-521"));
}

TEST_CASE("a stranger's RSA key is strong from 2048 bits") {
  const TestAuthority authority;
  CHECK(is_strong_key(authority.issue({.key = "2048"}).certificate));
  CHECK(is_strong_key(authority.issue({.key = "P-384"}).certificate));
  CHECK_FALSE(is_strong_key(authority.issue({.key = "1024"}).certificate));
  CHECK_FALSE(is_strong_key(authority.issue({.key = "P-521"}).certificate));
}

TEST_CASE("SHA-256 is written without parameters") {
  CHECK(to_hex(sha256_identifier()) == "300b0609608648016503040201");
  CHECK(to_hex(sha256_identifier_with_null()) == "300d06096086480165030402010500");
}
