#include "ledger/leaf.h"

#include "base/error.h"
#include "ledger/opened_leaf.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::ledger;

namespace {

const Timestamp noon = *Timestamp::parse("2026-11-21T12:00:00.000Z");

LeafPlace place(TreeSize seq) {
  return {"office.example/0011223344556677/e1", seq, noon};
}

StepLeaf step_leaf(TreeSize seq) {
  return {place(seq), sha256("step"), sha256("who"), sha256("note")};
}

}  // namespace

TEST_CASE("a step leaf has exactly the keys of FORMATS in canonical order") {
  CHECK(write_leaf(step_leaf(7)) == R"({"log":"office.example/0011223344556677/e1","note":")" + sha256("note").hex() +
                                        R"(","seq":7,"step":")" + sha256("step").hex() +
                                        R"(","time":"2026-11-21T12:00:00.000Z","type":"chancery.leaf/1","who":")" +
                                        sha256("who").hex() + R"("})");
}

TEST_CASE("leaves come back from their bytes, at any place") {
  for (const TreeSize seq : {TreeSize{0}, TreeSize{9}, TreeSize{10}, TreeSize{9007199254740991}}) {
    const Bytes bytes = write_leaf(step_leaf(seq));
    const auto reading = read_leaf(bytes);
    REQUIRE(reading.understood());
    CHECK(place_of(reading.value()).seq == seq);
    CHECK(place_of(reading.value()).time == noon);
    CHECK(write_leaf(reading.value()) == bytes);
    CHECK(commitment_of(reading.value(), Label::step()) == sha256("step"));
    CHECK(commitment_of(reading.value(), Label::who()) == sha256("who"));
    CHECK(commitment_of(reading.value(), Label::note()) == sha256("note"));
  }
}

TEST_CASE("an origin beyond ASCII is read by the general reader, to the same leaf") {
  StepLeaf leaf = step_leaf(1);
  leaf.place.log = "Київ \"область\" Ґ’/1";
  const auto reading = read_leaf(write_leaf(leaf));
  REQUIRE(reading.understood());
  CHECK(place_of(reading.value()).log == leaf.place.log);
}

TEST_CASE("system leaves of every event come back from their bytes") {
  const std::vector<SystemEvent> events{EpochOpened{"a/e2", "a/e1", {5, sha256("root")}, "restored"},
                                        KeyAdded{"vkey", "a\n0\nroot\n"},
                                        KeyRevoked{"vkey", "a\n5\nroot\n"},
                                        Anchored{5, sha256("token")},
                                        Erased{{{3, Label::who()}, {4, Label::note()}}, "basis"},
                                        Erased{{}, "basis"},
                                        HeadsTaken{{5, sha256("heads")}},
                                        RefusalsCounted{noon, "rights.sign", 3}};
  const std::vector<std::string> names{"epoch",  "key_added", "key_revoked", "anchor",
                                       "erased", "erased",    "heads",       "counted_refusals"};
  for (std::size_t i = 0; i < events.size(); ++i) {
    CHECK(name_of(events[i]) == names[i]);
    const Bytes bytes = write_leaf(SystemLeaf{place(2), events[i], sha256("who")});
    const auto reading = read_leaf(bytes);
    REQUIRE(reading.understood());
    CHECK(std::get<SystemLeaf>(reading.value()).event.index() == events[i].index());
    CHECK(write_leaf(reading.value()) == bytes);
    CHECK(commitment_of(reading.value(), Label::who()) == sha256("who"));
    CHECK_FALSE(commitment_of(reading.value(), Label::step()));
  }
}

TEST_CASE("a leaf of 16 KiB is written, one of a byte more is refused") {
  const auto leaf_with = [](std::size_t length) {
    return SystemLeaf{place(0), Erased{{}, std::string(length, 'x')}, sha256("who")};
  };
  const std::size_t rest = write_leaf(leaf_with(0)).size();
  CHECK(write_leaf(leaf_with(largest_leaf - rest)).size() == largest_leaf);
  try {
    static_cast<void>(write_leaf(leaf_with(largest_leaf - rest + 1)));
    FAIL("a leaf of 16 KiB and one byte was written");
  } catch (const Error& error) {
    CHECK(error.fault() == Fault::input);
    CHECK(error.message().key == "ledger.leaf_too_long");
  }
}

TEST_CASE("a leaf longer than 16 KiB is not understood") {
  CHECK_FALSE(read_leaf(std::string(largest_leaf + 1, ' ')).understood());
}

TEST_CASE("anything but the canonical bytes of a known leaf is not understood") {
  const Bytes bytes = write_leaf(step_leaf(7));
  const auto with = [&](const std::string& from, const std::string& to) {
    Bytes changed = bytes;
    changed.replace(changed.find(from), from.size(), to);
    return read_leaf(changed);
  };
  REQUIRE(with("\"seq\":7", "\"seq\":8").understood());
  CHECK_FALSE(with("\"seq\":7", "\"seq\":07").understood());
  CHECK_FALSE(with("\"seq\":7", "\"seq\":-7").understood());
  CHECK_FALSE(with("\"seq\":7", "\"seq\": 7").understood());
  CHECK_FALSE(with("\"seq\":7", "\"seq\":9007199254740992").understood());
  CHECK_FALSE(with("\"seq\":7", "\"seq\":\"7\"").understood());
  CHECK_FALSE(with("\"seq\":7,", "").understood());
  CHECK_FALSE(with("\"seq\":7", "\"seq\":7,\"seq\":7").understood());
  CHECK_FALSE(with("leaf/1", "leaf/2").understood());
  CHECK_FALSE(with("2026-11-21T12", "2026-11-21T25").understood());
  CHECK_FALSE(with("\"who\":", "\"why\":").understood());
  CHECK_FALSE(with("\"log\":", "\"extra\":\"x\",\"log\":").understood());
  CHECK_FALSE(read_leaf(bytes + " ").understood());
  CHECK_FALSE(read_leaf(" " + bytes).understood());
  CHECK_FALSE(read_leaf("").understood());
  CHECK_FALSE(read_leaf("[]").understood());
  CHECK_FALSE(read_leaf("{}").understood());
  for (std::size_t length = 0; length < bytes.size(); ++length) CHECK_FALSE(read_leaf(bytes.substr(0, length)).understood());
}

TEST_CASE("an unknown event, or known data of another shape, is not understood") {
  const auto read = [](const std::string& event, const std::string& data) {
    return read_leaf(R"({"data":)" + data + R"(,"event":")" + event +
                     R"(","log":"a","seq":0,"time":"2026-11-21T12:00:00.000Z",)" + R"("type":"chancery.system/1","who":")" +
                     sha256("").hex() + R"("})");
  };
  REQUIRE(read("erased", R"({"basis":"x","openings":[]})").understood());
  CHECK(read("published", "{}").why().key == "ledger.unknown_event");
  CHECK(read("erased", R"({"basis":"x","more":"y","openings":[]})").why().key == "ledger.unknown_key");
  CHECK(read("erased", R"({"openings":[]})").why().key == "ledger.missing_key");
  CHECK(read("erased", R"({"basis":1,"openings":[]})").why().key == "ledger.unknown_value");
  CHECK(read("erased", R"({"basis":"x","openings":{}})").why().key == "ledger.unknown_value");
  CHECK(read("erased", R"({"basis":"x","openings":[{"label":"leaf.other","seq":1}]})").why().key == "ledger.unknown_value");
  CHECK(read("heads", R"({"root":"00","size":1})").why().key == "ledger.unknown_value");
}
