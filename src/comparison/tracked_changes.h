#pragma once

#include "base/bytes.h"

#include <cstddef>
#include <string_view>

namespace chancery::comparison {

enum class Resolution { accept, reject };

/// A part without tracked changes, and how many there were.
struct Resolved {
  Bytes part;
  std::size_t changes = 0;
};

/// Accepts or rejects every tracked change of a WordprocessingML part: insertions, deletions and moves of text, paragraph marks,
/// rows and cells, and changed properties. A part without any comes back byte for byte. Standard: ECMA-376 part 1 §17.13.5.
/// Throws: Error{Fault::input} for a part that is not well-formed.
[[nodiscard]] Resolved resolve_changes(Bytes part, std::string_view place, Resolution resolution);

}  // namespace chancery::comparison
