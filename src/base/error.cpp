#include "base/error.h"

#include <cstdio>
#include <cstdlib>

namespace chancery {

void check_invariant(bool holds, const char* what) noexcept {
  if (holds) return;
  std::fprintf(stderr, "invariant broken: %s\n", what);
  std::abort();
}

}  // namespace chancery
