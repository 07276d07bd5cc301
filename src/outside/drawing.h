#pragma once

#include "base/bytes.h"

#include <chrono>
#include <cstddef>
#include <string>

namespace chancery::outside {

struct DrawingLimits {
  std::chrono::milliseconds time{10'000};
  std::size_t output = 8'000'000;
  std::string program = "dot";
};

/// The SVG that Graphviz makes of a graph in its DOT language, in a child process without shell, network or files of ours.
/// Throws: Error{Fault::unavailable} when the program is not there or takes too long; Error{Fault::input} with its words when it
/// refuses the graph or the picture is too large.
[[nodiscard]] Bytes draw(BytesView graph, const DrawingLimits& limits = {});

}  // namespace chancery::outside
