#include "support/effort.h"
#include "support/sample_ledger.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace chancery;
using namespace chancery::ledger;
using chancery::tests::SampleLedger;
using chancery::tests::verify;

namespace {

constexpr std::size_t ledger_size = 40;

/// Every byte in a thorough run, else one of so many, other ones in each file.
std::size_t stride(std::size_t most) {
  const auto effort = static_cast<std::size_t>(chancery::tests::effort());
  return effort >= 20 ? 1 : std::max<std::size_t>(1, most / effort);
}

SampleLedger sample() {
  SampleLedger ledger;
  for (std::size_t i = 0; i + 1 < ledger_size; ++i) ledger.step(static_cast<unsigned>(i % 3));
  ledger.event(Anchored{39, sha256("token")});
  return ledger;
}

/// Which entry each byte of the bundle belongs to, its length included.
std::vector<TreeSize> owners(const std::vector<Bytes>& leaves) {
  std::vector<TreeSize> owner;
  for (TreeSize seq = 0; seq < leaves.size(); ++seq) owner.insert(owner.end(), leaves[seq].size() + 2, seq);
  return owner;
}

/// Verifies the export with one bit of one byte of a file changed.
LedgerReport with_flip(SampleLedger::Files& files, const LedgerQuestion& question, const std::string& name, std::size_t at) {
  const auto bit = static_cast<char>(1U << (at % 8));
  char& byte = files[name][at];
  byte = static_cast<char>(byte ^ bit);
  LedgerReport report = verify(files, question);
  byte = static_cast<char>(byte ^ bit);
  return report;
}

}  // namespace

TEST_CASE("any changed byte of an entry is found and the entry named") {
  const SampleLedger ledger = sample();
  SampleLedger::Files files = ledger.files();
  const std::vector<TreeSize> owner = owners(ledger.leaves());
  const std::string name = "tile/entries/000.p/40";
  REQUIRE(files[name].size() == owner.size());
  for (std::size_t at = 0; at < owner.size(); at += stride(97)) {
    const LedgerReport report = with_flip(files, ledger.question(), name, at);
    INFO("byte " << at << ": " << to_log(report.message));
    REQUIRE(report.result == LedgerResult::tampered);
    REQUIRE(report.entry == owner[at]);
  }
  CHECK(verify(files, ledger.question()).result == LedgerResult::ok);
}

TEST_CASE("any changed byte of a tile is found and its place named") {
  const SampleLedger ledger = sample();
  SampleLedger::Files files = ledger.files();
  const std::string name = "tile/0/000.p/40";
  for (std::size_t at = 0; at < files[name].size(); at += stride(17)) {
    const LedgerReport report = with_flip(files, ledger.question(), name, at);
    REQUIRE(report.result == LedgerResult::tampered);
    REQUIRE(report.entry == at / Sha256::size);
  }
}

TEST_CASE("any changed byte of an opening is found and the entry named") {
  const SampleLedger ledger = sample();
  SampleLedger::Files files = ledger.files();
  const std::size_t step = stride(97);
  for (TreeSize seq = 0; seq < ledger_size; ++seq) {
    const std::string name = openings_name(seq);
    for (std::size_t at = seq % step; at < files[name].size(); at += step) {
      const LedgerReport report = with_flip(files, ledger.question(), name, at);
      INFO(name << " byte " << at << ": " << to_log(report.message));
      REQUIRE((report.result == LedgerResult::tampered || report.result == LedgerResult::not_understood));
      REQUIRE(report.entry == seq);
    }
  }
}

TEST_CASE("any changed byte of the checkpoint or of the key beside it is found") {
  const SampleLedger ledger = sample();
  SampleLedger::Files files = ledger.files();
  for (const std::string name : {"checkpoint", "verifier-key"}) {
    for (std::size_t at = 0; at < files[name].size(); ++at) {
      const LedgerReport report = with_flip(files, ledger.question(), name, at);
      INFO(name << " byte " << at << ": " << to_log(report.message));
      REQUIRE(report.result == LedgerResult::tampered);
    }
  }
}

TEST_CASE("any file of the export cut at any length is found") {
  const SampleLedger ledger = sample();
  const SampleLedger::Files whole = ledger.files();
  for (const auto& [name, content] : whole) {
    for (std::size_t length = 0; length < content.size(); length += stride(1500)) {
      SampleLedger::Files files = whole;
      files[name].resize(length);
      INFO(name << " cut to " << length);
      REQUIRE(verify(files, ledger.question()).result != LedgerResult::ok);
    }
  }
}

namespace {

/// A thousand leaves of seven documents, with entries of the office among them.
const SampleLedger& thousand() {
  static const SampleLedger& made = *[] {
    static SampleLedger ledger;
    while (ledger.leaves().size() < 1000) {
      const std::size_t size = ledger.leaves().size();
      if (size % 100 == 99) {
        ledger.event(Anchored{size, sha256("token " + std::to_string(size))});
      } else {
        ledger.step(static_cast<unsigned>(size % 7));
      }
    }
    return &ledger;
  }();
  return made;
}

/// So many places in a file of this length, always others, from the first byte to the last.
std::vector<std::size_t> places_in(std::size_t length, std::size_t count) {
  std::vector<std::size_t> places{0, length - 1};
  for (std::size_t i = 2; i < count; ++i) places.push_back((i * 2654435761U) % length);
  return places;
}

}  // namespace

TEST_CASE("in a ledger of a thousand leaves a changed byte of any file is found") {
  SampleLedger::Files files = thousand().files();
  const LedgerQuestion question = thousand().question();
  REQUIRE(verify(files, question).result == LedgerResult::ok);
  const std::size_t step = stride(333);
  std::size_t number = 0;
  for (const std::string& name : [&] {
         std::vector<std::string> names;
         for (const auto& [file, content] : files) names.push_back(file);
         return names;
       }()) {
    const bool is_opening = name.starts_with("openings/");
    if (is_opening && ++number % step != 0) continue;
    for (const std::size_t at :
         places_in(files[name].size(), is_opening ? 2 : static_cast<std::size_t>(1 + chancery::tests::effort()))) {
      const LedgerReport report = with_flip(files, question, name, at);
      INFO(name << " byte " << at << ": " << to_log(report.message));
      REQUIRE(report.result != LedgerResult::ok);
      if (is_opening) REQUIRE(openings_name(*report.entry) == name);
    }
  }
}

TEST_CASE("a thousand leaves cut, forked or rolled back are told apart against an earlier checkpoint") {
  LedgerQuestion question = thousand().question();
  for (const std::size_t size : {1U, 256U, 1000U}) {
    question.earlier = Checkpoint::parse(SignedNote::parse(thousand().files(size).at("checkpoint")).text());
    CHECK(verify(thousand().files(), question).result == LedgerResult::ok);
    if (size == 1000) CHECK(verify(thousand().files(999), question).result == LedgerResult::rolled_back);
    question.earlier = Checkpoint(SampleLedger::origin, {size, sha256("another history")});
    CHECK(verify(thousand().files(), question).result == LedgerResult::forked);
  }
  SampleLedger::Files files = thousand().files();
  REQUIRE(files.erase("tile/entries/003.p/232") == 1);
  CHECK(verify(files, thousand().question()).result == LedgerResult::truncated);
}
