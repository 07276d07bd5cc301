#pragma once

#include "ledger/document_chains.h"
#include "ledger/event_check.h"
#include "ledger/finding.h"
#include "ledger/leaf.h"
#include "ledger/opened_leaf.h"
#include "ledger/verification.h"

#include <optional>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

namespace chancery::ledger {

/// What the entries say, one after another: that each stands in its place in this log, that every opening fits, that no
/// commitment is used twice, that no document's leaf is missing.
class HistoryCheck {
 public:
  /// `last` is the checkpoint, `known` the keys that trust starts from.
  HistoryCheck(Checkpoint last, std::vector<VerifierKey> known, const LedgerQuestion& question, const FileReader& files)
      : last_(std::move(last)), own_copy_(question.own_copy), files_(files), events_(std::move(known), files) {
    for (const ErasedOpening& opening : question.erased) erased_.emplace(opening.seq, opening.label);
  }

  void add(TreeSize index, BytesView entry, const Sha256& leaf, const HeadBefore& before);
  /// After the last entry.   The first finding of the gravest kind.
  [[nodiscard]] std::optional<Finding> conclude();

  [[nodiscard]] const EventCheck& events() const { return events_; }
  [[nodiscard]] const std::vector<Message>& remarks() const { return remarks_; }

 private:
  void keep(Finding finding);
  void check_place(TreeSize index, const Leaf& leaf);
  void check_log(TreeSize index, const Leaf& leaf);
  void check_openings(TreeSize index, const Leaf& leaf, const Sha256& hash);
  void check_reuse(TreeSize index, const Leaf& leaf);
  [[nodiscard]] std::optional<std::vector<Opening>> read_openings(TreeSize index, BytesView bytes);
  void note_missing(TreeSize index, const Leaf& leaf, std::span<const Opening> openings);

  Checkpoint last_;
  bool own_copy_;
  const FileReader& files_;
  EventCheck events_;
  std::optional<Finding> tampered_;
  std::optional<Finding> not_understood_;
  std::string log_;
  std::optional<Timestamp> last_time_;
  DocumentChains chains_;
  std::unordered_set<Sha256> commitments_;
  std::vector<std::pair<TreeSize, Label>> missing_;
  std::set<std::pair<TreeSize, Label>> erased_;  // what the ledger does not say itself
  std::vector<Message> remarks_;
};

}  // namespace chancery::ledger
