#include "formats/der.h"

#include "support/errors.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::formats;
using chancery::tests::key_of;
using chancery::tests::message_of;

namespace {

Bytes bytes(std::string_view hex) {
  return *parse_hex(hex);
}

std::string check(std::string_view hex) {
  return key_of([&] { check_der(bytes(hex), "p7s"); });
}

}  // namespace

TEST_CASE("object identifiers are encoded when the program is compiled") {
  CHECK(to_hex(Oid{"1.2.840.113549.1.7.2"}.view()) == "2a864886f70d010702");
  CHECK(to_hex(Oid{"2.5.4.3"}.view()) == "550403");
  CHECK(to_hex(Oid{"2.999.0"}.view()) == "883700");
  CHECK(oid_text(Oid{"1.2.804.2.1.1.1.1.3.1"}.view()) == "1.2.804.2.1.1.1.1.3.1");
}

TEST_CASE("an arc of 128 bits, as UUIDs have below 2.25, keeps all its bits") {
  constexpr Oid largest{"2.25.340282366920938463463374607431768211455"};
  CHECK(oid_text(largest.view()) == "2.25.340282366920938463463374607431768211455");
  CHECK(to_hex(largest.view()) == "6983ffffffffffffffffffffffffffffffffff7f");
}

TEST_CASE("what is no object identifier is still printed") {
  CHECK(oid_text(bytes("80")) == "80");
}

TEST_CASE("elements are read in order with their content and encoding") {
  const Bytes encoding = der_sequence({der_integer(static_cast<unsigned char>(5)), der_octet_string("Ґанок"), der_null()});
  DerReader reader(encoding, "test");
  DerReader inside = reader.enter(DerTag::sequence);
  reader.expect_end();
  CHECK(inside.small_integer() == 5);
  CHECK(inside.next_is(DerTag::octet_string));
  CHECK(inside.next(DerTag::octet_string).content == "Ґанок");
  CHECK_FALSE(inside.next_if(DerTag::boolean));
  CHECK(inside.next().encoding == bytes("0500"));
  CHECK(inside.at_end());
}

TEST_CASE("lengths are definite, minimal and within the data") {
  CHECK(check("3080020101"
              "0000") == "formats.der_length");
  CHECK(check("04810100") == "formats.der_length");
  CHECK(check("0482000100") == "formats.der_length");
  CHECK(check("0485000000000100") == "formats.der_length");
  CHECK(check("0402ff") == "formats.der_truncated");
  CHECK(check("04") == "formats.der_truncated");
  CHECK(check("0482ff") == "formats.der_truncated");
  CHECK(check("") == "formats.der_truncated");
}

TEST_CASE("nothing may follow the one element") {
  CHECK(check("050000") == "formats.der_trailing");
  CHECK(key_of([] { static_cast<void>(read_single_der(bytes("05000500"), "p7s")); }) == "formats.der_trailing");
}

TEST_CASE("tags above 30 and the empty tag are refused") {
  CHECK(check("1f8101"
              "00") == "formats.der_tag");
  CHECK(check("0000") == "formats.der_tag");
}

TEST_CASE("every value has one spelling") {
  CHECK(check("0101ff").empty());
  CHECK(check("010101") == "formats.der_value");
  CHECK(check("02020080").empty());
  CHECK(check("0202007f") == "formats.der_value");
  CHECK(check("0202ff80") == "formats.der_value");
  CHECK(check("0200") == "formats.der_value");
  CHECK(check("050100") == "formats.der_value");
  CHECK(check("06028001") == "formats.der_value");
  CHECK(check("060181") == "formats.der_value");
  CHECK(check("030206c0").empty());
  CHECK(check("030206e0") == "formats.der_value");
  CHECK(check("030208c0") == "formats.der_value");
  CHECK(check("030101") == "formats.der_value");
  CHECK(check("2403040100") == "formats.der_value");
  CHECK(check("1003020101") == "formats.der_value");
}

TEST_CASE("a set stands in the order of its encodings") {
  CHECK(check("3106020101020102").empty());
  CHECK(check("3106020102020101") == "formats.der_set_order");
  CHECK(der_set_of({bytes("020102"), bytes("020101")}) == bytes("3106020101020102"));
}

TEST_CASE("nesting has a limit") {
  Bytes deep = der_null();
  for (std::size_t depth = 0; depth < DerReader::depth_limit + 2; ++depth) deep = der_sequence({deep});
  CHECK(key_of([&] { check_der(deep, "p7s"); }) == "formats.der_depth");
}

TEST_CASE("an error names place and offset") {
  const auto message = message_of([] { check_der(bytes("3006020101010101"), "META-INF/signature001.p7s"); });
  REQUIRE(message);
  CHECK(*message == Message{"formats.der_value", {{"place", "META-INF/signature001.p7s"}, {"offset", std::int64_t{5}}}});
}

TEST_CASE("integers are written minimal and read without their sign byte") {
  CHECK(der_integer(BytesView("\0\0\x80", 3)) == bytes("02020080"));
  CHECK(der_integer(BytesView("\0\0", 2)) == bytes("020100"));
  CHECK(der_integer(BytesView()) == bytes("020100"));
  const Bytes large = bytes("02020080");
  CHECK(DerReader(large, "test").unsigned_integer() == "\x80");
  CHECK(key_of([] { static_cast<void>(DerReader(BytesView("\x02\x01\xff", 3), "test").unsigned_integer()); }) ==
        "formats.der_value");
  CHECK(key_of([] { static_cast<void>(DerReader(bytes("02050100000000"), "test").small_integer()); }) == "formats.der_value");
}

TEST_CASE("booleans and bit strings are read exactly") {
  CHECK(DerReader(BytesView("\x01\x01\xff", 3), "test").boolean());
  CHECK_FALSE(DerReader(BytesView("\x01\x01\x00", 3), "test").boolean());
  CHECK(key_of([] { static_cast<void>(DerReader(BytesView("\x01\x01\x07", 3), "test").boolean()); }) == "formats.der_value");
  CHECK(DerReader(BytesView("\x03\x02\x00\x7f", 4), "test").bit_string() == "\x7f");
  CHECK(key_of([] { static_cast<void>(DerReader(BytesView("\x03\x02\x01\x7e", 4), "test").bit_string()); }) ==
        "formats.der_value");
}

TEST_CASE("another element than the expected one is refused") {
  CHECK(key_of([] { static_cast<void>(DerReader(bytes("0500"), "test").oid()); }) == "formats.der_unexpected");
}

TEST_CASE("times are UTCTime up to 2049 and GeneralizedTime after, in seconds") {
  const auto time = [](std::string_view text) { return *Timestamp::parse(text); };
  CHECK(der_time(time("2026-11-21T10:30:05.678Z")) == der(DerTag::utc_time, {"261121103005Z"}));
  CHECK(der_time(time("2050-01-01T00:00:00.000Z")) == der(DerTag::generalized_time, {"20500101000000Z"}));
  CHECK(der_time(time("1949-12-31T23:59:59.000Z")) == der(DerTag::generalized_time, {"19491231235959Z"}));
  const auto read = [](DerTag tag, BytesView digits) {
    const Bytes encoding = der(tag, {digits});
    return DerReader(encoding, "test").time();
  };
  CHECK(read(DerTag::utc_time, "491231235959Z") == time("2049-12-31T23:59:59.000Z"));
  CHECK(read(DerTag::utc_time, "500101000000Z") == time("1950-01-01T00:00:00.000Z"));
  CHECK(read(DerTag::generalized_time, "20500101000000Z") == time("2050-01-01T00:00:00.000Z"));
  for (const BytesView wrong : {"2611211030Z", "261121103005+0200", "261321103005Z", "26112110300ZZ"}) {
    CHECK(key_of([&] { static_cast<void>(read(DerTag::utc_time, wrong)); }) == "formats.der_time");
  }
  CHECK(key_of([&] { static_cast<void>(read(DerTag::utc_time, "20261121103005Z")); }) == "formats.der_time");
}

TEST_CASE("long lengths are written and read back") {
  for (const std::size_t size : {127U, 128U, 255U, 256U, 65535U, 65536U}) {
    const Bytes encoding = der_octet_string(Bytes(size, 'x'));
    CHECK(read_single_der(encoding, "test").content.size() == size);
    CHECK_NOTHROW(check_der(encoding, "test"));
  }
}
