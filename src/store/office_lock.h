#pragma once

#include <filesystem>
#include <optional>

namespace chancery::store {

/// The right to open the office's database: `flock` on the file `lock` of the office, given back when this object or the
/// process ends, however it ends.
class OfficeLock {
 public:
  /// Absent when another process holds it.   Throws: Error{Fault::environment} when the file cannot be opened.
  [[nodiscard]] static std::optional<OfficeLock> try_take(const std::filesystem::path& path);

  ~OfficeLock();
  OfficeLock(OfficeLock&& other) noexcept;
  OfficeLock& operator=(OfficeLock&&) = delete;

 private:
  explicit OfficeLock(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
};

}  // namespace chancery::store
