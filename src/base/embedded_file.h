#pragma once

#include <span>
#include <string_view>

namespace chancery {

/// A file that was put into the program when it was built, named by its path below `src/` (or below the top level).
struct EmbeddedFile {
  std::string_view name;
  std::string_view bytes;
};

}  // namespace chancery
