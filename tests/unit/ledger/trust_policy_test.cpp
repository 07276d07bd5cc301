#include "ledger/trust_policy.h"

#include "base/error.h"
#include "ledger/checkpoint.h"
#include "ledger/ed25519.h"

#include <catch2/catch.hpp>

#include <map>

using namespace chancery;
using namespace chancery::ledger;

namespace {

const std::string origin = "office.example/0011223344556677/e1";

SecretBytes seed(char letter) {
  return SecretBytes(std::string(32, letter));
}
NoteSigner log_signer() {
  return {origin, seed('l')};
}
std::string witness_text(char letter) {
  return WitnessKey::make(std::string("w-") + letter, *ed25519_public_key(seed(letter)))->text();
}

/// A checkpoint that the log and these witnesses signed.
SignedNote checkpoint(const std::string& witnesses) {
  const SignedNote note = log_signer().note(Checkpoint(origin, {7, sha256("root")}).text());
  std::vector<NoteSignature> signatures = note.signatures();
  for (const char letter : witnesses) {
    const WitnessKey key = *WitnessKey::parse(witness_text(letter));
    const std::string value = std::string(7, '\0') + "\x05" + ed25519_sign(seed(letter), cosigned_text(5, note.text()));
    signatures.push_back({key.name(), key.id(), value});
  }
  return {note.text(), signatures};
}

std::string with_witnesses(const std::string& rest) {
  std::string text = "# Чернігів і партнери\n\nlog " + log_signer().verifier_key().text() + " https://office.example/log\n";
  for (const char letter : std::string("abxy")) text += std::string("witness ") + letter + " " + witness_text(letter) + "\n";
  return text + rest;
}

std::int64_t refused_line(const std::string& text) {
  try {
    static_cast<void>(TrustPolicy::parse(text));
  } catch (const Error& error) {
    CHECK(error.message().key == "ledger.policy_line");
    return std::get<std::int64_t>(error.message().arguments.at(0).second);
  }
  return 0;
}

}  // namespace

TEST_CASE("a quorum of two groups counts the witnesses of each") {
  const TrustPolicy policy = TrustPolicy::parse(
      with_witnesses("group first 2 a b\n  group\tsecond any x y \ngroup both all first second\nquorum both\n"));
  CHECK(policy.logs().size() == 1);
  CHECK(policy.judge(checkpoint("abx")).is_valid());
  CHECK(policy.judge(checkpoint("abxy")).is_valid());
  CHECK(policy.judge(checkpoint("axy")).kind() == Verdict::Kind::unchecked);
  CHECK(policy.judge(checkpoint("ab")).kind() == Verdict::Kind::unchecked);
}

TEST_CASE("a quorum may be one witness or none") {
  CHECK(TrustPolicy::parse(with_witnesses("quorum a\n")).judge(checkpoint("a")).is_valid());
  CHECK_FALSE(TrustPolicy::parse(with_witnesses("quorum a\n")).judge(checkpoint("b")).is_valid());
  CHECK(TrustPolicy::parse(with_witnesses("quorum none\n")).judge(checkpoint("")).is_valid());
}

TEST_CASE("a wrong signature of a listed log or witness is invalid, whatever the quorum") {
  const TrustPolicy policy = TrustPolicy::parse(with_witnesses("quorum a\n"));
  SignedNote note = checkpoint("ab");
  std::vector<NoteSignature> signatures = note.signatures();
  signatures[2].value.back() = static_cast<char>(signatures[2].value.back() ^ 1);
  CHECK(policy.judge({note.text(), signatures}).kind() == Verdict::Kind::invalid);
  signatures = note.signatures();
  signatures[0].value.back() = static_cast<char>(signatures[0].value.back() ^ 1);
  CHECK(policy.judge({note.text(), signatures}).kind() == Verdict::Kind::invalid);
}

TEST_CASE("a checkpoint that no listed log signed could not be checked; a policy without logs judges witnesses alone") {
  const SignedNote note = checkpoint("a");
  const SignedNote without_log(note.text(), {note.signatures().back()});
  CHECK(TrustPolicy::parse(with_witnesses("quorum a\n")).judge(without_log).kind() == Verdict::Kind::unchecked);
  CHECK(TrustPolicy::parse("witness a " + witness_text('a') + "\nquorum a\n").judge(without_log).is_valid());
}

TEST_CASE("whatever a policy may not hold is refused with its line") {
  const std::map<std::string, std::string> wrong{
      {"no quorum", ""},
      {"two quorums", "quorum a\nquorum b\n"},
      {"an unknown quorum", "quorum z\n"},
      {"a group of none", "group g any none\nquorum g\n"},
      {"an unknown member", "group g any a z\nquorum g\n"},
      {"a member twice", "group g all a a\nquorum g\n"},
      {"a member of two groups", "group g any a\ngroup h any a\nquorum g\n"},
      {"a group without members", "group g any\nquorum g\n"},
      {"a threshold of zero", "group g 0 a\nquorum g\n"},
      {"a threshold above", "group g 2 a\nquorum g\n"},
      {"a threshold with a zero", "group g 01 a\nquorum g\n"},
      {"a name twice", "group a any b\nquorum a\n"},
      {"the name none", "group none any b\nquorum none\n"},
      {"a witness key twice", "witness other " + witness_text('a') + "\nquorum a\n"},
      {"a log key twice", "log " + log_signer().verifier_key().text() + "\nquorum a\n"},
      {"a log’s key for a witness", "witness other " + log_signer().verifier_key().text() + "\nquorum a\n"},
      {"an unknown word", "mirror a\nquorum a\n"},
      {"a control character", "quorum a\r\n"},
      {"no line end", "quorum a"},
  };
  for (const auto& [what, rest] : wrong) {
    INFO(what);
    CHECK(refused_line(with_witnesses(rest)) >= 8);
  }
}
