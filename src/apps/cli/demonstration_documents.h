#pragma once

#include "apps/cli/play.h"

#include <filesystem>
#include <functional>

namespace chancery::cli {

/// Makes the documents of DOMAIN §1 and plays them into different stages: five memorandums, and one appeal to four partners in
/// one dossier. `making` is told before each: which one, of how many.
void play_demonstration(engine::Office& office, const Cast& cast, const std::filesystem::path& keys,
                        const std::function<void(int number, int count)>& making);

}  // namespace chancery::cli
