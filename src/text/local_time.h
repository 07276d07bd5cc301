#pragma once

#include "base/timestamp.h"

#include <string>

namespace chancery::text {

/// What the clock on a wall in Kyiv shows.
struct WallClock {
  std::string day;   // YYYY-MM-DD
  std::string time;  // HH:MM
};

/// By the rules of the zone Europe/Kyiv that ICU has, summer time included.
[[nodiscard]] WallClock wall_clock(Timestamp moment);

}  // namespace chancery::text
