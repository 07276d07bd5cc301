#pragma once

#include "store/database.h"

#include <optional>
#include <string>
#include <string_view>

namespace chancery::engine {

/// What is fixed for the whole office, by name: `origin`, `organisation`, `verifier_key`, …
[[nodiscard]] std::optional<std::string> find_meta(store::Database& database, std::string_view name);
/// Throws: Error{Fault::input} in a database that is no office's.
[[nodiscard]] std::string meta(store::Database& database, std::string_view name);
/// In the place of what stood there.
void save_meta(store::Database& database, std::string_view name, std::string_view value);
void forget_meta(store::Database& database, std::string_view name);

}  // namespace chancery::engine
