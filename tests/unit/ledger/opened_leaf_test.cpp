#include "ledger/opened_leaf.h"

#include "support/sample_ledger.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::ledger;
using chancery::tests::SampleLedger;

namespace {

/// A step leaf over a step with one closed file, and the openings of leaf and file.
struct WithClosedFile {
  WithClosedFile()
      : file(Label::file(SampleLedger::document(1), *BlobId::parse("ffeeddccbbaa99887766554433221100")), ledger.next_salt(),
             to_json(OpenFile{"annex.pdf", "application/pdf", 3, sha256("pdf")})) {
    Step step = ledger.next_step(1, "ATTACH");
    step.in = {ClosedFile{file.commitment()}};
    ledger.add_step(to_json(step));
  }
  [[nodiscard]] Leaf leaf() const { return read_leaf(ledger.leaves()[0]).value(); }

  SampleLedger ledger;
  Opening file;
};

}  // namespace

TEST_CASE("the openings of a leaf are valid, all or some of them") {
  WithClosedFile step;
  const std::vector<Opening> all = step.ledger.openings(0);
  CHECK(verify_openings(step.leaf(), all).is_valid());
  CHECK(verify_openings(step.leaf(), std::span(all).first(1)).is_valid());
  CHECK(verify_openings(step.leaf(), {}).is_valid());
}

TEST_CASE("a closed file is shown by its own opening, together with the step that names it") {
  WithClosedFile step;
  std::vector<Opening> openings = step.ledger.openings(0);
  openings.push_back(step.file);
  CHECK(verify_openings(step.leaf(), openings).is_valid());
  CHECK(verify_openings(step.leaf(), {&step.file, 1}).why().key == "ledger.opening_mismatch");
  openings.back() = Opening(step.file.label(), step.ledger.next_salt(), step.file.value());
  CHECK(verify_openings(step.leaf(), openings).why().key == "ledger.opening_mismatch");
}

TEST_CASE("values that a later program wrote are not understood") {
  SampleLedger ledger;
  ledger.add_step({{"doc", "later"}});
  const Leaf leaf = read_leaf(ledger.leaves()[0]).value();
  CHECK(verify_openings(leaf, ledger.openings(0)).kind() == Verdict::Kind::unchecked);
}

TEST_CASE("a system leaf has no step and no note to open") {
  SampleLedger ledger;
  ledger.step(1).event(HeadsTaken{{1, sha256("heads")}});
  const Leaf leaf = read_leaf(ledger.leaves()[1]).value();
  CHECK(verify_openings(leaf, ledger.openings(1)).is_valid());
  CHECK(verify_openings(leaf, ledger.openings(0)).kind() == Verdict::Kind::invalid);
}
