#pragma once

#include "base/bytes.h"

#include <array>
#include <compare>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace chancery {

/// A SHA-256 value, 32 raw bytes; hex only when printed.   Standard: FIPS 180-4.
class Sha256 {
 public:
  static constexpr std::size_t size = 32;

  /// 64 lower-case hex digits.
  [[nodiscard]] static std::optional<Sha256> parse(std::string_view hex);
  /// Exactly 32 bytes.
  [[nodiscard]] static std::optional<Sha256> from_bytes(BytesView bytes);

  [[nodiscard]] std::string hex() const { return to_hex(view()); }
  [[nodiscard]] BytesView view() const { return {bytes_.data(), size}; }

  friend bool operator==(const Sha256&, const Sha256&) = default;
  /// By the value of the bytes, the first one first.
  friend std::strong_ordering operator<=>(const Sha256& left, const Sha256& right) { return left.view() <=> right.view(); }

 private:
  explicit Sha256(const std::array<char, size>& bytes) : bytes_(bytes) {}

  std::array<char, size> bytes_;
};

[[nodiscard]] Sha256 sha256(BytesView bytes);
/// Of the pieces joined, without joining them.
[[nodiscard]] Sha256 sha256(std::initializer_list<BytesView> pieces);
/// RFC 2104 with SHA-256.
[[nodiscard]] Sha256 hmac_sha256(BytesView key, BytesView message);

/// SHA-256 over bytes that come in pieces.
class Sha256Stream {
 public:
  Sha256Stream();
  ~Sha256Stream();
  Sha256Stream(Sha256Stream&&) noexcept;
  Sha256Stream& operator=(Sha256Stream&&) noexcept;

  void add(BytesView bytes);
  /// The value of all that was added; the stream starts again empty.
  [[nodiscard]] Sha256 finish();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

}  // namespace chancery

template <>
struct std::hash<chancery::Sha256> {
  std::size_t operator()(const chancery::Sha256& value) const noexcept { return std::hash<std::string_view>{}(value.view()); }
};
