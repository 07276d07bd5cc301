#pragma once

#include "base/timestamp.h"

namespace chancery::outside {

/// The system clock, as it is read.
[[nodiscard]] Timestamp now();

}  // namespace chancery::outside
