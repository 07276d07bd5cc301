#include "workflow/calendar.h"

#include "base/error.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace chancery::workflow {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::sys_days;
using std::chrono::sys_time;
using std::chrono::weekday;
using std::chrono::year;
using std::chrono::year_month_day;

/// Nobody waits for ever: a calendar that has no working day within a year has none.
constexpr int search_limit = 366;
constexpr int amount_limit = 100'000;

std::optional<int> parse_number(std::string_view text) {
  int value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size() || text.empty() || text.front() == '-') return std::nullopt;
  return value;
}

[[noreturn]] void refuse(std::string_view place, const std::string& what) {
  throw Error(Fault::input, {"workflow.bad_calendar", {{"place", std::string(place)}, {"what", what}}});
}

const Json& field(const Json& json, const char* name, std::string_view place) {
  if (!json.is_object() || !json.contains(name)) refuse(place, name);
  return json[name];
}

std::string text_field(const Json& json, const char* name, std::string_view place) {
  const auto& value = field(json, name, place);
  if (!value.is_string()) refuse(place, name);
  return value.get<std::string>();
}

/// `+02:00`
minutes parse_offset(const std::string& text, std::string_view place) {
  const auto hour = text.size() == 6 ? parse_number(std::string_view(text).substr(1, 2)) : std::nullopt;
  const auto minute = text.size() == 6 ? parse_number(std::string_view(text).substr(4, 2)) : std::nullopt;
  if (!hour || !minute || *hour > 14 || *minute > 59 || text[3] != ':' || (text[0] != '+' && text[0] != '-')) refuse(place, text);
  const auto offset = hours(*hour) + minutes(*minute);
  return text[0] == '-' ? -offset : offset;
}

/// Sunday of Easter by the Julian calendar, in the Gregorian one (Meeus; the 13 days hold from 1900 to 2099).
Day julian_easter(int year) {
  const int d = (19 * (year % 19) + 15) % 30;
  const int e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  const int month_number = (d + e + 114) / 31;
  const int day_number = (d + e + 114) % 31 + 1;
  return sys_days(std::chrono::year(year) / month_number / day_number) + days(13);
}

/// The last Sunday of a month, 01:00 UTC: when summer time begins and ends in Europe (Directive 2000/84/EC).
sys_time<milliseconds> change_of(std::chrono::year year, std::chrono::month month) {
  return sys_days(year / month / std::chrono::Sunday[std::chrono::last]) + hours(1);
}

}  // namespace

std::optional<Period> Period::parse(std::string_view text) {
  static constexpr std::array<std::tuple<std::string_view, std::string_view, Unit, int>, 5> forms{
      {{"PT", "H", Unit::minutes, 60},
       {"PT", "M", Unit::minutes, 1},
       {"P", "WD", Unit::working_days, 1},
       {"P", "D", Unit::days, 1},
       {"P", "W", Unit::days, 7}}};
  for (const auto& [begin, end, unit, factor] : forms) {
    if (!text.starts_with(begin) || !text.ends_with(end) || text.size() <= begin.size() + end.size()) continue;
    const auto amount = parse_number(text.substr(begin.size(), text.size() - begin.size() - end.size()));
    if (amount && *amount > 0 && *amount <= amount_limit) return Period{unit, *amount * factor};
  }
  return std::nullopt;
}

std::optional<Day> parse_day(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-' || (text.size() > 10 && text[10] != 'T')) return std::nullopt;
  const auto y = parse_number(text.substr(0, 4));
  const auto m = parse_number(text.substr(5, 2));
  const auto d = parse_number(text.substr(8, 2));
  if (!y || !m || !d) return std::nullopt;
  const auto date = year(*y) / *m / *d;
  return date.ok() ? std::optional(sys_days(date)) : std::nullopt;
}

std::string text_of(Day day) {
  return Timestamp::from_milliseconds(std::chrono::duration_cast<milliseconds>(day.time_since_epoch()).count())->date();
}

Calendar::Validity Calendar::read_validity(const Json& json, std::string_view place) {
  Validity validity;
  const auto from = parse_day(text_field(json, "from", place));
  const auto until = json.contains("until") ? parse_day(text_field(json, "until", place)) : parse_day("9999-12-31");
  if (!from || !until || *until < *from) refuse(place, "from, until");
  validity.from = *from;
  validity.until = *until;
  for (const auto& number : field(json, "weekend", place)) {
    if (!number.is_number_unsigned() || number > 7U) refuse(place, "weekend");
    validity.weekend[number.get<unsigned>() % 7] = true;
  }
  if (std::all_of(validity.weekend.begin(), validity.weekend.end(), [](bool free) { return free; })) refuse(place, "weekend");
  for (const auto& holiday : field(json, "holidays", place)) {
    // A leap year, so that 02-29 is a day.
    const auto day = holiday.is_string() ? parse_day("2024-" + holiday.get<std::string>()) : std::nullopt;
    if (!day) refuse(place, "holidays");
    const year_month_day date(*day);
    validity.holidays.push_back(date.month() / date.day());
  }
  for (const auto& offset : json.value("easter", Json::array())) {
    if (!offset.is_number_integer() || offset < -100 || offset > 100) refuse(place, "easter");
    validity.easter.push_back(offset.get<int>());
  }
  validity.moves = json.value("moves", Json("no")) == "yes";
  return validity;
}

Calendar Calendar::read(const Json& json, std::string_view place) {
  if (text_field(json, "type", place) != "chancery.calendar/1") refuse(place, "type");
  Calendar calendar;
  calendar.place_ = place;
  calendar.name_ = text_field(json, "name", place);
  const auto& zone = field(json, "zone", place);
  calendar.standard_ = parse_offset(text_field(zone, "standard", place), place);
  calendar.summer_ = zone.contains("summer") ? parse_offset(text_field(zone, "summer", place), place) : calendar.standard_;
  const auto& periods = field(json, "periods", place);
  if (!periods.is_array() || periods.empty()) refuse(place, "periods");
  for (const auto& period : periods) calendar.validities_.push_back(read_validity(period, place));
  return calendar;
}

const Calendar::Validity& Calendar::validity(Day day) const {
  const auto found = std::find_if(validities_.begin(), validities_.end(),
                                  [=](const Validity& one) { return one.from <= day && day <= one.until; });
  if (found == validities_.end()) {
    throw Error(Fault::input, {"workflow.day_not_covered", {{"calendar", name_}, {"day", text_of(day)}}});
  }
  return *found;
}

bool Calendar::is_working(Day day) const {
  const auto& rules = validity(day);
  const auto is_weekend = [&](Day one) { return rules.weekend[weekday(one).c_encoding()]; };
  const auto is_holiday = [&](Day one) {
    const year_month_day date(one);
    const auto easter = julian_easter(static_cast<int>(date.year()));
    return std::find(rules.holidays.begin(), rules.holidays.end(), date.month() / date.day()) != rules.holidays.end() ||
           std::any_of(rules.easter.begin(), rules.easter.end(), [&](int offset) { return one == easter + days(offset); });
  };
  if (is_weekend(day) || is_holiday(day)) return false;
  if (!rules.moves) return true;
  // A working day is given up for each holiday at a weekend just before it, the next free ones in turn.
  int owed = 0;
  for (Day one = std::max(rules.from, day - days(14)); one < day; one += days(1)) {
    if (is_weekend(one) && is_holiday(one)) {
      ++owed;
    } else if (!is_weekend(one) && !is_holiday(one) && owed > 0) {
      --owed;
    }
  }
  return owed == 0;
}

Day Calendar::working_from(Day day) const {
  for (int i = 0; i < search_limit; ++i, day += days(1)) {
    if (is_working(day)) return day;
  }
  refuse(place_, "weekend");
}

Day Calendar::working_until(Day day) const {
  for (int i = 0; i < search_limit; ++i, day -= days(1)) {
    if (is_working(day)) return day;
  }
  refuse(place_, "weekend");
}

int Calendar::working_days(Day from, Day until) const {
  int count = 0;
  for (Day day = from; day < until && day < from + days(amount_limit); day += days(1)) count += is_working(day) ? 1 : 0;
  return count;
}

minutes Calendar::offset_at(sys_time<milliseconds> time) const {
  const year_month_day date(std::chrono::floor<days>(time));
  const bool summer = time >= change_of(date.year(), std::chrono::March) && time < change_of(date.year(), std::chrono::October);
  return summer ? summer_ : standard_;
}

Day Calendar::day_of(Timestamp time) const {
  const sys_time<milliseconds> moment{milliseconds(time.milliseconds())};
  return std::chrono::floor<days>(moment + offset_at(moment));
}

/// The clock is changed at night, but never at midnight: the offset of the hour before is that of the beginning of the day.
Timestamp Calendar::begin_of(Day day) const {
  const sys_time<milliseconds> here{day};
  const auto moment = here - offset_at(here - standard_);
  return *Timestamp::from_milliseconds(
      std::clamp<std::int64_t>(moment.time_since_epoch().count(), -62'167'219'200'000, 253'402'300'799'999));
}

}  // namespace chancery::workflow
