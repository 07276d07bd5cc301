#include "engine/ledger_batch.h"

#include "base/error.h"
#include "ledger/hash.h"
#include "ledger/leaf.h"

namespace chancery::engine {
namespace {

using ledger::Label;
using ledger::Opening;

std::vector<ledger::File> files_of(const std::vector<document::File>& files, const std::vector<Sha256>& closed) {
  std::vector<ledger::File> list;
  for (const document::File& file : files)
    list.emplace_back(ledger::OpenFile{file.path, file.media_type, file.size, file.sha256});
  for (const Sha256& commitment : closed) list.emplace_back(ledger::ClosedFile{commitment});
  return list;
}

ledger::Step step_of(const Prepared& prepared) {
  const Draft& draft = prepared.draft;
  const auto& expected = prepared.expected;
  return {draft.document.id,
          expected ? expected->doc_seq + 1 : 0,
          expected ? std::optional(expected->last_leaf) : std::nullopt,
          prepared.event,
          prepared.refused_by,
          draft.document.revision,
          prepared.from,
          draft.document.configuration,
          {draft.document.workflow},
          sha256(prepared.facts),
          draft.manifest,
          draft.sections,
          files_of(draft.in, {}),
          files_of(draft.out, draft.out_closed),
          draft.signatures,
          draft.recorded,
          std::nullopt};
}

}  // namespace

ledger::Frontier frontier_of(store::Leaves& leaves) {
  const auto head = leaves.head();
  if (!head) return {};
  auto frontier = ledger::Frontier::parse(head->size, head->frontier);
  check_invariant(frontier && frontier->root() == head->root, "the stored tree head is the root of its frontier");
  return *std::move(frontier);
}

LedgerBatch::LedgerBatch(store::Database& database, std::string origin)
    : leaves_(database), origin_(std::move(origin)), range_(frontier_of(leaves_)) {}

WrittenLeaf LedgerBatch::compose(const Prepared& prepared, Timestamp time) const {
  std::vector<Opening> openings{Opening(Label::step(), prepared.step_salt, ledger::to_json(step_of(prepared))),
                                Opening(Label::who(), prepared.who_salt, ledger::to_json(prepared.who)),
                                Opening(Label::note(), prepared.note_salt, ledger::to_json(prepared.note))};
  const ledger::StepLeaf leaf{
      {origin_, range_.frontier().size(), time}, openings[0].commitment(), openings[1].commitment(), openings[2].commitment()};
  openings.insert(openings.end(), prepared.draft.openings.begin(), prepared.draft.openings.end());
  return next(ledger::write_leaf(leaf), std::move(openings));
}

WrittenLeaf LedgerBatch::compose(const ledger::SystemEvent& event, const Salt& salt, Timestamp time,
                                 const std::optional<ledger::Who>& who) const {
  const ledger::Who system{
      ledger::Actor::system(), std::nullopt, "system", "", std::nullopt, {"system", std::nullopt, std::nullopt}};
  Opening opening(Label::who(), salt, ledger::to_json(who.value_or(system)));
  const ledger::SystemLeaf leaf{{origin_, range_.frontier().size(), time}, event, opening.commitment()};
  return next(ledger::write_leaf(leaf), {std::move(opening)});
}

WrittenLeaf LedgerBatch::next(Bytes bytes, std::vector<Opening> openings) const {
  const Sha256 hash = ledger::hash_leaf(bytes);
  return {range_.frontier().size(), hash, std::move(bytes), std::move(openings)};
}

void LedgerBatch::add(const WrittenLeaf& leaf) {
  check_invariant(leaf.seq == range_.frontier().size(), "a leaf is stored as the next one");
  leaves_.add(leaf.seq, leaf.bytes, leaf.hash);
  for (const Opening& opening : leaf.openings) {
    leaves_.add_opening(leaf.seq, {opening.label().text(), opening.salt(), formats::committed_json(opening.value())});
  }
  range_.append(leaf.hash);
  written_.emplace_back(leaf.seq, leaf.hash);
}

void LedgerBatch::finish() {
  for (const auto& [seq, hash] : written_) {
    const auto stored = leaves_.bytes(seq);
    check_invariant(stored && ledger::hash_leaf(*stored) == hash, "a leaf is read back as it was hashed");
  }
  for (const auto& [node, hash] : range_.nodes()) {
    if (node.level > 0) leaves_.add_node(node.level, node.index, hash);
  }
  const ledger::Frontier& frontier = range_.frontier();
  leaves_.save_head({frontier.size(), frontier.root(), frontier.serialise()});
}

ledger::Receipt LedgerBatch::receipt(const WrittenLeaf& leaf, const ledger::SignedNote& checkpoint) const {
  return {ledger::TlogProof(leaf.seq, range_.prove(leaf.seq), checkpoint, leaf.bytes), leaf.openings};
}

}  // namespace chancery::engine
