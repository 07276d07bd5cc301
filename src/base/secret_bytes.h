#pragma once

#include <string>
#include <string_view>

namespace chancery {

/// Bytes that are wiped when they are no longer needed; they can be moved, but not copied or printed.
class SecretBytes {
 public:
  /// Wipes `source` after taking its content.
  explicit SecretBytes(std::string&& source);
  ~SecretBytes();
  SecretBytes(SecretBytes&& other) noexcept;
  SecretBytes& operator=(SecretBytes&& other) noexcept;
  SecretBytes(const SecretBytes&) = delete;
  SecretBytes& operator=(const SecretBytes&) = delete;

  /// For the call that needs the secret; keep no copy.
  [[nodiscard]] std::string_view reveal() const { return bytes_; }

 private:
  void wipe() noexcept;

  std::string bytes_;
};

}  // namespace chancery
