#include "ledger/history_check.h"

#include "base/error.h"
#include "ledger/export.h"

#include <algorithm>
#include <array>
#include <utility>

namespace chancery::ledger {
namespace {

using formats::Json;

const std::array<Label, 3>& leaf_labels() {
  static const std::array<Label, 3> labels{Label::step(), Label::who(), Label::note()};
  return labels;
}

Finding not_understood(TreeSize entry, Message why) {
  return {LedgerResult::not_understood, entry, std::move(why)};
}

/// A list in canonical JSON, as the export writes it; nothing for anything else.
std::optional<Json> parse_list(BytesView bytes, const std::string& name) {
  try {
    Json list = formats::parse_committed_json(bytes, name);
    return list.is_array() ? std::optional(std::move(list)) : std::nullopt;
  } catch (const Error&) {
    return std::nullopt;  // the finding names the entry
  }
}

/// A later version of openings is not understood; damage to this version is damage.
bool is_of_this_version(const Json& opening) {
  return opening.is_object() && opening.value("type", Json()) == "chancery.opening/1";
}

}  // namespace

void HistoryCheck::keep(Finding finding) {
  auto& first = finding.result == LedgerResult::tampered ? tampered_ : not_understood_;
  if (!first) first = std::move(finding);
}

void HistoryCheck::add(TreeSize index, BytesView entry, const Sha256& leaf, const HeadBefore& before) {
  if (auto finding = events_.pass(index, before)) keep(*std::move(finding));
  const auto reading = read_leaf(entry);
  if (!reading.understood()) {
    keep(not_understood(index, reading.why()));
    chains_.add_hidden();
    return;
  }
  check_place(index, reading.value());
  check_log(index, reading.value());
  if (const auto* system = std::get_if<SystemLeaf>(&reading.value())) {
    if (auto finding = events_.add(index, system->event, before, chains_)) keep(*std::move(finding));
  }
  check_openings(index, reading.value(), leaf);
}

void HistoryCheck::check_place(TreeSize index, const Leaf& leaf) {
  const LeafPlace& place = place_of(leaf);
  if (place.seq != index) keep(tampered("ledger.wrong_seq", index));
  if (last_time_ && place.time < *last_time_) remarks_.push_back(about_entry("ledger.clock_went_back", index));
  last_time_ = place.time;
}

/// The origin stays the same but for a leaf that opens a new epoch.
void HistoryCheck::check_log(TreeSize index, const Leaf& leaf) {
  const std::string& log = place_of(leaf).log;
  const auto* system = std::get_if<SystemLeaf>(&leaf);
  const auto* epoch = system == nullptr ? nullptr : std::get_if<EpochOpened>(&system->event);
  const bool continues = index == 0 || log == log_;
  const bool opens = epoch != nullptr && epoch->log == log && epoch->previous_log == log_;
  if (!continues && !opens) keep(tampered("ledger.wrong_log", index));
  log_ = log;
}

void HistoryCheck::check_openings(TreeSize index, const Leaf& leaf, const Sha256& hash) {
  const auto bytes = files_(openings_name(index));
  const auto openings = bytes ? read_openings(index, *bytes) : std::vector<Opening>();
  if (!openings) return chains_.add_hidden();
  if (bytes) check_reuse(index, leaf);
  note_missing(index, leaf, *openings);
  const Verdict verdict = verify_openings(leaf, *openings);
  if (verdict.kind() == Verdict::Kind::invalid) keep(tampered("ledger.opening_differs", index));
  if (verdict.kind() == Verdict::Kind::unchecked) keep(not_understood(index, verdict.why()));
  const Json* step = find_value(*openings, Label::step());
  if (step == nullptr || !verdict.is_valid()) return chains_.add_hidden();
  if (auto finding = chains_.add(index, *step, hash)) keep(*std::move(finding));
}

std::optional<std::vector<Opening>> HistoryCheck::read_openings(TreeSize index, BytesView bytes) {
  const auto list = parse_list(bytes, openings_name(index));
  if (!list) {
    keep(tampered("ledger.opening_differs", index));
    return std::nullopt;
  }
  std::vector<Opening> openings;
  for (const Json& value : *list) {
    auto opening = Opening::parse(value);
    if (!opening.understood()) {
      keep(is_of_this_version(value) ? tampered("ledger.opening_differs", index) : not_understood(index, opening.why()));
      return std::nullopt;
    }
    openings.push_back(std::move(opening).value());
  }
  return openings;
}

/// A salt is never used twice: the same commitment in two places was copied.
void HistoryCheck::check_reuse(TreeSize index, const Leaf& leaf) {
  for (const Label& label : leaf_labels()) {
    const auto commitment = commitment_of(leaf, label);
    if (commitment && !commitments_.insert(*commitment).second) keep(tampered("ledger.commitment_copied", index));
  }
}

void HistoryCheck::note_missing(TreeSize index, const Leaf& leaf, std::span<const Opening> openings) {
  for (const Label& label : leaf_labels()) {
    if (commitment_of(leaf, label) && find_value(openings, label) == nullptr) missing_.emplace_back(index, label);
  }
}

std::optional<Finding> HistoryCheck::conclude() {
  if (auto finding = events_.conclude(last_.head())) keep(*std::move(finding));
  if (!log_.empty() && log_ != last_.origin() && !tampered_ && !not_understood_) {
    keep({LedgerResult::tampered, std::nullopt, {"ledger.wrong_origin", {{"origin", last_.origin()}}}});
  }
  if (tampered_) return tampered_;
  const auto missing = std::find_if(missing_.begin(), missing_.end(), [this](const auto& opening) {
    return !events_.erased().contains(opening) && !erased_.contains(opening);
  });
  if (missing != missing_.end()) {
    if (own_copy_) return tampered("ledger.opening_missing", missing->first);
    return Finding{LedgerResult::withheld, missing->first, about_entry("ledger.opening_withheld", missing->first)};
  }
  return not_understood_;
}

}  // namespace chancery::ledger
