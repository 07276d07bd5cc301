#pragma once

#include "base/verdict.h"
#include "ledger/commitment.h"
#include "ledger/leaf.h"

#include <optional>
#include <span>

namespace chancery::ledger {

/// The commitment of a leaf with a label; nothing when this kind of leaf has none.
[[nodiscard]] std::optional<Sha256> commitment_of(const Leaf& leaf, const Label& label);

/// The value shown under a label, or null.
[[nodiscard]] const formats::Json* find_value(std::span<const Opening> openings, const Label& label);

/// Invalid when an opening is not of this leaf, or is there twice; unchecked when what it shows is not understood.
/// An opening is of a leaf when its commitment is in it, or is that of a closed file in the step that is shown.
[[nodiscard]] Verdict verify_openings(const Leaf& leaf, std::span<const Opening> openings);

}  // namespace chancery::ledger
