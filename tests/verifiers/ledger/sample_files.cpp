#include "evidence/bundle.h"
#include "evidence/evidence_check.h"
#include "evidence/page.h"
#include "ledger/hash_words.h"
#include "ledger/tlog_proof.h"
#include "support/sample_journey.h"

#include <filesystem>
#include <fstream>
#include <iostream>

using namespace chancery;
using chancery::tests::SampleJourney;
using chancery::tests::SampleLedger;

namespace {

void write(const std::filesystem::path& path, BytesView content) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary).write(content.data(), static_cast<std::streamsize>(content.size()));
}

/// `export/` as `ledger export` writes it, and a proof of each kind beside it.
void write_ledger(const std::filesystem::path& folder) {
  SampleLedger ledger;
  for (unsigned i = 0; i < 599; ++i) ledger.step(i % 7);
  ledger.event(ledger::Anchored{599, sha256("token")});
  for (const auto& [name, content] : ledger.files()) write(folder / "export" / name, content);

  ledger::AppendedRange tree{ledger::Frontier()};
  for (const Bytes& leaf : ledger.leaves()) tree.append(ledger::hash_leaf(leaf));
  const auto note = ledger::SignedNote::parse(ledger.files().at(ledger::checkpoint_name));
  for (const ledger::TreeSize seq : {0U, 255U, 256U, 599U}) {
    const std::string name = "proofs/" + std::to_string(seq);
    write(folder / (name + ".tlog-proof"), ledger::TlogProof(seq, tree.prove(seq), note).text());
    write(folder / (name + ".leaf"), ledger.leaves()[seq]);
  }
  const auto nodes = [&](const ledger::NodeId& node) { return tree.nodes().at(node); };
  write(folder / "proofs/consistency", ledger::witness_request(300, ledger::make_consistency_proof(300, 600, nodes), note));
  write(folder / "proofs/root-300", to_base64(ledger::root_of(300, nodes).view()));
}

}  // namespace

/// sample_files DIR [TOKEN]: what verifiers by others are given; TOKEN is a time stamp over checkpoint 3 of the evidence.
int main(int count, char** arguments) {
  if (count < 2) return 2;
  const std::filesystem::path folder = arguments[1];
  write_ledger(folder);
  SampleJourney journey;
  evidence::Material material = journey.whole_way().material();
  if (count > 2) {
    std::ifstream in(arguments[2], std::ios::binary);
    material.tokens = {{3, Bytes(std::istreambuf_iterator<char>(in), {})}};
  }
  const Blob zip = evidence::write_evidence(material);
  write(folder / "sample.evidence.zip", zip.bytes());
  write(folder / "sample.evidence.html", evidence::write_page(zip));
  write(folder / "page.html", evidence::verifier_page());
  write(folder / "key", material.key.text() + "\n");
  write(folder / "key-words", ledger::hash_words(evidence::key_fingerprint(material.key)) + "\n");
  write(folder / "printed", journey.printed().text());
  return 0;
}
