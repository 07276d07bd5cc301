#pragma once

#include "base/timestamp.h"
#include "formats/json.h"

#include <array>
#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::workflow {

using formats::Json;
using Day = std::chrono::sys_days;  // of the calendar's own zone

/// How long something may take: `P30D` and `P2W` calendar days, `P10WD` working days, `PT4H` and `PT30M` from the moment on.
struct Period {
  enum class Unit { days, working_days, minutes };
  Unit unit = Unit::days;
  int amount = 0;

  [[nodiscard]] static std::optional<Period> parse(std::string_view text);
};

/// Which days are working days where, and what time it is there. Read from `workflows/calendars/NAME.json`: periods of validity,
/// each with its weekend, its public holidays and whether one that falls on a weekend moves to the next working day. The offset
/// from UTC stands in the file too, so that a deadline can be counted again years later whatever a time-zone database then says.
class Calendar {
 public:
  /// Throws: Error{Fault::input} naming what is wrong.
  [[nodiscard]] static Calendar read(const Json& json, std::string_view place);

  [[nodiscard]] const std::string& name() const { return name_; }
  /// Throws: Error{Fault::input} for a day that no period covers.
  [[nodiscard]] bool is_working(Day day) const;
  /// The first working day from `day` on; the last one up to it.
  [[nodiscard]] Day working_from(Day day) const;
  [[nodiscard]] Day working_until(Day day) const;
  /// From `from` to the day before `until`.
  [[nodiscard]] int working_days(Day from, Day until) const;

  [[nodiscard]] Day day_of(Timestamp time) const;
  /// The moment when a day begins here.
  [[nodiscard]] Timestamp begin_of(Day day) const;

 private:
  using MonthDay = std::chrono::month_day;
  struct Validity {
    Day from;
    Day until;                      // the last day
    std::array<bool, 7> weekend{};  // from Sunday
    std::vector<MonthDay> holidays;
    std::vector<int> easter;  // days from Easter by the Julian calendar, as public holidays
    bool moves = false;       // a holiday at the weekend moves to the next working day
  };

  Calendar() = default;
  static Validity read_validity(const Json& json, std::string_view place);
  [[nodiscard]] const Validity& validity(Day day) const;
  [[nodiscard]] std::chrono::minutes offset_at(std::chrono::sys_time<std::chrono::milliseconds> time) const;

  std::string name_;
  std::string place_;
  std::chrono::minutes standard_{};
  std::chrono::minutes summer_{};
  std::vector<Validity> validities_;
};

/// The calendars that charts may name.
using Calendars = std::map<std::string, Calendar, std::less<>>;

/// `YYYY-MM-DD`, or a moment, of which the day in UTC counts.
[[nodiscard]] std::optional<Day> parse_day(std::string_view text);
[[nodiscard]] std::string text_of(Day day);

}  // namespace chancery::workflow
