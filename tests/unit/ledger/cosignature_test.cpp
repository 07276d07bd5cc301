#include "ledger/cosignature.h"

#include "ledger/checkpoint.h"
#include "ledger/ed25519.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::ledger;

namespace {

const std::string origin = "office.example/0011223344556677/e1";

SecretBytes seed() {
  return SecretBytes(std::string(32, 'w'));
}
WitnessKey witness() {
  return *WitnessKey::make("witness.example/ґ1", *ed25519_public_key(seed()));
}
SignedNote log_note() {
  const NoteSigner log(origin, SecretBytes(std::string(32, 'l')));
  return log.note(Checkpoint(origin, {7, sha256("root")}).text());
}

std::string big_endian(std::uint64_t time) {
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>((time >> static_cast<unsigned>(shift)) & 0xFFU);
  return bytes;
}

SignedNote cosigned(std::uint64_t time, const std::string& value) {
  const SignedNote note = log_note();
  std::vector<NoteSignature> signatures = note.signatures();
  signatures.push_back({witness().name(), witness().id(), big_endian(time) + value});
  return SignedNote::parse(SignedNote(note.text(), signatures).bytes());
}

std::string signature(std::uint64_t time) {
  return ed25519_sign(seed(), cosigned_text(time, log_note().text()));
}

}  // namespace

TEST_CASE("a witness’s signature over time and checkpoint is valid and tells the time") {
  const Cosignature checked = verify_cosignature(cosigned(1679315147, signature(1679315147)), witness());
  CHECK(checked.verdict.is_valid());
  CHECK(checked.time == 1679315147U);
}

TEST_CASE("another time than the one that was signed is invalid") {
  const Cosignature checked = verify_cosignature(cosigned(1679315148, signature(1679315147)), witness());
  CHECK(checked.verdict.kind() == Verdict::Kind::invalid);
  CHECK_FALSE(checked.time);
}

TEST_CASE("a time beyond 2^63 − 1 and a value of another length are invalid") {
  const std::uint64_t late = std::uint64_t{1} << 63U;
  CHECK(verify_cosignature(cosigned(late, signature(late)), witness()).verdict.kind() == Verdict::Kind::invalid);
  CHECK(verify_cosignature(cosigned(5, signature(5) + "x"), witness()).verdict.kind() == Verdict::Kind::invalid);
  CHECK(verify_cosignature(cosigned(5, ""), witness()).verdict.kind() == Verdict::Kind::invalid);
}

TEST_CASE("a checkpoint that the witness has not signed could not be checked") {
  CHECK(verify_cosignature(log_note(), witness()).verdict.kind() == Verdict::Kind::unchecked);
}

TEST_CASE("a witness’s key is of its own type: it does not pass for a log’s and the reverse") {
  const WitnessKey key = witness();
  CHECK(WitnessKey::parse(key.text())->id() == key.id());
  CHECK_FALSE(VerifierKey::parse(key.text()));
  CHECK_FALSE(WitnessKey::parse(VerifierKey::make(key.name(), key.public_key())->text()));
  CHECK_FALSE(WitnessKey::parse(key.text() + "A"));
  CHECK_FALSE(WitnessKey::make("two words", key.public_key()));
  CHECK_FALSE(WitnessKey::make("short", "key"));
}

// The example of C2SP tlog-cosignature: its key is not published, the time in the signature is.
TEST_CASE("the note of the standard’s example is read with both signature lines") {
  const SignedNote note = SignedNote::parse(
      "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
      "— example.com/behind-the-sofa "
      "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
      "— witness.example.com/w1 "
      "jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n");
  REQUIRE(note.signatures().size() == 2);
  CHECK(note.signatures()[1].value.size() == 72);
  CHECK(note.signatures()[1].value.substr(0, 8) == big_endian(1679315147));
}
