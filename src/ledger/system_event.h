#pragma once

#include "base/timestamp.h"
#include "formats/json.h"
#include "ledger/commitment.h"
#include "ledger/tree_head.h"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace chancery::ledger {

/// The first leaf of a new epoch: what it continues and why.
struct EpochOpened {
  std::string log;
  std::string previous_log;
  TreeHead previous;
  std::string reason;
};

/// `last_trusted` is the text of the checkpoint up to which the key (or, for a new key, the one before it) is trusted.
struct KeyAdded {
  std::string key;
  std::string last_trusted;
};
struct KeyRevoked {
  std::string key;
  std::string last_trusted;
};

/// A time stamp token over the checkpoint of this size.
struct Anchored {
  TreeSize size;
  Sha256 token;
};

struct ErasedOpening {
  TreeSize seq;
  Label label;
};
struct Erased {
  std::vector<ErasedOpening> openings;
  std::string basis;
};

/// The root of the map of last leaves at a size (ledger/heads.h).
struct HeadsTaken {
  TreeHead heads;
};

struct RefusalsCounted {
  Timestamp hour;
  std::string rule;
  std::uint64_t count;
};

using SystemEvent = std::variant<EpochOpened, KeyAdded, KeyRevoked, Anchored, Erased, HeadsTaken, RefusalsCounted>;

/// The name in the leaf's `event`, and its `data`.
[[nodiscard]] std::string_view name_of(const SystemEvent& event);
[[nodiscard]] formats::Json data_of(const SystemEvent& event);
[[nodiscard]] Reading<SystemEvent> read_system_event(std::string_view name, const formats::Json& data);

}  // namespace chancery::ledger
