#pragma once

#include "base/bytes.h"

#include <chrono>
#include <optional>
#include <string>

namespace chancery::outside {

/// One question to a server that is not ours.
struct HttpQuestion {
  std::string url;         // http or https, nothing else
  std::string media_type;  // of the body; empty asks with GET
  Bytes body;
};

/// How much of our time and memory a server may have.
struct HttpLimits {
  std::chrono::milliseconds deadline{8'000};  // for everything, from the first byte to the last
  std::size_t answer = 10'000'000;
};

/// The body of the answer with status 200. Redirections are not followed.
/// Throws: Error{Fault::unavailable} naming the server and what was wrong, also when the deadline passes; Error{Fault::input} for
/// a URL of another kind.
[[nodiscard]] Bytes ask(const HttpQuestion& question, const HttpLimits& limits = {});

}  // namespace chancery::outside
