#include "evidence/recorded_state.h"

#include "ledger/step.h"

#include <algorithm>

namespace chancery::evidence {
namespace {

using formats::Json;

constexpr const char* state_name = "state.json";

/// Collects the columns in which a row and the leaves differ.
class Comparison {
 public:
  explicit Comparison(const char* table) : table_(table) {}

  Comparison& same(const char* column, bool holds) {
    if (!holds) {
      differences_.push_back({"evidence.row_differs", {{"table", std::string(table_)}, {"column", std::string(column)}}});
    }
    return *this;
  }
  [[nodiscard]] std::vector<Message> take() { return std::move(differences_); }

 private:
  const char* table_;
  std::vector<Message> differences_;
};

bool same_signatures(const document::Document& document, const ReplayedDocument& replayed) {
  return std::all_of(document.signatures.begin(), document.signatures.end(), [&](const document::Signature& signature) {
    return !document::is_party_signature(signature.act) || replayed.signed_parties.contains(signature.party);
  });
}

std::optional<Sha256> frozen_manifest(const document::Document& document) {
  return document.frozen ? std::optional(document.frozen->manifest.sha256) : std::nullopt;
}

}  // namespace

ledger::Opening state_opening(const document::Document& after, const BlobId& blob, const Salt& salt) {
  const Bytes state = formats::canonical_json(document::to_json(after));
  return {ledger::Label::file(after.id, blob), salt,
          ledger::to_json(ledger::OpenFile{state_name, "application/json", state.size(), sha256(state)})};
}

std::optional<Sha256> recorded_state(const DocumentId& document, std::span<const ledger::Opening> openings) {
  for (const ledger::Opening& opening : openings) {
    const bool of_document = opening.label().text().starts_with("file:" + document.hex() + ":");
    if (of_document && opening.value().value("name", Json()) == state_name) {
      return Sha256::parse(opening.value()["sha256"].get_ref<const std::string&>());
    }
  }
  return std::nullopt;
}

std::vector<Message> differences(const DocumentRow& row, const ReplayedDocument& replayed, const std::optional<Sha256>& state) {
  const document::Document& document = row.document;
  Comparison comparison("documents");
  comparison.same("id", document.id == replayed.document)
      .same("doc_seq", row.doc_seq == replayed.doc_seq)
      .same("last_leaf", row.last_leaf == replayed.last_leaf)
      .same("revision", document.revision == replayed.revision)
      .same("workflow", document.workflow == replayed.workflow)
      .same("configuration", document.configuration == replayed.configuration)
      .same("instance", document.instance == replayed.instance)
      .same("author", document.author == replayed.author)
      .same("performances", document.performances == replayed.performances)
      .same("frozen", frozen_manifest(document) == replayed.frozen)
      .same("closed", document.closed == replayed.closed)
      .same("signatures", same_signatures(document, replayed));
  if (state) comparison.same("state", sha256(formats::canonical_json(document::to_json(document))) == *state);
  return comparison.take();
}

std::vector<Message> differences(const StepRow& row, const ShownStep& shown, Timestamp leaf_time) {
  const Json& step = shown.step;
  Comparison comparison("steps");
  comparison.same("seq", row.seq == shown.seq)
      .same("document", row.document.hex() == step["doc"])
      .same("doc_seq", row.doc_seq == step["doc_seq"])
      .same("revision", row.revision == step["revision"])
      .same("event", row.event == step["event"])
      .same("outcome", (row.refused ? "refused" : "done") == step["outcome"])
      .same("time", row.time == leaf_time)
      .same("facts", sha256(row.facts).hex() == step["facts"]);
  if (shown.who) {
    const Json& who = *shown.who;
    const bool delegated = who.contains("behind");
    comparison.same("principal", row.for_somebody == delegated && (!row.principal || who["person"] == *row.principal));
  }
  if (row.person && shown.who) comparison.same("person", shown.who->value("behind", (*shown.who)["person"]) == *row.person);
  return comparison.take();
}

}  // namespace chancery::evidence
