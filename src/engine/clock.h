#pragma once

#include "base/timestamp.h"

#include <functional>

namespace chancery::engine {

/// Reads the clock; tests give a fixed one.
using Clock = std::function<Timestamp()>;

}  // namespace chancery::engine
