#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace chancery {

/// A moment in UTC, in milliseconds, years 0000 to 9999.
class Timestamp {
 public:
  /// `YYYY-MM-DDTHH:MM:SS.mmmZ` and nothing else.
  [[nodiscard]] static std::optional<Timestamp> parse(std::string_view text);
  /// The first moment of a day, `YYYY-MM-DD`, in UTC.
  [[nodiscard]] static std::optional<Timestamp> parse_day(std::string_view day);
  /// Absent outside the years 0000 to 9999.
  [[nodiscard]] static std::optional<Timestamp> from_milliseconds(std::int64_t since_1970);

  [[nodiscard]] std::int64_t milliseconds() const { return milliseconds_; }
  [[nodiscard]] std::string text() const;
  /// `YYYY-MM-DD` in UTC.
  [[nodiscard]] std::string date() const { return text().substr(0, 10); }
  /// The last day of a term that ends before this moment, `YYYY-MM-DD` in UTC.
  [[nodiscard]] std::string last_day() const { return plus(std::chrono::milliseconds(-1)).date(); }
  /// Stops at the ends of the range.
  [[nodiscard]] Timestamp plus(std::chrono::milliseconds duration) const;

  friend auto operator<=>(const Timestamp&, const Timestamp&) = default;

 private:
  explicit Timestamp(std::int64_t milliseconds) : milliseconds_(milliseconds) {}

  std::int64_t milliseconds_;
};

}  // namespace chancery
