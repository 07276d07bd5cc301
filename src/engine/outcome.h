#pragma once

#include "base/id.h"
#include "formats/json.h"

#include <cstdint>

namespace chancery::engine {

/// What a step came to.
struct Outcome {
  DocumentId document;
  std::uint64_t revision;
  std::uint64_t seq;
  formats::Json receipt;  // FORMATS, *Receipt*
};

}  // namespace chancery::engine
