#include "evidence/evidence_check.h"

#include "evidence/bundle.h"
#include "evidence/page.h"
#include "ledger/hash_words.h"
#include "support/sample_journey.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::evidence;
using chancery::tests::SampleJourney;
using chancery::tests::SampleLedger;
using ledger::LedgerResult;
using signing::Indication;

namespace {

const Timestamp at = *Timestamp::parse("2027-01-01T00:00:00.000Z");

Reliance by_key() {
  return {.keys = {SampleLedger().signer().verifier_key()}};
}

EvidenceReport verified(const Material& material, const Reliance& reliance) {
  return verify_evidence(write_evidence(material), "x.evidence.zip", reliance, at);
}

CheckResult result_of(const EvidenceReport& report, const std::string& name) {
  for (const Check& check : report.checks) {
    if (check.name == name) return check.result;
  }
  return CheckResult::not_done;
}

std::string told(const EvidenceReport& report) {
  std::string text;
  for (const Check& check : report.checks)
    text += check.name + " " + std::string(name_of(check.result)) + ": " + to_log(check.message) + "\n";
  return text;
}

}  // namespace

TEST_CASE("good evidence is TOTAL-PASSED for whoever has the log’s key") {
  SampleJourney journey;
  const EvidenceReport report = verified(journey.whole_way().material(), by_key());
  INFO(told(report));
  CHECK(report.verdict == Indication::total_passed);
  CHECK(report.result == LedgerResult::ok);
  for (const char* name :
       {"format", "checkpoint", "origin", "inclusion", "openings", "sequence", "completeness", "replay", "files", "earlier"}) {
    INFO(name);
    CHECK(result_of(report, name) == CheckResult::passed);
  }
  for (const char* name : {"signatures", "time", "persons", "outside"}) CHECK(result_of(report, name) == CheckResult::not_done);
}

TEST_CASE("without anything from elsewhere it is INDETERMINATE: consistent with itself, origin not proved") {
  SampleJourney journey;
  const EvidenceReport report = verified(journey.whole_way().material(), {});
  CHECK(report.verdict == Indication::indeterminate);
  CHECK(report.result == LedgerResult::unverifiable);
  CHECK(result_of(report, "origin") == CheckResult::undecided);
}

TEST_CASE("a printed checkpoint, of now or older, and the words of the key prove the origin as a key does") {
  SampleJourney journey;
  const Material material = journey.whole_way().material();
  CHECK(verified(material, {.printed = {journey.printed()}}).verdict == Indication::total_passed);
  const auto older = *ledger::Checkpoint::parse(material.earlier[0].note.text());
  CHECK(verified(material, {.printed = {ledger::PrintedCheckpoint(older)}}).verdict == Indication::total_passed);
  const std::string words = ledger::hash_words(key_fingerprint(material.key));
  CHECK(verified(material, {.key_words = {words}}).verdict == Indication::total_passed);
}

TEST_CASE("a fingerprint of something else is false, one of another size could not be compared") {
  SampleJourney journey;
  const Material material = journey.whole_way().material();
  const ledger::PrintedCheckpoint other(ledger::Checkpoint(SampleLedger::origin, {journey.printed().size(), sha256("other")}));
  CHECK(verified(material, {.printed = {other}}).verdict == Indication::total_failed);
  const ledger::PrintedCheckpoint later(ledger::Checkpoint(SampleLedger::origin, {99, sha256("other")}));
  CHECK(verified(material, {.printed = {later}}).verdict == Indication::indeterminate);
  CHECK(verified(material, {.key_words = {ledger::hash_words(sha256("x"))}}).verdict == Indication::total_failed);
  const ledger::NoteSigner same_name(SampleLedger::origin, SecretBytes(std::string(32, 'x')));
  CHECK(verified(material, {.keys = {same_name.verifier_key()}}).verdict == Indication::total_failed);
  const ledger::NoteSigner stranger("stranger.example", SecretBytes(std::string(32, 'x')));
  CHECK(verified(material, {.keys = {stranger.verifier_key()}}).verdict == Indication::indeterminate);
}

TEST_CASE("the page says what the file says; a page of another make is not relied on") {
  SampleJourney journey;
  const Blob zip = write_evidence(journey.whole_way().material());
  const Bytes page = write_page(zip);
  CHECK(verify_evidence(Blob(Bytes(page)), "x.html", by_key(), at).verdict == Indication::total_passed);
  Bytes other = page;
  other.insert(other.find("<title>"), " ");
  CHECK(verify_evidence(Blob(Bytes(other)), "x.html", by_key(), at).verdict == Indication::indeterminate);
  CHECK(verify_evidence(Blob(page + "!"), "x.html", by_key(), at).verdict == Indication::total_failed);
}

TEST_CASE("an entry left out at the end is found by the map of last leaves") {
  SampleJourney journey;
  Material material = journey.whole_way().material();
  material.entries.pop_back();
  const EvidenceReport report = verified(material, by_key());
  CHECK(report.verdict == Indication::total_failed);
  CHECK(result_of(report, "completeness") == CheckResult::failed);
}

TEST_CASE("without the map nobody can say that nothing was left out") {
  SampleJourney journey;
  Material material = journey.whole_way().material();
  material.heads.reset();
  CHECK(verified(material, by_key()).verdict == Indication::indeterminate);
  CHECK(result_of(verified(material, by_key()), "completeness") == CheckResult::undecided);
}

TEST_CASE("an entry left out in the middle is found by the chain of the document") {
  SampleJourney journey;
  Material material = journey.whole_way().material();
  material.entries.erase(material.entries.begin() + 3);
  CHECK(result_of(verified(material, by_key()), "sequence") == CheckResult::failed);
}

TEST_CASE("what is not shown is WITHHELD, unless an erasure of it is recorded") {
  SampleJourney journey;
  journey.whole_way();
  const auto seq = journey.shown()[4].seq;
  Material hidden = journey.material();
  hidden.entries[4].openings.erase(hidden.entries[4].openings.begin() + 2);
  const EvidenceReport withheld = verified(hidden, by_key());
  CHECK(withheld.verdict == Indication::indeterminate);
  CHECK(withheld.result == LedgerResult::withheld);

  SampleJourney erasing;
  erasing.whole_way();
  const auto entry = erasing.ledger().leaves().size();
  erasing.ledger().event(ledger::Erased{{{seq, ledger::Label::note()}}, "basis"});
  Material erased = erasing.material();
  erased.entries[4].openings.erase(erased.entries[4].openings.begin() + 2);
  ledger::AppendedRange tree{ledger::Frontier()};
  for (const Bytes& leaf : erasing.ledger().leaves()) tree.append(ledger::hash_leaf(leaf));
  erased.office.insert(erased.office.begin(),
                       {entry, erasing.ledger().leaves()[entry], tree.prove(entry), erasing.ledger().openings(entry)});
  const EvidenceReport allowed = verified(erased, by_key());
  INFO(told(allowed));
  CHECK(allowed.verdict == Indication::total_passed);
}

TEST_CASE("an unlawful step in sound evidence is TOTAL-FAILED and named") {
  SampleJourney journey;
  journey.act("new", "clerk", {"clerk"});
  journey.lie("sign", "head", {"signatory"}, {"signed"}, SampleJourney::sign(1));
  journey.other_document();
  const EvidenceReport report = verified(journey.material(), by_key());
  CHECK(report.verdict == Indication::total_failed);
  CHECK(result_of(report, "replay") == CheckResult::failed);
  CHECK(result_of(report, "inclusion") == CheckResult::passed);
}

TEST_CASE("facts that are not in the file leave the replay open") {
  SampleJourney journey;
  Material material = journey.whole_way().material();
  material.facts.erase(material.facts.begin());
  CHECK(verified(material, by_key()).verdict == Indication::indeterminate);
}

TEST_CASE("a file that a step names has to be listed, a held one to be the recorded one") {
  SampleJourney journey;
  Material material = journey.whole_way().material();
  material.files.clear();
  CHECK(result_of(verified(material, by_key()), "files") == CheckResult::failed);
  Material without_content = journey.material();
  for (HeldFile& file : without_content.files) file.content.reset();
  CHECK(verified(without_content, by_key()).verdict == Indication::total_passed);
}

TEST_CASE("an older checkpoint that the ledger does not continue is false") {
  SampleJourney journey;
  Material material = journey.whole_way().material();
  const ledger::Checkpoint other(SampleLedger::origin, {3, sha256("other")});
  material.earlier[0].note = SampleLedger().signer().note(other.text());
  CHECK(result_of(verified(material, by_key()), "earlier") == CheckResult::failed);
}

TEST_CASE("a time stamp of another checkpoint is false; one of this is told, and that nobody judged its issuer") {
  SampleJourney journey;
  Material material = journey.whole_way().material();
  material.tokens = {{3, "a token of something else"}};
  CHECK(result_of(verified(material, by_key()), "time") == CheckResult::failed);
  const Bytes head("\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\x04\x20", 17);
  const auto imprint = *ledger::time_stamp_imprint(material.earlier[0].note, SampleLedger::origin);
  material.tokens = {{3, head + Bytes(imprint.view())}};
  CHECK(result_of(verified(material, by_key()), "time") == CheckResult::not_done);
}

TEST_CASE("a file that is none is damaged, not a crash") {
  for (const char* bytes : {"", "PK\3\4", "<!DOCTYPE html><!-- chancery evidence page -->\n", "nonsense"}) {
    CHECK(verify_evidence(Blob(bytes), "x", by_key(), at).verdict == Indication::total_failed);
  }
}
