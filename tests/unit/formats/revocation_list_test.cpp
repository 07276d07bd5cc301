#include "formats/revocation_list.h"

#include "support/test_revocation.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::formats;
using namespace chancery::tests;

namespace {

const Timestamp revoked_on = *Timestamp::parse("2026-06-01T08:00:00.000Z");

}  // namespace

TEST_CASE("a list says who is revoked since when, and only who signed it may say so") {
  const TestAuthority authority;
  const TestAuthority stranger;
  const TestSigner bad = authority.issue();
  const TestSigner good = authority.issue();
  const auto list = RevocationList::read(make_list(authority, {.revoked = {{bad.certificate, revoked_on}}}), "crl");
  CHECK(list.revoked_since(bad.certificate) == revoked_on);
  CHECK_FALSE(list.revoked_since(good.certificate));
  CHECK(list.is_signed_by(authority.certificate()));
  CHECK_FALSE(list.is_signed_by(stranger.certificate()));
  CHECK_FALSE(list.is_signed_by(good.certificate));
  CHECK(list.this_update().text() == "2026-11-21T11:00:00.000Z");
  CHECK(list.next_update()->text() == "2026-11-28T11:00:00.000Z");
}

TEST_CASE("a list for authorities only does not cover people") {
  const TestAuthority authority;
  const Bytes scope = der_sequence({der(context_primitive(2), {"\xff"})});
  const auto list = RevocationList::read(make_list(authority, {.extensions = test_extension(Oid{"2.5.29.28"}, scope)}), "crl");
  CHECK_FALSE(list.covers(authority.issue().certificate));
  CHECK(list.covers(authority.certificate()));
}

TEST_CASE(
    "a list that cannot stand alone is refused: delta, indirect, for some reasons, weak, with an unknown critical extension") {
  const TestAuthority authority;
  const auto with = [&](const Oid& type, const Bytes& value) {
    return make_list(authority, {.extensions = test_extension(type, value)});
  };
  CHECK_THROWS_AS(RevocationList::read(with(Oid{"2.5.29.27"}, der_integer(static_cast<unsigned char>(1))), "crl"), Error);
  CHECK_THROWS_AS(RevocationList::read(with(Oid{"2.5.29.28"}, der_sequence({der(context_primitive(4), {"\xff"})})), "crl"),
                  Error);
  CHECK_THROWS_AS(
      RevocationList::read(with(Oid{"2.5.29.28"}, der_sequence({der(context_primitive(3), {BytesView("\x06\x40", 2)})})), "crl"),
      Error);
  CHECK_THROWS_AS(RevocationList::read(with(Oid{"1.2.3.4"}, der_null()), "crl"), Error);
  CHECK_THROWS_AS(RevocationList::read(make_list(authority, {.weak = true}), "crl"), Error);
}

TEST_CASE("damaged, cut and trailing bytes are no list") {
  const TestAuthority authority;
  const Bytes list = make_list(authority);
  CHECK_THROWS_AS(RevocationList::read(list.substr(0, list.size() - 1), "crl"), Error);
  CHECK_THROWS_AS(RevocationList::read(list + "x", "crl"), Error);
  CHECK_THROWS_AS(RevocationList::read("", "crl"), Error);
  CHECK_THROWS_AS(RevocationList::read(authority.certificate().der(), "crl"), Error);
}
