#include "ledger/tlog_proof.h"

#include "base/error.h"
#include "ledger/appended_range.h"
#include "ledger/hash.h"
#include "ledger/receipt.h"
#include "support/sample_ledger.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::ledger;
using chancery::tests::SampleLedger;

namespace {

const std::vector<std::string> entries{"one", "two", "three", "four", "five"};

SignedNote signed_checkpoint(const NoteSigner& signer, const TreeHead& head) {
  return signer.note(Checkpoint(signer.verifier_key().name(), head).text());
}

NoteSigner log_signer() {
  return {"log.example", SecretBytes(std::string(32, 's'))};
}

TlogProof proof_of(TreeSize index, std::optional<Bytes> extra = {}) {
  AppendedRange range{Frontier()};
  for (const std::string& entry : entries) range.append(hash_leaf(entry));
  return {index, range.prove(index), signed_checkpoint(log_signer(), range.frontier().head()), std::move(extra)};
}

std::string refusal(const std::string& text) {
  try {
    static_cast<void>(TlogProof::parse(text));
  } catch (const Error& error) {
    return error.message().key;
  }
  return "";
}

/// The receipt of the last leaf of a ledger of five.
Receipt receipt_of(SampleLedger& ledger) {
  while (ledger.leaves().size() < 5) ledger.step(1);
  AppendedRange range{Frontier()};
  for (const Bytes& leaf : ledger.leaves()) range.append(hash_leaf(leaf));
  const SignedNote checkpoint = ledger.signer().note(Checkpoint(SampleLedger::origin, range.frontier().head()).text());
  return {TlogProof(4, range.prove(4), checkpoint, ledger.leaves()[4]), ledger.openings(4)};
}

}  // namespace

TEST_CASE("a proof is written as tlog-proof has it and read back") {
  const TlogProof proof = proof_of(2);
  const std::string text = proof.text();
  CHECK(text.starts_with("c2sp.org/tlog-proof@v1\nindex 2\n" + to_base64(hash_leaf("four").view()) + "\n"));
  CHECK(text.ends_with("\n\n" + proof.checkpoint().bytes()));
  CHECK(TlogProof::parse(text).text() == text);
  const std::string with_extra = proof_of(4, "extra\nbytes").text();
  CHECK(with_extra.starts_with("c2sp.org/tlog-proof@v1\nextra ZXh0cmEKYnl0ZXM=\nindex 4\n"));
  CHECK(TlogProof::parse(with_extra).extra() == "extra\nbytes");
  CHECK(TlogProof::parse(proof_of(4, "").text()).extra() == "");
  CHECK_FALSE(TlogProof::parse(text).extra());
}

TEST_CASE("a proof verifies its own entry under the log’s key, and nothing else") {
  const VerifierKey key = log_signer().verifier_key();
  for (TreeSize index = 0; index < entries.size(); ++index) {
    const TlogProof proof = TlogProof::parse(proof_of(index).text());
    CHECK(verify_entry(proof, entries[index], {&key, 1}).is_valid());
    CHECK(verify_entry(proof, "other", {&key, 1}).kind() == Verdict::Kind::invalid);
    CHECK(verify_entry(proof, entries[index], {}).kind() == Verdict::Kind::unchecked);
  }
}

TEST_CASE("a proof over a note that is no checkpoint is invalid") {
  const NoteSigner signer = log_signer();
  const TlogProof proof(0, {}, signer.note("not\na\ncheckpoint\n"));
  CHECK(verify_entry(proof, "one", {&signer.verifier_key(), 1}).why().key == "ledger.checkpoint_text");
}

TEST_CASE("texts that are not exactly a proof are refused with the line") {
  const std::string text = proof_of(2).text();
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string changed = text;
    return refusal(changed.replace(changed.find(from), from.size(), to));
  };
  CHECK(with("tlog-proof@v1", "tlog-proof@v2") == "ledger.proof_text");
  CHECK(with("index 2", "index 02") == "ledger.proof_text");
  CHECK(with("index 2", "index -2") == "ledger.proof_text");
  CHECK(with("index 2", "index  2") == "ledger.proof_text");
  CHECK(with("index 2\n", "") == "ledger.proof_text");
  CHECK(with("index 2\n", "extra A\nindex 2\n") == "ledger.proof_text");
  CHECK(with("index 2\n", "index 2\nAAAA\n") == "ledger.proof_text");
  CHECK(with("index 2\n", "index 2\n not base64\n") == "ledger.proof_text");
  CHECK(refusal("") == "ledger.proof_text");
  CHECK(refusal("c2sp.org/tlog-proof@v1\nindex 2\n") == "ledger.proof_text");
  std::string long_proof;
  for (int i = 0; i < 64; ++i) long_proof += to_base64(sha256("").view()) + "\n";
  CHECK(with("index 2\n", "index 2\n" + long_proof) == "ledger.proof_text");
}

TEST_CASE("a request to a witness is the old size, the proof and the checkpoint") {
  const NoteSigner signer = log_signer();
  const SignedNote checkpoint = signed_checkpoint(signer, {5, sha256("root")});
  CHECK(witness_request(3, {sha256("a")}, checkpoint) == "old 3\n" + to_base64(sha256("a").view()) + "\n\n" + checkpoint.bytes());
  CHECK(witness_request(0, {}, checkpoint) == "old 0\n\n" + checkpoint.bytes());
}

TEST_CASE("a receipt comes back from its JSON and proves its step") {
  SampleLedger ledger;
  const Receipt receipt = receipt_of(ledger);
  const auto again = Receipt::parse(formats::parse_json(formats::canonical_json(receipt.to_json()), "receipt"));
  REQUIRE(again.understood());
  CHECK(again.value().leaf() == ledger.leaves()[4]);
  CHECK(again.value().openings().size() == 3);
  CHECK(verify_receipt(again.value(), {&ledger.signer().verifier_key(), 1}).is_valid());
  CHECK(verify_receipt(again.value(), {}).kind() == Verdict::Kind::unchecked);
}

TEST_CASE("a receipt with an opening, leaf or proof of another step is invalid") {
  SampleLedger ledger;
  const Receipt receipt = receipt_of(ledger);
  const auto known = std::span(&ledger.signer().verifier_key(), 1);
  CHECK(verify_receipt(Receipt(receipt.proof(), {ledger.openings(3)[0]}), known).why().key == "ledger.opening_mismatch");
  const TlogProof& proof = receipt.proof();
  const Receipt other_leaf(TlogProof(4, proof.hashes(), proof.checkpoint(), ledger.leaves()[3]), {});
  CHECK(verify_receipt(other_leaf, known).why().key == "ledger.receipt_index");
  const Receipt other_proof(TlogProof(3, proof.hashes(), proof.checkpoint(), ledger.leaves()[3]), {});
  CHECK(verify_receipt(other_proof, known).kind() == Verdict::Kind::invalid);
  const Receipt unknown(TlogProof(4, proof.hashes(), proof.checkpoint(), "{}"), {});
  CHECK(verify_receipt(unknown, known).kind() == Verdict::Kind::unchecked);
}

TEST_CASE("a receipt of another shape is not understood") {
  SampleLedger ledger;
  const formats::Json whole = receipt_of(ledger).to_json();
  formats::Json json = whole;
  json["type"] = "chancery.receipt/2";
  CHECK_FALSE(Receipt::parse(json).understood());
  json = whole;
  json["openings"][0]["salt"] = "x";
  CHECK_FALSE(Receipt::parse(json).understood());
  json = whole;
  json["proof"] = proof_of(2).text();
  CHECK_FALSE(Receipt::parse(json).understood());
  json["proof"] = "nonsense";
  CHECK_THROWS_AS(Receipt::parse(json), Error);
}
