#pragma once

#include "base/bytes.h"

#include <filesystem>
#include <string>
#include <vector>

namespace chancery::outside {

/// The whole file.
/// Throws: Error{Fault::absent} when there is none, Error{Fault::input} when it is larger than `limit`, Error{Fault::environment}
/// when it cannot be read.
[[nodiscard]] Bytes read_file(const std::filesystem::path& path, std::size_t limit = 50'000'000);

/// Whether any of the words stands somewhere in the file, which is read piece by piece and never held.
/// Throws: Error{Fault::environment} when it cannot be read.
[[nodiscard]] bool holds_any(const std::filesystem::path& path, const std::vector<std::string>& words);

/// Replaces the file in one step: readers see the old one or the new one.
/// Throws: Error{Fault::environment}.
void write_file(const std::filesystem::path& path, BytesView bytes);
/// The same, readable by its owner alone (0600).
void write_private_file(const std::filesystem::path& path, BytesView bytes);
/// 0700; fine when it is there already.
void make_private_folder(const std::filesystem::path& path);

}  // namespace chancery::outside
