#include "ledger/erasure_list.h"

#include "support/fault_and_key.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::ledger;

TEST_CASE("what was erased is written in order, each once, and read back") {
  const auto one = *PersonId::parse(std::string(32, '1'));
  const auto two = *PersonId::parse(std::string(32, '2'));
  const ErasureList erased{{two, one, two}, {{12, Label::who()}, {3, Label::note()}, {12, Label::note()}, {3, Label::note()}}};
  const Bytes text = write_erasure_list(erased);
  CHECK(text == "person " + one.hex() + "\nperson " + two.hex() + "\n3 leaf.note\n12 leaf.note\n12 leaf.who\n");
  const auto again = parse_erasure_list(text);
  CHECK(again.persons == std::vector{one, two});
  REQUIRE(again.openings.size() == 3);
  CHECK(again.openings[2].seq == 12);
  CHECK(again.openings[2].label == Label::who());
  CHECK(parse_erasure_list("").openings.empty());
}

TEST_CASE("a damaged list of erasures is refused, not half applied") {
  for (const char* text : {"3 leaf.note", "3\n", "03 leaf.note\n", "3 leaf.other\n", "3 leaf.note\n3 leaf.note\n",
                           "4 leaf.note\n3 leaf.note\n", "\n", "x leaf.note\n", "person 12\n",
                           "person 22222222222222222222222222222222\nperson 11111111111111111111111111111111\n",
                           "3 leaf.note\nperson 11111111111111111111111111111111\n"}) {
    INFO(text);
    CHECK_THROWS_AS(parse_erasure_list(text), Error);
  }
}
