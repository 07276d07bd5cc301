#include "ledger/verification.h"

#include "ledger/tiles.h"
#include "support/sample_ledger.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::ledger;
using chancery::tests::SampleLedger;
using chancery::tests::verify;

namespace {

/// Two documents and `size` leaves.
SampleLedger ledger_of(std::size_t size) {
  SampleLedger ledger;
  for (std::size_t i = 0; i < size; ++i) ledger.step(static_cast<unsigned>(i % 2));
  return ledger;
}

Checkpoint checkpoint_of(const SampleLedger& ledger, std::size_t size) {
  return *Checkpoint::parse(SignedNote::parse(ledger.files(size).at("checkpoint")).text());
}

std::string key_of(const LedgerReport& report) {
  return report.message.key;
}

}  // namespace

TEST_CASE("an untouched ledger is OK for whoever has its key") {
  for (const std::size_t size : {1U, 2U, 40U, 255U, 256U, 257U, 600U}) {
    const SampleLedger ledger = ledger_of(size);
    const LedgerReport report = verify(ledger.files(), ledger.question());
    INFO(to_log(report.message));
    CHECK(report.result == LedgerResult::ok);
    CHECK(report.head->size == size);
    CHECK_FALSE(report.entry);
    CHECK(report.remarks.empty());
  }
}

TEST_CASE("a ledger without entries is OK") {
  const SampleLedger ledger;
  CHECK(verify(ledger.files(), ledger.question()).result == LedgerResult::ok);
}

TEST_CASE("without a key from elsewhere the answer is at best UNVERIFIABLE") {
  const SampleLedger ledger = ledger_of(5);
  SampleLedger::Files files = ledger.files();
  CHECK(verify(files, {}).result == LedgerResult::unverifiable);
  files.erase("verifier-key");
  CHECK(verify(files, {}).result == LedgerResult::unverifiable);
}

TEST_CASE("without a key a ledger that contradicts itself is TAMPERED all the same") {
  SampleLedger::Files files = ledger_of(5).files();
  files["checkpoint"] =
      SampleLedger().signer().note("office.example/0011223344556677/e1\n5\n" + to_base64(sha256("").view()) + "\n").bytes();
  CHECK(verify(files, {}).result == LedgerResult::tampered);
}

TEST_CASE("a folder without a checkpoint has no ledger") {
  const SampleLedger ledger = ledger_of(5);
  SampleLedger::Files files = ledger.files();
  files.erase("checkpoint");
  CHECK(verify(files, ledger.question()).result == LedgerResult::absent);
}

TEST_CASE("a ledger signed by a key of another name is UNVERIFIABLE, by a known key wrongly is TAMPERED") {
  const SampleLedger ledger = ledger_of(5);
  SampleLedger::Files files = ledger.files();
  files.erase("verifier-key");
  const NoteSigner stranger("stranger.example", SecretBytes(std::string(32, 'x')));
  CHECK(verify(files, {{stranger.verifier_key()}, {}, false}).result == LedgerResult::unverifiable);
  const NoteSigner same_name(SampleLedger::origin, SecretBytes(std::string(32, 'x')));
  CHECK(verify(files, {{same_name.verifier_key()}, {}, false}).result == LedgerResult::tampered);
}

TEST_CASE("a changed verifier key in the export is noticed by whoever has the right one") {
  const SampleLedger ledger = ledger_of(5);
  SampleLedger::Files files = ledger.files();
  files["verifier-key"] = NoteSigner("x", SecretBytes(std::string(32, 'x'))).verifier_key().text() + "\n";
  CHECK(key_of(verify(files, ledger.question())) == "ledger.other_key");
  files["verifier-key"] = "nonsense\n";
  CHECK(key_of(verify(files, ledger.question())) == "ledger.file_damaged");
}

TEST_CASE("entries cut off at the end are TRUNCATED, entries taken out of the middle TAMPERED") {
  const SampleLedger ledger = ledger_of(600);
  SampleLedger::Files files = ledger.files();
  files.erase("tile/entries/002.p/88");
  const LedgerReport cut = verify(files, ledger.question());
  CHECK(cut.result == LedgerResult::truncated);
  CHECK(cut.entry == 512);
  files = ledger.files();
  files.erase("tile/entries/001");
  const LedgerReport gap = verify(files, ledger.question());
  CHECK(gap.result == LedgerResult::tampered);
  CHECK(gap.entry == 256);
}

TEST_CASE("a bundle that lacks its last entries is TRUNCATED from the first one missing") {
  const SampleLedger ledger = ledger_of(40);
  SampleLedger::Files files = ledger.files();
  const Bytes last = ledger.leaves().back();
  Bytes& bundle = files["tile/entries/000.p/40"];
  bundle.resize(bundle.size() - last.size() - 2);
  const LedgerReport report = verify(files, ledger.question());
  CHECK(report.result == LedgerResult::truncated);
  CHECK(report.entry == 39);
}

TEST_CASE("a doubled entry, a missing one in the middle and two exchanged ones are named") {
  const SampleLedger ledger = ledger_of(40);
  const auto with_bundle = [&](std::vector<Bytes> entries) {
    SampleLedger::Files files = ledger.files();
    files["tile/entries/000.p/40"] = write_bundle(entries);
    return verify(files, ledger.question());
  };
  std::vector<Bytes> entries = ledger.leaves();
  entries.insert(entries.begin() + 8, entries[7]);
  CHECK(with_bundle(entries).entry == 8);
  entries = ledger.leaves();
  entries.erase(entries.begin() + 20);
  CHECK(with_bundle(entries).entry == 20);
  CHECK(with_bundle(entries).result == LedgerResult::tampered);
  entries = ledger.leaves();
  std::swap(entries[30], entries[31]);
  CHECK(with_bundle(entries).entry == 30);
}

TEST_CASE("a missing or changed tile is named, and the entries are not blamed for it") {
  const SampleLedger ledger = ledger_of(300);
  for (const std::string name : {"tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1"}) {
    SampleLedger::Files files = ledger.files();
    REQUIRE(files.erase(name) == 1);
    const LedgerReport report = verify(files, ledger.question());
    CHECK(report.result == LedgerResult::tampered);
    CHECK(key_of(report) == "ledger.tile_differs");
  }
}

TEST_CASE("an entry and its tile changed together are found by the row above") {
  SampleLedger ledger = ledger_of(300);
  SampleLedger other = ledger_of(300);
  SampleLedger::Files files = ledger.files();
  std::vector<Bytes> entries(ledger.leaves().begin(), ledger.leaves().begin() + 256);
  entries[100] = ledger.leaves()[101];
  std::vector<Sha256> hashes;
  for (const Bytes& entry : entries) hashes.push_back(hash_leaf(entry));
  files["tile/entries/000"] = write_bundle(entries);
  files["tile/0/000"] = write_tile(hashes);
  const LedgerReport report = verify(files, ledger.question());
  CHECK(report.result == LedgerResult::tampered);
  CHECK(report.entry == 0);
}

TEST_CASE("a ledger continues its own earlier checkpoints") {
  const SampleLedger ledger = ledger_of(40);
  LedgerQuestion question = ledger.question();
  for (const std::size_t size : {0U, 1U, 7U, 32U, 40U}) {
    question.earlier = checkpoint_of(ledger, size);
    CHECK(verify(ledger.files(), question).result == LedgerResult::ok);
  }
}

TEST_CASE("a smaller ledger than one seen before is ROLLED BACK, another history FORKED") {
  const SampleLedger ledger = ledger_of(40);
  LedgerQuestion question = ledger.question();
  question.earlier = checkpoint_of(ledger, 40);
  CHECK(verify(ledger.files(30), question).result == LedgerResult::rolled_back);

  SampleLedger fork = ledger_of(20);
  for (int i = 0; i < 20; ++i) fork.step(7);
  CHECK(verify(fork.files(), ledger.question()).result == LedgerResult::ok);
  CHECK(verify(fork.files(), question).result == LedgerResult::forked);
  question.earlier = checkpoint_of(ledger, 30);
  CHECK(verify(fork.files(), question).result == LedgerResult::forked);
  question.earlier = checkpoint_of(ledger, 20);
  CHECK(verify(fork.files(), question).result == LedgerResult::ok);
}

TEST_CASE("a checkpoint of another log is no earlier checkpoint of this one") {
  const SampleLedger ledger = ledger_of(5);
  LedgerQuestion question = ledger.question();
  question.earlier = Checkpoint("other.example/0011223344556677/e1", checkpoint_of(ledger, 5).head());
  CHECK(verify(ledger.files(), question).result == LedgerResult::forked);
}

TEST_CASE("what is not shown is WITHHELD in a partner’s copy and TAMPERED in the office’s own") {
  const SampleLedger ledger = ledger_of(5);
  SampleLedger::Files files = ledger.files();
  files.erase("openings/3.json");
  LedgerQuestion question = ledger.question();
  const LedgerReport partner = verify(files, question);
  CHECK(partner.result == LedgerResult::withheld);
  CHECK(partner.entry == 3);
  question.own_copy = true;
  const LedgerReport own = verify(files, question);
  CHECK(own.result == LedgerResult::tampered);
  CHECK(own.entry == 3);
}

TEST_CASE("what was erased by an entry may be absent") {
  SampleLedger ledger = ledger_of(5);
  ledger.event(Erased{{{3, Label::who()}, {3, Label::note()}}, "basis"});
  auto& openings = ledger.openings(3);
  openings.erase(openings.begin() + 1, openings.end());
  CHECK(verify(ledger.files(), ledger.question()).result == LedgerResult::ok);
  openings.clear();
  CHECK(verify(ledger.files(), ledger.question()).result == LedgerResult::withheld);
}

TEST_CASE("an opening of another entry, a doubled and a changed one are found") {
  const auto change = [](auto change_openings) {
    SampleLedger ledger = ledger_of(6);
    change_openings(ledger);
    const LedgerReport report = verify(ledger.files(), ledger.question());
    CHECK(report.result == LedgerResult::tampered);
    CHECK(report.entry == 4);
  };
  change([](SampleLedger& ledger) { ledger.openings(4) = ledger.openings(3); });
  change([](SampleLedger& ledger) { ledger.openings(4).push_back(ledger.openings(4).front()); });
  change(
      [](SampleLedger& ledger) { ledger.openings(4)[2] = Opening(Label::note(), ledger.next_salt(), formats::Json::object()); });
  change([](SampleLedger& ledger) {
    ledger.openings(4).emplace_back(Label::data(SampleLedger::document(0)), ledger.next_salt(), formats::Json::object());
  });
}

TEST_CASE("a copied commitment is found") {
  SampleLedger ledger = ledger_of(4);
  const auto copied = std::get<StepLeaf>(read_leaf(ledger.leaves()[2]).value());
  const Opening who(Label::who(), ledger.next_salt(), ledger.openings(2)[1].value());
  const Opening step(Label::step(), ledger.next_salt(), to_json(ledger.next_step(0, "APPROVE")));
  ledger.add(StepLeaf{ledger.place(), step.commitment(), who.commitment(), copied.note}, {step, who, ledger.openings(2)[2]});
  const LedgerReport report = verify(ledger.files(), ledger.question());
  CHECK(report.result == LedgerResult::tampered);
  CHECK(key_of(report) == "ledger.commitment_copied");
}

TEST_CASE("a missing or doubled entry of a document is found by its sequence") {
  SampleLedger gap = ledger_of(4);
  static_cast<void>(gap.next_step(0, "LOST"));
  gap.step(0);
  CHECK(key_of(verify(gap.files(), gap.question())) == "ledger.doc_seq_broken");

  SampleLedger doubled = ledger_of(4);
  doubled.add_step(doubled.openings(2)[0].value());
  CHECK(key_of(verify(doubled.files(), doubled.question())) == "ledger.doc_seq_broken");

  SampleLedger wrong = ledger_of(4);
  Step step = wrong.next_step(0, "APPROVE");
  step.doc_prev = sha256("another leaf");
  wrong.add_step(to_json(step));
  CHECK(key_of(verify(wrong.files(), wrong.question())) == "ledger.doc_prev_broken");
}

TEST_CASE("a document’s chain may have gaps only where steps are not shown") {
  SampleLedger ledger = ledger_of(6);
  ledger.openings(2).clear();
  CHECK(verify(ledger.files(), ledger.question()).result == LedgerResult::withheld);
}

TEST_CASE("an entry that says it stands elsewhere is TAMPERED") {
  SampleLedger ledger = ledger_of(3);
  StepLeaf leaf = std::get<StepLeaf>(read_leaf(ledger.leaves()[1]).value());
  leaf.place.seq = 7;
  ledger.add(leaf, {});
  const LedgerReport report = verify(ledger.files(), ledger.question());
  CHECK(key_of(report) == "ledger.wrong_seq");
  CHECK(report.entry == 3);
}

TEST_CASE("an entry of another log is TAMPERED, unless it opens a new epoch") {
  SampleLedger other = ledger_of(3);
  other.change_log("other.example/0011223344556677/e1");
  other.step(0);
  CHECK(key_of(verify(other.files(), other.question())) == "ledger.wrong_log");

  SampleLedger epoch = ledger_of(3);
  const std::string next = Origin::parse(SampleLedger::origin)->next_epoch().text();
  epoch.change_log(next);
  epoch.event(EpochOpened{next, SampleLedger::origin, checkpoint_of(ledger_of(3), 3).head(), "restored"});
  LedgerQuestion question = epoch.question();
  question.earlier = checkpoint_of(ledger_of(3), 3);
  CHECK(verify(epoch.files(), question).result == LedgerResult::ok);
}

TEST_CASE("a checkpoint under another origin than the entries is TAMPERED") {
  SampleLedger ledger = ledger_of(3);
  ledger.change_log("other.example/0011223344556677/e1");
  CHECK(key_of(verify(ledger.files(), ledger.question())) == "ledger.wrong_origin");
}

TEST_CASE("a clock that went back is a remark, not a fault") {
  SampleLedger ledger = ledger_of(3);
  ledger.shift_clock(std::chrono::hours(-1));
  ledger.step(0);
  const LedgerReport report = verify(ledger.files(), ledger.question());
  CHECK(report.result == LedgerResult::ok);
  REQUIRE(report.remarks.size() == 1);
  CHECK(report.remarks[0].key == "ledger.clock_went_back");
}

TEST_CASE("what a later program wrote is proved whole and NOT UNDERSTOOD, never OK") {
  SampleLedger entry = ledger_of(3);
  entry.add_bytes(R"({"type":"chancery.leaf/2"})", {});
  CHECK(verify(entry.files(), entry.question()).result == LedgerResult::not_understood);
  CHECK(verify(entry.files(), entry.question()).entry == 3);

  SampleLedger value = ledger_of(3);
  formats::Json step = to_json(value.next_step(1, "APPROVE"));
  step["mood"] = "good";
  value.add_step(step);
  CHECK(verify(value.files(), value.question()).result == LedgerResult::not_understood);

  SampleLedger opening = ledger_of(3);
  SampleLedger::Files files = opening.files();
  files["openings/1.json"] = R"([{"type":"chancery.opening/2"}])";
  CHECK(verify(files, opening.question()).result == LedgerResult::not_understood);
}

TEST_CASE("the time stamps that the ledger logged are listed") {
  SampleLedger ledger = ledger_of(3);
  ledger.event(Anchored{3, sha256("token")});
  const LedgerReport report = verify(ledger.files(), ledger.question());
  CHECK(report.result == LedgerResult::ok);
  REQUIRE(report.anchors.size() == 1);
  CHECK(report.anchors[0].entry == 3);
  CHECK(report.anchors[0].size == 3);
  CHECK(report.anchors[0].token == sha256("token"));
}

TEST_CASE("a checkpoint that claims an enormous size is answered at once") {
  SampleLedger ledger = ledger_of(3);
  SampleLedger::Files files = ledger.files();
  const Checkpoint huge(SampleLedger::origin, {(TreeSize{1} << 62U) + 5, sha256("root")});
  files["checkpoint"] = ledger.signer().note(huge.text()).bytes();
  CHECK(verify(files, ledger.question()).result == LedgerResult::truncated);
}

TEST_CASE("every result has the name that the command line prints") {
  CHECK(name_of(LedgerResult::ok) == "OK");
  CHECK(name_of(LedgerResult::tampered) == "TAMPERED");
  CHECK(name_of(LedgerResult::truncated) == "TRUNCATED");
  CHECK(name_of(LedgerResult::rolled_back) == "ROLLED BACK");
  CHECK(name_of(LedgerResult::forked) == "FORKED");
  CHECK(name_of(LedgerResult::absent) == "ABSENT");
  CHECK(name_of(LedgerResult::withheld) == "WITHHELD");
  CHECK(name_of(LedgerResult::unverifiable) == "UNVERIFIABLE");
  CHECK(name_of(LedgerResult::not_understood) == "NOT UNDERSTOOD");
}
