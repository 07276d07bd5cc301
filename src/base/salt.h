#pragma once

#include "base/bytes.h"

#include <array>
#include <cstring>
#include <optional>

namespace chancery {

/// 32 random bytes that blind one commitment; never derived, never used twice.
class Salt {
 public:
  static constexpr std::size_t size = 32;

  [[nodiscard]] static std::optional<Salt> from_bytes(BytesView bytes) {
    if (bytes.size() != size) return std::nullopt;
    Salt salt;
    std::memcpy(salt.bytes_.data(), bytes.data(), size);
    return salt;
  }
  [[nodiscard]] static std::optional<Salt> parse(std::string_view hex) {
    const auto bytes = parse_hex(hex);
    return bytes ? from_bytes(*bytes) : std::nullopt;
  }

  [[nodiscard]] std::string hex() const { return to_hex(view()); }
  [[nodiscard]] BytesView view() const { return {bytes_.data(), size}; }

  friend bool operator==(const Salt&, const Salt&) = default;
  /// By the value of the bytes, the first one first.
  friend std::strong_ordering operator<=>(const Salt& left, const Salt& right) { return left.view() <=> right.view(); }

 private:
  Salt() = default;
  std::array<char, size> bytes_{};
};

}  // namespace chancery
