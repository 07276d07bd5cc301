#pragma once

#include "base/decision.h"
#include "ledger/checkpoint.h"
#include "ledger/node.h"
#include "ledger/system_event.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace chancery::ledger {

/// How a ledger that is found stands to the last head that is known outside its database: the anchor, a receipt, a witness.
enum class Standing {
  continues,  ///< it has that head, or more after it
  behind,     ///< entries that were released are missing: restored or moved from an older copy
  forked,     ///< another history of the same size
  unknown,    ///< nothing is known outside
};

/// `nodes` are those of the tree of `here`.
[[nodiscard]] Standing standing_of(const TreeHead& here, const std::optional<TreeHead>& outside, const NodeReader& nodes);

/// Why a new epoch is opened; the first word of its `reason`.
enum class ReopeningCause { restored, moved, compromised };
[[nodiscard]] std::string_view name_of(ReopeningCause cause);

struct Reopening {
  ReopeningCause cause;
  Checkpoint here;                  ///< under the origin so far
  std::optional<TreeHead> outside;  ///< the largest head that is known outside
  Standing standing;
  unsigned confirmations;  ///< of the two persons who were named when the office was made
};

/// How many released entries are missing; nothing when nobody knows.
[[nodiscard]] std::optional<std::uint64_t> gap_of(const Reopening& reopening);

/// The first leaf of the next epoch. Its reason says for ever when the gap is unknown and when only one person confirmed:
/// `restored`, `restored gap_unknown`, `restored gap_unknown confirmed_by_one`.
/// Refuses with `ledger.reopen_needless`, `ledger.reopen_forked`, `ledger.reopen_unconfirmed`, `ledger.reopen_origin`.
[[nodiscard]] Decision<EpochOpened> reopen(const Reopening& reopening);

}  // namespace chancery::ledger
