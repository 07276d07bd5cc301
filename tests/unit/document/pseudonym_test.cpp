#include "document/pseudonym.h"

#include "base/sha256.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::document;

namespace {

SecretBytes key_of(char byte) {
  return SecretBytes(std::string(32, byte));
}

const DocumentId first = *DocumentId::parse("000102030405060708090a0b0c0d0e0f");
const DocumentId second = *DocumentId::parse("000102030405060708090a0b0c0d0e10");

}  // namespace

TEST_CASE("a pseudonym is the first half of the keyed hash that FORMATS fixes") {
  const auto whole = hmac_sha256(std::string(32, 'k'), "chancery.person/1\n000102030405060708090a0b0c0d0e0f").hex();
  CHECK(pseudonym(key_of('k'), first) == whole.substr(0, 32));
}

TEST_CASE("a pseudonym stays the same within a document and differs between documents and persons") {
  CHECK(pseudonym(key_of('k'), first) == pseudonym(key_of('k'), first));
  CHECK(pseudonym(key_of('k'), first) != pseudonym(key_of('k'), second));
  CHECK(pseudonym(key_of('k'), first) != pseudonym(key_of('l'), first));
}

TEST_CASE("in a system leaf the origin stands for the document") {
  CHECK(pseudonym(key_of('k'), "kyiv-oda/0011223344556677/e1") != pseudonym(key_of('k'), first));
  CHECK(pseudonym(key_of('k'), first.hex()) == pseudonym(key_of('k'), first));
}
