#include "ledger/event_check.h"

#include "base/error.h"

#include <algorithm>

namespace chancery::ledger {
namespace {

struct Parsed {
  SignedNote note;
  TreeHead head;
};

std::optional<Parsed> parse_checkpoint(BytesView bytes) {
  try {
    SignedNote note = SignedNote::parse(bytes);
    const auto checkpoint = Checkpoint::parse(note.text());
    return checkpoint ? std::optional(Parsed{std::move(note), checkpoint->head()}) : std::nullopt;
  } catch (const Error&) {
    return std::nullopt;  // the finding names the file
  }
}

}  // namespace

std::optional<Finding> EventCheck::judge(const Overlap& overlap, const TreeHead& here) {
  if (overlap.head != here) return tampered_file("ledger.file_damaged", overlap.entry, overlap_name(overlap.entry));
  keys_.add_checkpoint(overlap.note, here.size);
  return std::nullopt;
}

std::optional<Finding> EventCheck::pass(TreeSize index, const HeadBefore& before) {
  std::optional<Finding> first;
  for (const Overlap& overlap : overlaps_) {
    if (overlap.head.size != index) continue;
    auto finding = judge(overlap, before());
    if (!first) first = std::move(finding);
  }
  return first;
}

std::optional<Finding> EventCheck::conclude(const TreeHead& head) {
  std::optional<Finding> first;
  for (const Overlap& overlap : overlaps_) {
    if (overlap.head.size < head.size) continue;
    auto finding = judge(overlap, head);
    if (!first) first = std::move(finding);
  }
  return first;
}

std::optional<Finding> EventCheck::add_key(TreeSize index, bool understood) {
  if (!understood) return Finding{LedgerResult::not_understood, index, about_entry("ledger.key_event_odd", index)};
  const auto bytes = files_(overlap_name(index));
  if (!bytes) return std::nullopt;
  auto parsed = parse_checkpoint(*bytes);
  if (!parsed || parsed->head.size <= index) return tampered_file("ledger.file_damaged", index, overlap_name(index));
  overlaps_.push_back({index, std::move(parsed->note), parsed->head});
  return std::nullopt;
}

/// What the new epoch says it continues: this very tree, or a longer one of which the rest is lost.
std::optional<Finding> EventCheck::judge_epoch(TreeSize index, const EpochOpened& epoch, const HeadBefore& before) {
  if (index == 0) return std::nullopt;
  if (epoch.previous.size < index || (epoch.previous.size == index && epoch.previous.root != before().root)) {
    return tampered("ledger.epoch_contradicts", index);
  }
  const auto lost = static_cast<std::int64_t>(epoch.previous.size - index);
  remarks_.push_back({lost == 0 ? "ledger.epoch_opened" : "ledger.epoch_gap",
                      {{"entry", static_cast<std::int64_t>(index)}, {"lost", lost}, {"reason", epoch.reason}}});
  return std::nullopt;
}

/// Recomputed where every step before is shown; a reader of a part of the openings trusts the log for it.
std::optional<Finding> EventCheck::judge_heads(TreeSize index, const HeadsTaken& event, const DocumentChains& chains) {
  if (event.heads.size != index) return tampered("ledger.heads_size", index);
  if (!chains.all_shown() || chains.count() > heads_left_) {
    remarks_.push_back(about_entry("ledger.heads_not_recomputed", index));
    return std::nullopt;
  }
  heads_left_ -= chains.count();
  if (root_of_heads(chains.heads()) != event.heads.root) return tampered("ledger.heads_differ", index);
  return std::nullopt;
}

std::optional<Finding> EventCheck::add(TreeSize index, const SystemEvent& event, const HeadBefore& before,
                                       const DocumentChains& chains) {
  if (const auto* anchor = std::get_if<Anchored>(&event)) {
    if (anchor->size > index) return tampered("ledger.anchor_size", index);
    anchors_.push_back({index, anchor->size, anchor->token});
  }
  if (const auto* erased = std::get_if<Erased>(&event)) {
    for (const auto& [seq, label] : erased->openings) erased_.emplace(seq, label);
  }
  if (const auto* epoch = std::get_if<EpochOpened>(&event)) return judge_epoch(index, *epoch, before);
  if (const auto* heads = std::get_if<HeadsTaken>(&event)) return judge_heads(index, *heads, chains);
  if (const auto* key = std::get_if<KeyAdded>(&event)) return add_key(index, keys_.add(index, *key));
  if (const auto* key = std::get_if<KeyRevoked>(&event)) return add_key(index, keys_.add(index, *key));
  return std::nullopt;
}

}  // namespace chancery::ledger
