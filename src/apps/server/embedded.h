#pragma once

#include "base/embedded_file.h"

#include <span>

/// What the build puts into the program (chancery_embed in CMakeLists.txt).
namespace chancery::server::templates {
std::span<const EmbeddedFile> embedded_files();
}
namespace chancery::server::assets {
std::span<const EmbeddedFile> embedded_files();
}
