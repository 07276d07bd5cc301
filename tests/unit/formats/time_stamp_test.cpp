#include "formats/time_stamp.h"

#include "base/error.h"
#include "formats/der.h"
#include "support/test_time_server.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::formats;
using namespace chancery::tests;

namespace {

Bytes info_of(const Bytes& token) {
  DerReader info = DerReader(token, "token").enter(DerTag::sequence);
  static_cast<void>(info.oid());
  DerReader body = info.enter(context_constructed(0)).enter(DerTag::sequence);
  static_cast<void>(body.next());
  static_cast<void>(body.next());
  DerReader content = body.enter(DerTag::sequence);
  static_cast<void>(content.oid());
  return Bytes(content.enter(context_constructed(0)).next(DerTag::octet_string).content);
}

const TestAuthority& authority() {
  static const TestAuthority made;
  return made;
}

}  // namespace

TEST_CASE("what a time server signed is read with its fraction of a second, its nonce and its serial") {
  const TestTimeServer server(authority());
  const auto info = read_time_stamp_info(info_of(server.stamp("Ґанок", {.fraction = ".25"})), "token");
  CHECK(info.time.text() == "2026-11-21T10:30:05.250Z");
  CHECK(info.imprint == sha256("Ґанок").view());
  CHECK(info.nonce == Bytes("\x11\x22\x33\x44"));
  CHECK(info.serial == "\x07");
  CHECK(info.accuracy.count() == 0);
}

TEST_CASE("a time with an odd fraction is not a time") {
  const TestTimeServer server(authority());
  for (const char* fraction : {".", ".5.", ",5", ".0123456789", "5"}) {
    INFO(fraction);
    CHECK_THROWS_AS(read_time_stamp_info(info_of(server.stamp("x", {.fraction = fraction})), "token"), Error);
  }
}

TEST_CASE("a request is read back as it was composed") {
  const TimeStampRequest request{sha256("Є"), "\x7f\x01", true};
  const auto read = read_time_stamp_request(compose_time_stamp_request(request), "request");
  CHECK(read.imprint == request.imprint);
  CHECK(read.nonce == request.nonce);
  CHECK(read.want_certificate);
}

TEST_CASE("an answer that is refused carries the server's words and no token") {
  const Bytes status = der_sequence(
      {der_integer(static_cast<unsigned char>(2)), der_sequence({der(DerTag::utf8_string, {"неприйнятна геш-функція"})})});
  const auto response = read_time_stamp_response(der_sequence({status}), "answer");
  CHECK_FALSE(response.granted());
  CHECK(response.status == 2);
  CHECK(response.reason == "неприйнятна геш-функція");
}

TEST_CASE("an answer that grants carries the token as it is") {
  const TestTimeServer server(authority());
  const Bytes request = compose_time_stamp_request({sha256("x"), "\x01", true});
  const auto response = read_time_stamp_response(server.answer(request), "answer");
  REQUIRE(response.granted());
  CHECK(read_time_stamp_info(info_of(response.token), "token").nonce == Bytes("\x01"));
}

TEST_CASE("every cut or trailing byte of an answer is refused") {
  const TestTimeServer server(authority());
  const Bytes answer = server.answer(compose_time_stamp_request({sha256("x"), "\x01", true}));
  for (std::size_t size = 0; size < answer.size(); size += 7) {
    CHECK_THROWS_AS(read_time_stamp_response(answer.substr(0, size), "answer"), Error);
  }
  CHECK_THROWS_AS(read_time_stamp_response(answer + "x", "answer"), Error);
}
