#include "signing/signature_value.h"

#include "formats/der.h"
#include "support/test_authority.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::formats;
using namespace chancery::signing;
using namespace chancery::tests;

TEST_CASE("a value of an EC key is a DER pair, or r and s in the size of the curve") {
  const TestAuthority authority;
  const Certificate certificate = authority.issue().certificate;
  const Bytes pair = der_sequence({der_integer(BytesView("\x80")), der_integer(BytesView("\x01"))});
  CHECK(parse_signature_value(pair, certificate) == pair);
  const Bytes raw = Bytes(31, '\0') + "\x80" + Bytes(31, '\0') + "\x01";
  CHECK(parse_signature_value(raw, certificate) == pair);
  CHECK_FALSE(parse_signature_value(raw + "x", certificate));
  CHECK_FALSE(parse_signature_value(pair + "x", certificate));
  CHECK_FALSE(parse_signature_value("", certificate));
  const Bytes three = der_sequence({der_integer(BytesView("\x01")), der_integer(BytesView("\x01")), der_null()});
  CHECK_FALSE(parse_signature_value(three, certificate));
  const Bytes negative = der_sequence({der(DerTag::integer, {"\x80"}), der_integer(BytesView("\x01"))});
  CHECK_FALSE(parse_signature_value(negative, certificate));
}

TEST_CASE("a value of an RSA key has exactly the size of the key") {
  const Certificate certificate = TestAuthority().issue({.key = "3072"}).certificate;
  CHECK(parse_signature_value(Bytes(384, 'x'), certificate) == Bytes(384, 'x'));
  CHECK_FALSE(parse_signature_value(Bytes(383, 'x'), certificate));
  CHECK_FALSE(parse_signature_value(Bytes(385, 'x'), certificate));
}

TEST_CASE("keys of other kinds have no value that could be carried") {
  CHECK_FALSE(parse_signature_value(Bytes(132, 'x'), TestAuthority().issue({.key = "P-521"}).certificate));
}
