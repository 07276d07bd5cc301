#pragma once

#include "base/bytes.h"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace chancery::formats {

/// The content bytes of an OBJECT IDENTIFIER, made from its dotted text when the program is compiled.   Standard: X.690 §8.19.
class Oid {
 public:
  consteval explicit Oid(std::string_view dotted) {
    const auto first = dotted.find('.');
    const auto second = dotted.find('.', first + 1);
    append(std::string{dotted.substr(0, first)}, dotted.substr(first + 1, second - first - 1));
    for (auto rest = dotted.substr(second + 1); !rest.empty();) {
      const auto end = rest.find('.');
      append("0", rest.substr(0, end));
      rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    }
  }

  [[nodiscard]] constexpr BytesView view() const { return {bytes_.data(), size_}; }

  friend constexpr bool operator==(const Oid& oid, BytesView content) { return oid.view() == content; }

 private:
  /// Appends 40 · `root` + `decimal` in base 128. The decimal text is divided digit by digit: an arc below 2.25 has 128 bits.
  consteval void append(const std::string& root, std::string_view decimal) {
    std::string digits(decimal);
    int carry = (root[0] - '0') * 40;
    for (auto place = digits.size(); place-- > 0;) {
      carry += digits[place] - '0';
      digits[place] = static_cast<char>('0' + carry % 10);
      carry /= 10;
    }
    for (; carry > 0; carry /= 10) digits.insert(digits.begin(), static_cast<char>('0' + carry % 10));
    std::string groups;
    while (groups.empty() || digits.find_first_not_of('0') != std::string::npos) {
      const int group = divide_by_128(digits);
      groups.insert(groups.begin(), static_cast<char>(groups.empty() ? group : group | 0x80));
    }
    for (const char group : groups) bytes_[size_++] = group;
  }

  static consteval int divide_by_128(std::string& digits) {
    int remainder = 0;
    for (char& digit : digits) {
      const int dividend = remainder * 10 + (digit - '0');
      digit = static_cast<char>('0' + dividend / 128);
      remainder = dividend % 128;
    }
    return remainder;
  }

  std::array<char, 32> bytes_{};
  std::size_t size_ = 0;
};

/// The dotted text of the content bytes of an OBJECT IDENTIFIER, for messages.
[[nodiscard]] std::string oid_text(BytesView content);

}  // namespace chancery::formats
