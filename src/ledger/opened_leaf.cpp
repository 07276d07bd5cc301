#include "ledger/opened_leaf.h"

#include "ledger/step.h"
#include "ledger/who.h"

#include <set>

namespace chancery::ledger {
namespace {

using formats::Json;

Verdict invalid(const char* key, const Opening& opening) {
  return Verdict::invalid({key, {{"label", opening.label().text()}}});
}

bool has_commitment(const Json& files, const std::string& commitment) {
  for (const Json& file : files) {
    if (file.contains("commitment") && file["commitment"] == commitment) return true;
  }
  return false;
}

/// A closed file of the step, or the data that the step brought: the label names the document, the commitment stands among the
/// files.
bool is_file_of(const Json& step, const Opening& opening) {
  const std::string document = step["doc"].get<std::string>();
  const std::string& label = opening.label().text();
  const std::string commitment = opening.commitment().hex();
  return (label == "data:" + document || label.starts_with("file:" + document + ":")) &&
         (has_commitment(step["in"], commitment) || has_commitment(step["out"], commitment));
}

std::optional<Message> why_not_understood(std::span<const Opening> openings) {
  const Json* step = find_value(openings, Label::step());
  if (step != nullptr) {
    if (auto why = why_not_a_step(*step)) return why;
  }
  const Json* who = find_value(openings, Label::who());
  if (who != nullptr) {
    if (auto why = why_not_a_who(*who)) return why;
  }
  const Json* note = find_value(openings, Label::note());
  return note == nullptr ? std::nullopt : why_not_a_note(*note);
}

/// What is in the leaf itself has to match; nothing when the opening is not of the leaf itself.
std::optional<Verdict> verify_own(const Leaf& leaf, const Opening& opening) {
  const auto expected = commitment_of(leaf, opening.label());
  if (!expected) return std::nullopt;
  return *expected == opening.commitment() ? Verdict::valid() : invalid("ledger.opening_mismatch", opening);
}

}  // namespace

std::optional<Sha256> commitment_of(const Leaf& leaf, const Label& label) {
  if (const auto* system = std::get_if<SystemLeaf>(&leaf)) {
    return label == Label::who() ? std::optional(system->who) : std::nullopt;
  }
  const auto& step = std::get<StepLeaf>(leaf);
  if (label == Label::step()) return step.step;
  if (label == Label::who()) return step.who;
  return label == Label::note() ? std::optional(step.note) : std::nullopt;
}

const Json* find_value(std::span<const Opening> openings, const Label& label) {
  for (const Opening& opening : openings) {
    if (opening.label() == label) return &opening.value();
  }
  return nullptr;
}

Verdict verify_openings(const Leaf& leaf, std::span<const Opening> openings) {
  std::set<Label> seen;
  std::vector<const Opening*> others;
  for (const Opening& opening : openings) {
    if (!seen.insert(opening.label()).second) return invalid("ledger.opening_doubled", opening);
    const auto own = verify_own(leaf, opening);
    if (own && !own->is_valid()) return *own;
    if (!own) others.push_back(&opening);
  }
  if (auto why = why_not_understood(openings)) return Verdict::unchecked(*std::move(why));
  const Json* step = find_value(openings, Label::step());
  for (const Opening* opening : others) {
    if (step == nullptr || !is_file_of(*step, *opening)) return invalid("ledger.opening_mismatch", *opening);
  }
  return Verdict::valid();
}

}  // namespace chancery::ledger
