#include "ledger/key_history.h"

#include "support/sample_ledger.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::ledger;
using chancery::tests::SampleLedger;
using chancery::tests::verify;

namespace {

NoteSigner second_signer() {
  return {SampleLedger::origin, SecretBytes(std::string(32, '2'))};
}

Checkpoint checkpoint_of(const SampleLedger& ledger, std::size_t size) {
  return *Checkpoint::parse(SignedNote::parse(ledger.files(size).at("checkpoint")).text());
}

/// Four steps, a new key, two steps more.
SampleLedger rotated() {
  SampleLedger ledger;
  for (unsigned i = 0; i < 4; ++i) ledger.step(i % 2);
  ledger.event(KeyAdded{second_signer().verifier_key().text(), checkpoint_of(ledger, 4).text()});
  ledger.step(0).step(1);
  return ledger;
}

/// The export as the new key signs it, with the checkpoint that both keys signed right after the change.
SampleLedger::Files files_of(const SampleLedger& ledger) {
  SampleLedger::Files files = ledger.files();
  const std::string text = checkpoint_of(ledger, ledger.leaves().size()).text();
  files["checkpoint"] = second_signer().note(text).bytes();
  files["verifier-key"] = second_signer().verifier_key().text() + "\n";
  const std::string overlap = checkpoint_of(ledger, 5).text();
  files["checkpoints/after-4"] = SignedNote(overlap, {ledger.signer().sign(overlap), second_signer().sign(overlap)}).bytes();
  return files;
}

}  // namespace

TEST_CASE("whoever has the old key accepts the new one by the checkpoint that both signed") {
  const SampleLedger ledger = rotated();
  const LedgerReport report = verify(files_of(ledger), ledger.question());
  INFO(to_log(report.message));
  CHECK(report.result == LedgerResult::ok);
}

TEST_CASE("without an overlapping signature of the old key the new one proves nothing") {
  const SampleLedger ledger = rotated();
  SampleLedger::Files files = files_of(ledger);
  files.erase("checkpoints/after-4");
  CHECK(verify(files, ledger.question()).result == LedgerResult::unverifiable);
  files["checkpoints/after-4"] = second_signer().note(checkpoint_of(ledger, 5).text()).bytes();
  CHECK(verify(files, ledger.question()).result == LedgerResult::unverifiable);
}

TEST_CASE("an overlapping checkpoint of another tree, or of a time before the change, is TAMPERED") {
  const SampleLedger ledger = rotated();
  SampleLedger::Files files = files_of(ledger);
  files["checkpoints/after-4"] = ledger.signer().note(Checkpoint(SampleLedger::origin, {6, sha256("other")}).text()).bytes();
  CHECK(verify(files, ledger.question()).result == LedgerResult::tampered);
  files["checkpoints/after-4"] = ledger.signer().note(checkpoint_of(ledger, 4).text()).bytes();
  CHECK(verify(files, ledger.question()).result == LedgerResult::tampered);
  files["checkpoints/after-4"] = "nonsense";
  CHECK(verify(files, ledger.question()).entry == 4);
}

TEST_CASE("a revoked key counts up to its last trusted checkpoint and no further") {
  SampleLedger ledger = rotated();
  ledger.event(KeyRevoked{ledger.signer().verifier_key().text(), checkpoint_of(ledger, 6).text()});
  // signed by the old key alone, after it was revoked
  CHECK(verify(ledger.files(), ledger.question()).result != LedgerResult::ok);
  const LedgerReport report = verify(files_of(ledger), ledger.question());
  INFO(to_log(report.message));
  CHECK(report.result == LedgerResult::ok);
}

TEST_CASE("a key event with a key or checkpoint that is none is NOT UNDERSTOOD") {
  SampleLedger ledger;
  ledger.event(KeyAdded{"no key", "no checkpoint"});
  CHECK(verify(ledger.files(), ledger.question()).result == LedgerResult::not_understood);
}
