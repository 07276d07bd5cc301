#pragma once

#include "base/bytes.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace chancery::formats {

/// Objects are ordered by key, so that two equal values print alike.
using Json = nlohmann::json;

struct JsonLimits {
  std::size_t bytes = 50'000'000;
  std::size_t depth = 64;
};

/// Strict JSON: UTF-8, duplicate keys refused, depth and size limited. `place` names the input in errors.
/// Throws: Error{Fault::input} with place, offset and what was wrong.
[[nodiscard]] Json parse_json(BytesView text, std::string_view place, const JsonLimits& limits = {});

/// The bytes of RFC 8785 (JCS).
/// Throws: Error{Fault::input} for a number that is not finite or text that is not UTF-8.
[[nodiscard]] Bytes canonical_json(const Json& value);

/// The RFC 8785 bytes of a value that is hashed, after the stricter check of FORMATS, *Canonical JSON*: keys `[a-z0-9_]+`;
/// strings in NFC, integers 0..2^53−1, arrays, objects; no null, boolean or float.
/// Throws: Error{Fault::input} naming the place of the first value that breaks it.
[[nodiscard]] Bytes committed_json(const Json& value);

/// Reads committed bytes back and refuses any that are not exactly what committed_json writes.
[[nodiscard]] Json parse_committed_json(BytesView text, std::string_view place, const JsonLimits& limits = {});

}  // namespace chancery::formats
