#include "apps/server/parcel.h"

#include "support/errors.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::server;

TEST_CASE("a parcel comes back as it was sent") {
  const Parcel parcel{{{"operation", "Ґ"}}, {Blob("перший\n"), Blob(""), Blob(std::string(3, '\0'))}};
  const auto read = read_parcel(write_parcel(parcel));
  CHECK(read.json == parcel.json);
  REQUIRE(read.files.size() == 3);
  for (std::size_t at = 0; at < 3; ++at) CHECK(read.files[at].bytes() == parcel.files[at].bytes());
}

TEST_CASE("bytes that are no parcel are bad input") {
  for (const auto* const bytes :
       {"", "2", "\n", "2\n{", "2\n{}x", "2 5\n{}abc", "x\n{}", "2,3\n{}abc", "-2\n{}", "99999999999999999999\n{}", "2 \n{}x"}) {
    CAPTURE(bytes);
    CHECK(tests::fault_of([&] { (void)read_parcel(bytes); }) == Fault::input);
  }
}
