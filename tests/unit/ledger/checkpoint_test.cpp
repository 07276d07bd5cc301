#include "ledger/checkpoint.h"

#include "ledger/hash_words.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::ledger;

namespace {

const std::string root = to_base64(sha256("root").view());

}  // namespace

TEST_CASE("a checkpoint is three lines and comes back from them") {
  const Checkpoint checkpoint("office.example/0011223344556677/e1", {42, sha256("root")});
  CHECK(checkpoint.text() == "office.example/0011223344556677/e1\n42\n" + root + "\n");
  CHECK(Checkpoint::parse(checkpoint.text()) == checkpoint);
  CHECK(Checkpoint::parse("a\n0\n" + root + "\n")->head().size == 0);
  CHECK(Checkpoint::parse("a\n9223372036854775807\n" + root + "\n"));
}

TEST_CASE("further lines of a checkpoint are passed over, but are never empty") {
  CHECK(Checkpoint::parse("a\n1\n" + root + "\nmore\nlines\n"));
  CHECK_FALSE(Checkpoint::parse("a\n1\n" + root + "\n\nlines\n"));
  CHECK_FALSE(Checkpoint::parse("a\n1\n" + root + "\nmore"));
}

TEST_CASE("sizes with leading zeros, signs or spaces, and inexact roots are refused") {
  for (const char* size : {"", "01", "00", "+1", "-1", " 1", "1 ", "1x", "0x1", "9223372036854775808", "١"}) {
    INFO(size);
    CHECK_FALSE(Checkpoint::parse("a\n" + std::string(size) + "\n" + root + "\n"));
  }
  CHECK_FALSE(Checkpoint::parse("a\n1\n" + root.substr(0, 43) + "\n"));
  CHECK_FALSE(Checkpoint::parse("a\n1\n" + root + " \n"));
  CHECK_FALSE(Checkpoint::parse("a\n1\nAAAA\n"));
  CHECK_FALSE(Checkpoint::parse("\n1\n" + root + "\n"));
  CHECK_FALSE(Checkpoint::parse("a\n1\n" + root));
  CHECK_FALSE(Checkpoint::parse("a\n1\n"));
  CHECK_FALSE(Checkpoint::parse(""));
}

TEST_CASE("the origin of a log is its name, 16 hex digits and the epoch") {
  const auto origin = Origin::make("zhytomyr.example", std::string("\x00\x11\x22\x33\x44\x55\x66\x77", 8));
  REQUIRE(origin);
  CHECK(origin->text() == "zhytomyr.example/0011223344556677/e1");
  CHECK(origin->next_epoch().text() == "zhytomyr.example/0011223344556677/e2");
  const auto again = Origin::parse("zhytomyr.example/0011223344556677/e12");
  REQUIRE(again);
  CHECK(again->log() == origin->log());
  CHECK(again->epoch() == 12);
}

TEST_CASE("what is no origin is refused") {
  const std::string random(8, 'r');
  for (const char* name : {"", "two words", "plus+plus", "Київ", "tab\t"}) CHECK_FALSE(Origin::make(name, random));
  CHECK_FALSE(Origin::make("a", "short"));
  for (const char* text :
       {"", "a", "a/e1", "a/0011223344556677", "a/0011223344556677/e0", "a/0011223344556677/e01", "a/0011223344556677/e",
        "/0011223344556677/e1", "a/001122334455667/e1", "a/00112233445566AA/e1", "a b/0011223344556677/e1"}) {
    INFO(text);
    CHECK_FALSE(Origin::parse(text));
  }
}

TEST_CASE("a hash is read aloud as eight groups of five letters, of its first 200 bits") {
  const Sha256 zeros = *Sha256::from_bytes(std::string(32, '\0'));
  CHECK(hash_words(zeros) == "AAAAA AAAAA AAAAA AAAAA AAAAA AAAAA AAAAA AAAAA");
  CHECK(hash_words(*Sha256::from_bytes("foobarfoobarfoobarfoobarf" + std::string(7, 'x'))) ==
        hash_words(*Sha256::from_bytes("foobarfoobarfoobarfoobarf" + std::string(7, 'y'))));
  CHECK(hash_words(*Sha256::from_bytes("foobarfoobarfoobarfoobarf1234567")).starts_with("MZXW6 YTBOJ TG633"));
}
