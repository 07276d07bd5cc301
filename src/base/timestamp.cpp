#include "base/timestamp.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace chancery {
namespace {

constexpr std::int64_t first = -62167219200000;  // 0000-01-01T00:00:00.000Z
constexpr std::int64_t last = 253402300799999;   // 9999-12-31T23:59:59.999Z
constexpr std::string_view shape = "dddd-dd-ddTdd:dd:dd.dddZ";

bool has_shape(std::string_view text) {
  return std::equal(text.begin(), text.end(), shape.begin(), shape.end(), [](char found, char expected) {
    return expected == 'd' ? (found >= '0' && found <= '9') : found == expected;
  });
}

unsigned number(std::string_view text, std::size_t from, std::size_t length) {
  unsigned value = 0;
  for (const char digit : text.substr(from, length)) value = value * 10 + static_cast<unsigned>(digit - '0');
  return value;
}

}  // namespace

std::optional<Timestamp> Timestamp::parse(std::string_view text) {
  if (!has_shape(text)) return std::nullopt;
  const std::chrono::year_month_day day{std::chrono::year(static_cast<int>(number(text, 0, 4))),
                                        std::chrono::month(number(text, 5, 2)), std::chrono::day(number(text, 8, 2))};
  const unsigned hour = number(text, 11, 2);
  const unsigned minute = number(text, 14, 2);
  const unsigned second = number(text, 17, 2);
  if (!day.ok() || hour > 23 || minute > 59 || second > 59) return std::nullopt;
  const std::int64_t seconds =
      std::chrono::sys_days(day).time_since_epoch().count() * std::int64_t{86400} + hour * 3600 + minute * 60 + second;
  return Timestamp(seconds * 1000 + number(text, 20, 3));
}

std::optional<Timestamp> Timestamp::parse_day(std::string_view day) {
  return parse(std::string(day) + "T00:00:00.000Z");
}

std::optional<Timestamp> Timestamp::from_milliseconds(std::int64_t since_1970) {
  if (since_1970 < first || since_1970 > last) return std::nullopt;
  return Timestamp(since_1970);
}

std::string Timestamp::text() const {
  const std::chrono::sys_time<std::chrono::milliseconds> moment{std::chrono::milliseconds(milliseconds_)};
  const auto midnight = std::chrono::floor<std::chrono::days>(moment);
  const std::chrono::year_month_day day(midnight);
  const std::chrono::hh_mm_ss clock(moment - midnight);
  std::array<char, 32> text{};
  const int length = std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(day.year()),
                                   static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()),
                                   static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                                   static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
  return {text.data(), static_cast<std::size_t>(length)};
}

Timestamp Timestamp::plus(std::chrono::milliseconds duration) const {
  const std::int64_t step = std::clamp(duration.count(), first - last, last - first);
  return Timestamp(std::clamp(milliseconds_ + step, first, last));
}

}  // namespace chancery
