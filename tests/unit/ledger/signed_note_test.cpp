#include "ledger/signed_note.h"

#include "base/error.h"
#include "ledger/ed25519.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::ledger;

namespace {

NoteSigner signer(const std::string& name, char seed = 's') {
  return {name, SecretBytes(std::string(32, seed))};
}

std::string refusal(std::string_view bytes) {
  try {
    static_cast<void>(SignedNote::parse(bytes));
  } catch (const Error& error) {
    CHECK(error.fault() == Fault::input);
    return error.message().key;
  }
  return "";
}

}  // namespace

TEST_CASE("Ed25519 gives the signature of RFC 8032 section 7.1, test 1") {
  const SecretBytes seed(*parse_hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
  CHECK(to_hex(*ed25519_public_key(seed)) == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  const Bytes signature = ed25519_sign(seed, "");
  CHECK(to_hex(signature) ==
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe2465514143"
        "8e7a"
        "100b");
  CHECK(ed25519_verifies(*ed25519_public_key(seed), "", signature));
  CHECK_FALSE(ed25519_verifies(*ed25519_public_key(seed), "x", signature));
  CHECK_FALSE(ed25519_verifies(*ed25519_public_key(seed), "", "short"));
  CHECK_FALSE(ed25519_verifies("short", "", signature));
  CHECK_FALSE(ed25519_public_key(SecretBytes("short")));
}

TEST_CASE("a note that was signed is read back and verified") {
  const NoteSigner log = signer("log.example");
  const std::string bytes = log.note("Текст із порожнім рядком\n\nі ще одним\n").bytes();
  const SignedNote note = SignedNote::parse(bytes);
  CHECK(note.text() == "Текст із порожнім рядком\n\nі ще одним\n");
  CHECK(note.bytes() == bytes);
  CHECK(verify_note(note, {&log.verifier_key(), 1}).is_valid());
}

TEST_CASE("signing the same text again gives the same bytes") {
  CHECK(signer("log.example").note("text\n").bytes() == signer("log.example").note("text\n").bytes());
}

TEST_CASE("signatures of unknown keys are passed over, a wrong one of a known key is not") {
  const NoteSigner log = signer("log.example");
  const NoteSigner other = signer("other.example", 'o');
  const SignedNote both("text\n", {log.sign("text\n"), other.sign("text\n")});
  CHECK(verify_note(both, {&log.verifier_key(), 1}).is_valid());
  CHECK(verify_note(both, {&other.verifier_key(), 1}).is_valid());
  const SignedNote wrong("text\n", {log.sign("text\n"), other.sign("other text\n")});
  CHECK(verify_note(wrong, {&log.verifier_key(), 1}).is_valid());
  const std::vector<VerifierKey> known{log.verifier_key(), other.verifier_key()};
  const Verdict verdict = verify_note(wrong, known);
  CHECK(verdict.kind() == Verdict::Kind::invalid);
  CHECK(verdict.why() == Message{"ledger.note_bad_signature", {{"key", "other.example"}}});
}

TEST_CASE("a note that no known key signed could not be checked") {
  const NoteSigner log = signer("log.example");
  const Verdict verdict = verify_note(signer("log.example", 'o').note("text\n"), {&log.verifier_key(), 1});
  CHECK(verdict.kind() == Verdict::Kind::unchecked);
  CHECK(verdict.why().key == "ledger.note_unknown_keys");
  CHECK(verify_note(log.note("text\n"), {}).kind() == Verdict::Kind::unchecked);
}

TEST_CASE("a note with control characters, broken UTF-8 or no signatures is refused") {
  const std::string bytes = signer("log.example").note("text\n").bytes();
  CHECK(refusal("te\txt" + bytes) == "ledger.note_characters");
  CHECK(refusal("te\rxt" + bytes) == "ledger.note_characters");
  CHECK(refusal("te\xFFxt" + bytes) == "ledger.note_characters");
  CHECK(refusal("te\xED\xA0\x80xt" + bytes) == "ledger.note_characters");
  CHECK(refusal("te\xC0\xAFxt" + bytes) == "ledger.note_characters");
  CHECK(refusal(std::string("te\0xt", 5) + bytes) == "ledger.note_characters");
  CHECK(refusal("") == "ledger.note_not_signed");
  CHECK(refusal("text\n") == "ledger.note_not_signed");
  CHECK(refusal("text\n\n") == "ledger.note_signature_line");
}

TEST_CASE("a key that signed twice is refused, whoever it is") {
  const NoteSigner log = signer("log.example");
  const NoteSignature signature = log.sign("text\n");
  CHECK(refusal(SignedNote("text\n", {signature, signature}).bytes()) == "ledger.note_doubled_signature");
  NoteSignature other = signature;
  other.value = std::string(64, 'x');
  CHECK(refusal(SignedNote("text\n", {signature, other}).bytes()) == "ledger.note_doubled_signature");
}

TEST_CASE("damaged signature lines are refused") {
  const std::string good = "\xE2\x80\x94 name AAAAAAAA\n";
  CHECK(refusal("text\n\n" + good).empty());
  for (const std::string line :
       {"- name AAAAAAAA\n", "\xE2\x80\x94 name  AAAAAAAA\n", "\xE2\x80\x94 name AAAAAAA\n", "\xE2\x80\x94 name AAAA\n",
        "\xE2\x80\x94 name AAAAAA==\n", "\xE2\x80\x94  AAAAAAAA\n", "\xE2\x80\x94 AAAAAAAA\n", "\xE2\x80\x94 na+me AAAAAAAA\n",
        "\xE2\x80\x94 name AAAAAAAA ", "\xE2\x80\x94 na\xC2\xA0me AAAAAAAA\n", "\xE2\x80\x94 name AAAAAAAA"}) {
    INFO(line);
    CHECK(refusal("text\n\n" + line) == "ledger.note_signature_line");
  }
}

TEST_CASE("a note of more than a megabyte or a hundred signatures is refused") {
  CHECK(refusal(std::string(1'000'001, 'x')) == "ledger.note_too_large");
  std::string bytes = "text\n\n";
  for (int i = 0; i < 100; ++i) bytes += "\xE2\x80\x94 name" + std::to_string(i) + " AAAAAAAA\n";
  CHECK(refusal(bytes).empty());
  CHECK(refusal(bytes + "\xE2\x80\x94 more AAAAAAAA\n") == "ledger.note_too_large");
}

TEST_CASE("a verifier key is its name, hash and key, and comes back from its text") {
  const VerifierKey key = signer("log.example").verifier_key();
  const auto again = VerifierKey::parse(key.text());
  REQUIRE(again);
  CHECK(*again == key);
  const auto published = VerifierKey::parse("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8");
  REQUIRE(published);
  CHECK(published->id() == 0x033de0ae);
  CHECK(published->name() == "sum.golang.org");
}

TEST_CASE("a damaged verifier key is no key") {
  const std::string text = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    INFO(changed);
    CHECK_FALSE(VerifierKey::parse(changed));
  }
  for (const char* other : {"", "+", "++", "name", "name+00000000", "name+00000000+",
                            "na me+00000000+AQ==", "sum.golang.org+033DE0AE+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"}) {
    CHECK_FALSE(VerifierKey::parse(other));
  }
}

TEST_CASE("a signer needs a seed of 32 bytes and a name that a key can have") {
  CHECK_THROWS_AS(NoteSigner("name", SecretBytes("short")), Error);
  CHECK_THROWS_AS(signer("na me"), Error);
  CHECK_THROWS_AS(signer("na+me"), Error);
  CHECK_THROWS_AS(signer(""), Error);
}

TEST_CASE("a time stamp covers the text, the empty line and the log’s own signature line") {
  const NoteSigner log = signer("log.example");
  const NoteSigner witness = signer("witness.example", 'w');
  const SignedNote note("text\n", {witness.sign("text\n"), log.sign("text\n")});
  CHECK(time_stamp_imprint(note, "log.example") == sha256("text\n\n" + *note.line_of("log.example")));
  CHECK(time_stamp_imprint(note, "log.example") == time_stamp_imprint(log.note("text\n"), "log.example"));
  CHECK_FALSE(time_stamp_imprint(note, "stranger.example"));
}
