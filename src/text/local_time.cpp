#include "text/local_time.h"

#include "base/error.h"

#include <unicode/timezone.h>

#include <chrono>
#include <memory>

namespace chancery::text {
namespace {

const icu::TimeZone& kyiv() {
  static const std::unique_ptr<const icu::TimeZone> zone(icu::TimeZone::createTimeZone("Europe/Kyiv"));
  check_invariant(*zone != icu::TimeZone::getUnknown(), "ICU knows the zone of Kyiv");
  return *zone;
}

}  // namespace

WallClock wall_clock(Timestamp moment) {
  std::int32_t raw = 0;
  std::int32_t summer = 0;
  UErrorCode status = U_ZERO_ERROR;
  kyiv().getOffset(static_cast<UDate>(moment.milliseconds()), false, raw, summer, status);
  check_invariant(U_SUCCESS(status), "a zone has an offset at every moment");
  const std::string shown = moment.plus(std::chrono::milliseconds(raw + summer)).text();
  return {shown.substr(0, 10), shown.substr(11, 5)};
}

}  // namespace chancery::text
