#include "outside/clock.h"

#include "base/error.h"

#include <chrono>

namespace chancery::outside {

Timestamp now() {
  const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
  const auto time = Timestamp::from_milliseconds(std::chrono::duration_cast<std::chrono::milliseconds>(since_1970).count());
  if (!time) throw Error(Fault::environment, {"outside.clock", {}});
  return *time;
}

}  // namespace chancery::outside
