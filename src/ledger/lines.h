#pragma once

#include "ledger/tree_head.h"

#include <charconv>
#include <optional>
#include <string>
#include <string_view>

namespace chancery::ledger {

/// Takes the lines of a text one after another; each has to end in LF.
class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text) {}

  /// The next line without its LF; nothing at the end and for a last line without one.
  [[nodiscard]] std::optional<std::string_view> next() {
    const std::size_t end = rest_.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    return line;
  }

  [[nodiscard]] std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

/// ASCII decimal without leading zeros, as the C2SP texts have sizes and indexes; at most 2^63 − 1.
[[nodiscard]] inline std::optional<TreeSize> parse_decimal(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || value < 0 || std::to_string(value) != text) return std::nullopt;
  return static_cast<TreeSize>(value);
}

}  // namespace chancery::ledger
