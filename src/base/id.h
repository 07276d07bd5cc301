#pragma once

#include "base/bytes.h"

#include <array>
#include <compare>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace chancery {

/// 128 random bits, printed as 32 lower-case hex digits. The tag keeps one kind of id from standing for another.
template <class Tag>
class Id {
 public:
  static constexpr std::size_t size = 16;

  [[nodiscard]] static std::optional<Id> parse(std::string_view hex) {
    const auto bytes = parse_hex(hex);
    return bytes ? from_bytes(*bytes) : std::nullopt;
  }
  [[nodiscard]] static std::optional<Id> from_bytes(BytesView bytes) {
    if (bytes.size() != size) return std::nullopt;
    Id id;
    std::memcpy(id.bytes_.data(), bytes.data(), size);
    return id;
  }

  [[nodiscard]] std::string hex() const { return to_hex(view()); }
  [[nodiscard]] BytesView view() const { return {bytes_.data(), size}; }

  friend bool operator==(const Id&, const Id&) = default;
  /// By the value of the bytes, the first one first.
  friend std::strong_ordering operator<=>(const Id& left, const Id& right) { return left.view() <=> right.view(); }

 private:
  Id() = default;
  std::array<char, size> bytes_{};
};

using DocumentId = Id<struct DocumentTag>;
using DossierId = Id<struct DossierTag>;
using PersonId = Id<struct PersonTag>;
using OrganisationId = Id<struct OrganisationTag>;
using UnitId = Id<struct UnitTag>;
using RoleId = Id<struct RoleTag>;
using BlobId = Id<struct BlobTag>;
using RequestId = Id<struct RequestTag>;

}  // namespace chancery

template <class Tag>
struct std::hash<chancery::Id<Tag>> {
  std::size_t operator()(const chancery::Id<Tag>& value) const noexcept { return std::hash<std::string_view>{}(value.view()); }
};
