#include "apps/server/qr_code.h"

#include "support/errors.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdio>
#include <set>
#include <sstream>
#include <string>
#include <utility>

using namespace chancery;
using server::QrCode;

namespace {

/// A finder pattern: a dark frame of 7, a light one of 5, a dark square of 3.
bool is_finder(const QrCode& code, std::size_t left, std::size_t top) {
  for (std::size_t row = 0; row < 7; ++row) {
    for (std::size_t column = 0; column < 7; ++column) {
      const auto to_edge = std::min({row, column, 6 - row, 6 - column});
      if (code.is_dark(left + column, top + row) != (to_edge != 1)) return false;
    }
  }
  return true;
}

using Modules = std::set<std::pair<std::size_t, std::size_t>>;

/// The modules that the strokes of a path cover, read from its text.
Modules painted(const std::string& path) {
  Modules all;
  std::istringstream strokes(path);
  for (std::string stroke; std::getline(strokes, stroke, 'z');) {
    std::size_t left = 0;
    std::size_t top = 0;
    std::size_t width = 0;
    std::size_t back = 0;
    REQUIRE(std::sscanf(stroke.c_str(), "M%zu %zuh%zuv1h-%zu", &left, &top, &width, &back) == 4);
    REQUIRE(width == back);
    for (std::size_t i = 0; i < width; ++i) CHECK(all.emplace(left + i, top).second);
  }
  return all;
}

}  // namespace

TEST_CASE("a short text makes the smallest code, with finder patterns at three corners and none at the fourth") {
  const QrCode code("chancery");
  REQUIRE(code.side() == 21);
  CHECK(is_finder(code, 0, 0));
  CHECK(is_finder(code, 14, 0));
  CHECK(is_finder(code, 0, 14));
  CHECK_FALSE(is_finder(code, 14, 14));
}

TEST_CASE("a code grows by four modules a version, up to the largest, and says what it cannot hold") {
  CHECK(QrCode(std::string(14, 'a')).side() == 21);
  CHECK(QrCode(std::string(15, 'a')).side() == 25);
  CHECK(QrCode(std::string(QrCode::most_bytes, 'a')).side() == 177);
  CHECK(tests::key_of([] { (void)QrCode(std::string(QrCode::most_bytes + 1, 'a')); }) == "server.qr_size");
  CHECK(tests::key_of([] { (void)QrCode(""); }) == "server.qr_size");
}

TEST_CASE("the path covers the dark modules and nothing else, four modules away from each edge") {
  const QrCode code("chancery\n17\nABCDE");
  Modules dark;
  for (std::size_t row = 0; row < code.side(); ++row) {
    for (std::size_t column = 0; column < code.side(); ++column) {
      if (code.is_dark(column, row)) dark.emplace(column + 4, row + 4);
    }
  }
  CHECK(painted(code.path()) == dark);
  CHECK(code.drawn_side() == code.side() + 8);
}

TEST_CASE("bytes other than text are held as they are, a zero among them") {
  CHECK(QrCode(Bytes("\0\xff", 2)).path() != QrCode(Bytes("\0\xfe", 2)).path());
  CHECK(QrCode(Bytes("a\0b", 3)).path() != QrCode(Bytes("a\0c", 3)).path());
}
