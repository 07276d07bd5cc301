#include "formats/revocation_handles.h"

#include "formats/der.h"

#include <ctime>

namespace chancery::formats {

std::optional<Timestamp> to_timestamp(const ASN1_TIME* time) {
  std::tm parts{};
  if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1) return std::nullopt;
  const std::chrono::year_month_day day{std::chrono::year(parts.tm_year + 1900),
                                        std::chrono::month(static_cast<unsigned>(parts.tm_mon + 1)),
                                        std::chrono::day(static_cast<unsigned>(parts.tm_mday))};
  const auto moment = std::chrono::sys_days(day) + std::chrono::hours(parts.tm_hour) + std::chrono::minutes(parts.tm_min) +
                      std::chrono::seconds(parts.tm_sec);
  return Timestamp::from_milliseconds(std::chrono::milliseconds(moment.time_since_epoch()).count());
}

bool has_strong_digest(int signature_nid) {
  int digest = NID_undef;
  int key = NID_undef;
  if (OBJ_find_sigid_algs(signature_nid, &digest, &key) != 1) return false;
  // RSASSA-PSS and Ed25519 name no digest here; their own parameters say it.
  return digest == NID_sha256 || digest == NID_sha384 || digest == NID_sha512 || digest == NID_undef;
}

SerialHandle to_serial(BytesView integer_content) {
  const Bytes encoded = der(DerTag::integer, {integer_content});
  const auto* start = reinterpret_cast<const unsigned char*>(encoded.data());
  return SerialHandle(d2i_ASN1_INTEGER(nullptr, &start, static_cast<long>(encoded.size())));
}

}  // namespace chancery::formats
