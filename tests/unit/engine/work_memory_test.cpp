#include "engine/work_memory.h"

#include <catch2/catch.hpp>

using namespace chancery;
using engine::DocumentState;
using engine::Recent;
using engine::WorkMemory;
using formats::Json;

namespace {

DocumentState state(std::string_view leaf) {
  return {*DocumentId::from_bytes(std::string(DocumentId::size, 'd')), sha256(leaf)};
}

}  // namespace

TEST_CASE("what was asked for lately is known, what was not asked for is forgotten") {
  Recent<int> recent(2);
  (void)recent.put("a", 1);
  (void)recent.put("b", 2);
  REQUIRE(recent.find("a"));
  CHECK(*recent.find("a") == 1);
  (void)recent.put("c", 3);  // a and b are old now
  CHECK(*recent.find("a") == 1);
  (void)recent.put("d", 4);  // a was asked for, b was not
  CHECK(!recent.find("b"));
  CHECK(*recent.find("a") == 1);
  CHECK(*recent.find("c") == 3);
  CHECK(*recent.put("c", 5) == 5);
  CHECK(*recent.find("c") == 5);
}

TEST_CASE("a line is made once for a state, and anew after the next step") {
  WorkMemory memory;
  int made = 0;
  const auto make = [&] { return Json{{"title", "Ґ"}, {"made", ++made}}; };
  CHECK(memory.line(state("first"), make)->at("made") == 1);
  CHECK(memory.line(state("first"), make)->at("made") == 1);
  CHECK(memory.line(state("second"), make)->at("made") == 2);
}

TEST_CASE("whom a document waits for is known for each person apart, unless the time of day counts") {
  WorkMemory memory;
  int made = 0;
  bool lasts = true;
  const auto make = [&] { return WorkMemory::Made{{++made % 2 == 1, {"clerk"}}, lasts}; };
  CHECK(memory.waiting(state("first"), "Єва", make)->mine);
  CHECK(memory.waiting(state("first"), "Єва", make)->mine);
  CHECK_FALSE(memory.waiting(state("first"), "Їжак", make)->mine);
  CHECK(memory.waiting(state("second"), "Єва", make)->roles == std::vector<std::string>{"clerk"});
  CHECK(made == 3);
  lasts = false;
  (void)memory.waiting(state("third"), "Єва", make);
  (void)memory.waiting(state("third"), "Єва", make);
  CHECK(made == 5);
}
