#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

namespace chancery::outside {

/// Where a program that others wrote is found, as the shell finds it: the first executable file of this name on PATH.
[[nodiscard]] std::optional<std::filesystem::path> find_program(std::string_view name);

}  // namespace chancery::outside
