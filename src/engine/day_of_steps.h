#pragma once

#include "base/timestamp.h"
#include "formats/json.h"
#include "store/database.h"

namespace chancery::engine {

/// What was done on the day of `now`, by the clock in Kyiv, in numbers only: {day, steps: done, refused, documents: with a step
/// that was done, signed: documents with an act of signing, events:[{event, steps}]}.   Cost: O(steps of the day).
[[nodiscard]] formats::Json day_of_steps(store::Database& database, Timestamp now);

}  // namespace chancery::engine
