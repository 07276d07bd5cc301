#pragma once

#include "base/bytes.h"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace chancery::formats {

/// The content bytes of an OBJECT IDENTIFIER, made from a literal, its dotted text.   Standard: X.690 §8.19.
/// Not consteval: clang 14 dies on an immediate temporary inside an argument list.
class Oid {
 public:
  template <std::size_t Size>
  constexpr explicit Oid(const char (&literal)[Size]) {
    const std::string_view dotted(literal);
    const auto first = dotted.find('.');
    const auto second = dotted.find('.', first + 1);
    append(dotted.substr(first + 1, second - first - 1), (dotted[0] - '0') * 40);
    for (auto rest = dotted.substr(second + 1); !rest.empty();) {
      const auto end = rest.find('.');
      append(rest.substr(0, end), 0);
      rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    }
  }

  [[nodiscard]] constexpr BytesView view() const { return {bytes_.data(), size_}; }

  friend constexpr bool operator==(const Oid& oid, BytesView content) { return oid.view() == content; }

 private:
  /// Base 128, low group first; an arc below 2.25 has 128 bits.
  using Groups = std::array<unsigned char, 19>;

  /// Appends `decimal` + `more` in base 128, high group first, every group but the last marked.
  constexpr void append(std::string_view decimal, int more) {
    Groups groups{};
    for (const char digit : decimal) multiply_and_add(groups, 10, digit - '0');
    multiply_and_add(groups, 1, more);
    std::size_t count = groups.size();
    while (count > 1 && groups[count - 1] == 0) --count;
    for (; count > 0; --count) bytes_[size_++] = static_cast<char>(groups[count - 1] | (count > 1 ? 0x80 : 0x00));
  }

  static constexpr void multiply_and_add(Groups& groups, int factor, int summand) {
    int carry = summand;
    for (unsigned char& group : groups) {
      carry += group * factor;
      group = static_cast<unsigned char>(carry % 128);
      carry /= 128;
    }
  }

  std::array<char, 32> bytes_{};
  std::size_t size_ = 0;
};

/// The dotted text of the content bytes of an OBJECT IDENTIFIER, for messages.
[[nodiscard]] std::string oid_text(BytesView content);

}  // namespace chancery::formats
