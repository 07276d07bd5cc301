#pragma once

#include <cstdlib>
#include <string>

namespace chancery::tests {

/// How long the tests with generated input may take: 1 in `./check`, 20 in `./check --thorough` (environment CHANCERY_EFFORT).
[[nodiscard]] inline int effort() {
  const char* text = std::getenv("CHANCERY_EFFORT");
  const int value = text == nullptr ? 1 : std::atoi(text);
  return value < 1 ? 1 : value;
}

}  // namespace chancery::tests
