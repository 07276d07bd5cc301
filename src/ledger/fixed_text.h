#pragma once

#include "base/sha256.h"
#include "ledger/tree_head.h"

#include <charconv>
#include <optional>
#include <string_view>

namespace chancery::ledger {

/// Walks over bytes of which most are known beforehand. Once something differs it stays failed and ended() is false.
class FixedText {
 public:
  explicit FixedText(std::string_view bytes) : rest_(bytes) {}

  FixedText& skip(std::string_view expected) {
    failed_ = failed_ || !rest_.starts_with(expected);
    if (!failed_) rest_.remove_prefix(expected.size());
    return *this;
  }

  [[nodiscard]] std::string_view take(std::size_t count) {
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(taken.size());
    return taken;
  }

  /// Up to the next quotation mark, ASCII without controls and escapes.
  [[nodiscard]] std::string_view printable() {
    std::size_t length = 0;
    while (length < rest_.size() && rest_[length] >= ' ' && rest_[length] < 0x7F && rest_[length] != '"' &&
           rest_[length] != '\\') {
      ++length;
    }
    return take(length);
  }

  /// Decimal without leading zeros, at most 2^53 − 1.
  [[nodiscard]] std::optional<TreeSize> number() {
    constexpr TreeSize largest = (TreeSize{1} << 53U) - 1;
    TreeSize value = 0;
    const auto [end, problem] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    const std::string_view digits = take(static_cast<std::size_t>(end - rest_.data()));
    if (problem != std::errc() || value > largest || (digits.size() > 1 && digits.front() == '0')) return std::nullopt;
    return value;
  }

  [[nodiscard]] std::optional<Sha256> hash() { return Sha256::parse(take(2 * Sha256::size)); }

  [[nodiscard]] bool ended() const { return !failed_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool failed_ = false;
};

}  // namespace chancery::ledger
