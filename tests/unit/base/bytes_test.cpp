#include "base/bytes.h"

#include <catch2/catch.hpp>

using namespace chancery;

TEST_CASE("hexadecimal is lower-case only and comes back as the same bytes") {
  const Bytes all{"\x00\x7f\xff\xa5", 4};
  CHECK(to_hex(all) == "007fffa5");
  CHECK(parse_hex("007fffa5") == all);
  CHECK_FALSE(parse_hex("007FFFA5"));
  CHECK_FALSE(parse_hex("007"));
}

TEST_CASE("Base64 follows RFC 4648 section 10 and refuses every other spelling") {
  CHECK(to_base64("") == "");
  CHECK(to_base64("f") == "Zg==");
  CHECK(to_base64("fo") == "Zm8=");
  CHECK(to_base64("foobar") == "Zm9vYmFy");
  for (const Bytes text : {"", "f", "fo", "foo", "foob", "fooba", "foobar"}) CHECK(parse_base64(to_base64(text)) == text);
  CHECK_FALSE(parse_base64("Zg"));
  CHECK_FALSE(parse_base64("Zh=="));
  CHECK_FALSE(parse_base64("Zg==\n"));
  CHECK_FALSE(parse_base64("===="));
  CHECK_FALSE(parse_base64("Z==="));
  CHECK_FALSE(parse_base64("Zg==Zg=="));
}

TEST_CASE("Base32 follows RFC 4648 section 10 without padding") {
  CHECK(to_base32("foobar") == "MZXW6YTBOI");
  CHECK(to_base32("f") == "MY");
}
