#pragma once

#include "base/bytes.h"
#include "translation/memory.h"

#include <string_view>

namespace chancery::translation {

struct TmxLimits {
  std::size_t bytes = 50'000'000;
  std::size_t units = 500'000;
};

/// Adds the units of a TMX file that have both languages of the memory; says how many, and how many were passed over.
/// A DOCTYPE that only names the DTD is passed over, as every tool writes one; nothing is fetched.
/// Standard: LISA TMX 1.4b.   Throws: Error{Fault::input} with place, line and the rule.
struct TmxReport {
  std::size_t added = 0;
  std::size_t other_languages = 0;
};
TmxReport read_tmx(Bytes bytes, std::string_view place, Memory& memory, const TmxLimits& limits = {});

/// All units of a memory; same units, same bytes.
[[nodiscard]] Bytes write_tmx(const Memory& memory);

}  // namespace chancery::translation
