#pragma once

#include "base/embedded_file.h"

#include <span>

/// The files of `workflows/` and `templates/`, put into the program when it is built.
namespace chancery::engine::built_in {

[[nodiscard]] std::span<const EmbeddedFile> embedded_files();

}  // namespace chancery::engine::built_in
