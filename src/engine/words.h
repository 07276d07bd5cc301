#pragma once

#include "base/message.h"
#include "formats/json.h"

namespace chancery::engine {

/// A message as {key, uk, en}.
[[nodiscard]] formats::Json words_of(const Message& message);

}  // namespace chancery::engine
