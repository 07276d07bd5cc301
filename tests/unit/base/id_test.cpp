#include "base/id.h"

#include <catch2/catch.hpp>

#include <type_traits>
#include <unordered_set>

using namespace chancery;

static_assert(!std::is_default_constructible_v<DocumentId>, "there is no empty id; absence is optional");
static_assert(!std::is_convertible_v<DocumentId, PersonId> && !std::is_constructible_v<PersonId, DocumentId>);

TEST_CASE("an id comes back from its hexadecimal and from its bytes") {
  const auto id = DocumentId::parse("000102030405060708090a0b0c0d0eff").value();
  CHECK(id.hex() == "000102030405060708090a0b0c0d0eff");
  CHECK(DocumentId::from_bytes(id.view()) == id);
  CHECK(id.view().size() == DocumentId::size);
}

TEST_CASE("an id has one spelling") {
  for (const char* text :
       {"", "00", "000102030405060708090a0b0c0d0e", "000102030405060708090a0b0c0d0eff00", "000102030405060708090A0B0C0D0EFF",
        "00010203-0405-0607-0809-0a0b0c0d0eff", " 000102030405060708090a0b0c0d0ef", "000102030405060708090a0b0c0d0efg"}) {
    CAPTURE(text);
    CHECK_FALSE(DocumentId::parse(text));
  }
  CHECK_FALSE(DocumentId::from_bytes(Bytes(15, 'a')));
  CHECK_FALSE(DocumentId::from_bytes(Bytes(17, 'a')));
}

TEST_CASE("ids are ordered and kept in sets by value") {
  const auto first = PersonId::from_bytes(Bytes(16, 'a')).value();
  const auto second = PersonId::from_bytes(Bytes(16, 'b')).value();
  CHECK(first < second);
  CHECK(std::unordered_set<PersonId>{first, second, first}.size() == 2);
}
