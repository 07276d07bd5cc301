#pragma once

#include "base/salt.h"
#include "ledger/export.h"
#include "ledger/hash.h"
#include "ledger/leaf.h"
#include "ledger/opened_leaf.h"
#include "ledger/signed_note.h"
#include "ledger/step.h"
#include "ledger/verification.h"
#include "ledger/who.h"

#include <map>
#include <string>
#include <vector>

namespace chancery::tests {

/// A ledger of fictitious steps, written as `ledger export` writes it, for tests that look at it or damage it.
class SampleLedger {
 public:
  static constexpr const char* origin = "office.example/0011223344556677/e1";

  SampleLedger() : signer_("office.example/0011223344556677/e1", SecretBytes(std::string(32, 's'))) {}

  [[nodiscard]] static DocumentId document(unsigned number) {
    return *DocumentId::from_bytes(sha256("document " + std::to_string(number)).view().substr(0, DocumentId::size));
  }
  [[nodiscard]] const ledger::NoteSigner& signer() const { return signer_; }
  [[nodiscard]] const std::vector<Bytes>& leaves() const { return leaves_; }
  [[nodiscard]] std::vector<ledger::Opening>& openings(std::size_t seq) { return openings_[seq]; }

  /// The next step of a document, all three values shown.
  SampleLedger& step(unsigned document_number, const std::string& event = "APPROVE") {
    ledger::Step step = next_step(document_number, event);
    add_step(ledger::to_json(step));
    documents_.insert_or_assign(document_number, ledger::hash_leaf(leaves_.back()));
    return *this;
  }

  /// A step leaf over any value, as a faulty or later program might write it.
  SampleLedger& add_step(const formats::Json& value) {
    const ledger::Opening what(ledger::Label::step(), next_salt(), value);
    const ledger::Opening who(ledger::Label::who(), next_salt(), ledger::to_json(someone()));
    const ledger::Opening note(ledger::Label::note(), next_salt(), ledger::to_json(ledger::Note{"Єва Ґалаґан", {}, {}, {}}));
    add(ledger::StepLeaf{place(), what.commitment(), who.commitment(), note.commitment()}, {what, who, note});
    return *this;
  }

  SampleLedger& event(ledger::SystemEvent event) {
    const ledger::Opening who(ledger::Label::who(), next_salt(), ledger::to_json(someone()));
    add(ledger::SystemLeaf{place(), std::move(event), who.commitment()}, {who});
    return *this;
  }

  void add(const ledger::Leaf& leaf, std::vector<ledger::Opening> openings) {
    add_bytes(ledger::write_leaf(leaf), std::move(openings));
  }
  void add_bytes(Bytes leaf, std::vector<ledger::Opening> openings) {
    leaves_.push_back(std::move(leaf));
    openings_.push_back(std::move(openings));
  }

  [[nodiscard]] ledger::LeafPlace place() const {
    const auto start = *Timestamp::parse("2026-11-21T09:00:00.000Z");
    return {log_, leaves_.size(), start.plus(std::chrono::seconds(leaves_.size()) + shift_)};
  }
  /// Later leaves show another time, or another log.
  void shift_clock(std::chrono::seconds by) { shift_ = by; }
  void change_log(std::string log) { log_ = std::move(log); }

  [[nodiscard]] ledger::Step next_step(unsigned document_number, const std::string& event) {
    const std::uint64_t doc_seq = doc_seqs_[document_number]++;
    const auto last = documents_.find(document_number);
    return {.doc = document(document_number),
            .doc_seq = doc_seq,
            .doc_prev = last == documents_.end() ? std::nullopt : std::optional(last->second),
            .event = event,
            .refused_by = {},
            .revision = doc_seq + 1,
            .from = {"draft"},
            .to = {"review"},
            .workflow = {sha256("chart")},
            .facts = sha256("facts"),
            .manifest = {},
            .sections = {{"source", sha256("source")}},
            .in = {},
            .out = {ledger::OpenFile{"memorandum.docx", "application/octet-stream", 12, sha256("file")}},
            .signatures = {},
            .recorded = {},
            .parent = {}};
  }

  /// All files of the export by name.
  using Files = std::map<std::string, Bytes>;
  [[nodiscard]] Files files() const { return files(leaves_.size()); }
  [[nodiscard]] Files files(std::size_t size) const {
    Files files;
    const ledger::TreeHead head = ledger::export_tree(
        size, [this](ledger::TreeSize seq) { return leaves_[seq]; },
        [&](const std::string& name, BytesView content) { files[name] = Bytes(content); });
    files[ledger::checkpoint_name] = signer_.note(ledger::Checkpoint(log_, head).text()).bytes();
    files[ledger::verifier_key_name] = signer_.verifier_key().text() + "\n";
    for (std::size_t seq = 0; seq < size; ++seq) {
      formats::Json list = formats::Json::array();
      for (const ledger::Opening& opening : openings_[seq]) list.push_back(opening.to_json());
      files[ledger::openings_name(seq)] = formats::committed_json(list);
    }
    return files;
  }

  [[nodiscard]] ledger::LedgerQuestion question() const { return {{signer_.verifier_key()}, {}, false}; }

  [[nodiscard]] Salt next_salt() { return *Salt::from_bytes(sha256("salt " + std::to_string(salts_++)).view()); }

 private:
  [[nodiscard]] static ledger::Who someone() {
    const auto person = ledger::pseudonym_in(document(0), SecretBytes(std::string(32, 'p')));
    return {ledger::Actor(person), {}, "lawyer", "region", {}, {"password", {}, {}}};
  }

  ledger::NoteSigner signer_;
  std::string log_ = origin;
  std::chrono::seconds shift_{0};
  std::vector<Bytes> leaves_;
  std::vector<std::vector<ledger::Opening>> openings_;
  std::map<unsigned, Sha256> documents_;
  std::map<unsigned, std::uint64_t> doc_seqs_;
  unsigned salts_ = 0;
};

[[nodiscard]] inline ledger::LedgerReport verify(const SampleLedger::Files& files, const ledger::LedgerQuestion& question) {
  return ledger::verify_ledger(
      [&](const std::string& name) {
        const auto found = files.find(name);
        return found == files.end() ? std::nullopt : std::optional(found->second);
      },
      question);
}

}  // namespace chancery::tests
