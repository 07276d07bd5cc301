#include "formats/time_stamp.h"

#include "base/error.h"
#include "formats/der.h"
#include "formats/readable_text.h"

#include <algorithm>

namespace chancery::formats {
namespace {

constexpr Oid id_sha256{"2.16.840.1.101.3.4.2.1"};
constexpr unsigned char version_one = 1;
constexpr std::size_t longest_fraction = 9;

[[noreturn]] void refuse(const char* key, std::string_view place) {
  throw Error(Fault::input, {key, {{"place", std::string(place)}}});
}

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char letter) { return letter >= '0' && letter <= '9'; });
}

/// GeneralizedTime with or without a fraction of a second, in UTC: `YYYYMMDDhhmmss[.s…]Z`. What is finer than ms is cut.
std::optional<Timestamp> parse_generalized_time(std::string_view text) {
  if (text.size() < 15 || text.back() != 'Z') return std::nullopt;
  text.remove_suffix(1);
  const auto digits = text.substr(0, 14);
  auto fraction = text.substr(14);
  if (!fraction.empty()) {
    if (fraction.size() < 2 || fraction.size() > longest_fraction + 1 || fraction[0] != '.') return std::nullopt;
    fraction.remove_prefix(1);
  }
  if (!all_digits(digits) || !all_digits(fraction)) return std::nullopt;
  std::string milliseconds(fraction.substr(0, 3));
  milliseconds.resize(3, '0');
  const auto part = [&](std::size_t start, std::size_t size) { return std::string(digits.substr(start, size)); };
  return Timestamp::parse(part(0, 4) + "-" + part(4, 2) + "-" + part(6, 2) + "T" + part(8, 2) + ":" + part(10, 2) + ":" +
                          part(12, 2) + "." + milliseconds + "Z");
}

unsigned number_of(BytesView big_endian) {
  unsigned value = 0;
  for (const char byte : big_endian.substr(0, 4)) value = (value << 8U) | static_cast<unsigned char>(byte);
  return value;
}

std::chrono::milliseconds read_accuracy(DerReader accuracy) {
  std::chrono::milliseconds sum{0};
  if (accuracy.next_is(DerTag::integer)) sum += std::chrono::seconds(accuracy.small_integer());
  if (const auto milliseconds = accuracy.next_if(context_primitive(0))) {
    sum += std::chrono::milliseconds(number_of(milliseconds->content));
  }
  if (accuracy.next_if(context_primitive(1))) sum += std::chrono::milliseconds(1);
  accuracy.expect_end();
  return sum;
}

void refuse_critical_extensions(DerReader extensions, std::string_view place) {
  while (!extensions.at_end()) {
    DerReader extension = extensions.enter(DerTag::sequence);
    static_cast<void>(extension.oid());
    if (extension.next_is(DerTag::boolean) && extension.boolean()) refuse("formats.time_stamp_extension", place);
  }
}

void read_imprint(DerReader imprint, TimeStampInfo& info) {
  DerReader algorithm = imprint.enter(DerTag::sequence);
  info.digest_oid = algorithm.oid();
  info.imprint = imprint.next(DerTag::octet_string).content;
  imprint.expect_end();
}

std::string read_free_text(DerReader texts) {
  std::string all;
  while (!texts.at_end()) all.append(all.empty() ? "" : " ").append(readable_text(texts.next()));
  return all.substr(0, 200);
}

}  // namespace

TimeStampInfo read_time_stamp_info(BytesView der, std::string_view place) {
  DerReader outer(der, place);
  DerReader reader = outer.enter(DerTag::sequence);
  outer.expect_end();
  if (reader.small_integer() != version_one) refuse("formats.time_stamp_odd", place);
  TimeStampInfo info{{}, {}, {}, {}, *Timestamp::from_milliseconds(0), std::chrono::milliseconds{0}, std::nullopt};
  info.policy = reader.oid();
  read_imprint(reader.enter(DerTag::sequence), info);
  info.serial = reader.next(DerTag::integer).content;
  const auto time = parse_generalized_time(reader.next(DerTag::generalized_time).content);
  if (!time) refuse("formats.time_stamp_odd", place);
  info.time = *time;
  if (reader.next_is(DerTag::sequence)) info.accuracy = read_accuracy(reader.enter(DerTag::sequence));
  if (reader.next_is(DerTag::boolean)) static_cast<void>(reader.boolean());
  if (reader.next_is(DerTag::integer)) info.nonce = reader.unsigned_integer();
  static_cast<void>(reader.next_if(context_constructed(0)));
  if (const auto extensions = reader.next_if(context_constructed(1))) {
    refuse_critical_extensions(reader.inside(*extensions), place);
  }
  reader.expect_end();
  return info;
}

Bytes compose_time_stamp_request(const TimeStampRequest& request) {
  const Bytes imprint = der_sequence({der_sequence({der_oid(id_sha256), der_null()}), der_octet_string(request.imprint.view())});
  const Bytes certificate = request.want_certificate ? der(DerTag::boolean, {"\xff"}) : Bytes();
  return der_sequence({der_integer(version_one), imprint, der_integer(request.nonce), certificate});
}

TimeStampRequest read_time_stamp_request(BytesView der, std::string_view place) {
  DerReader outer(der, place);
  DerReader reader = outer.enter(DerTag::sequence);
  outer.expect_end();
  if (reader.small_integer() != version_one) refuse("formats.time_stamp_odd", place);
  DerReader imprint = reader.enter(DerTag::sequence);
  const bool is_sha256 = imprint.enter(DerTag::sequence).oid() == id_sha256.view();
  const auto digest = Sha256::from_bytes(imprint.next(DerTag::octet_string).content);
  if (!is_sha256 || !digest) refuse("formats.time_stamp_odd", place);
  if (reader.next_is(DerTag::object_identifier)) static_cast<void>(reader.oid());
  TimeStampRequest request{*digest, {}, false};
  if (reader.next_is(DerTag::integer)) request.nonce = reader.unsigned_integer();
  if (reader.next_is(DerTag::boolean)) request.want_certificate = reader.boolean();
  return request;
}

TimeStampResponse read_time_stamp_response(BytesView bytes, std::string_view place) {
  DerReader outer(bytes, place);
  DerReader reader = outer.enter(DerTag::sequence);
  outer.expect_end();
  DerReader status = reader.enter(DerTag::sequence);
  TimeStampResponse response{status.small_integer(), {}, {}};
  if (status.next_is(DerTag::sequence)) response.reason = read_free_text(status.enter(DerTag::sequence));
  if (!reader.at_end()) response.token = reader.next(DerTag::sequence).encoding;
  reader.expect_end();
  return response;
}

}  // namespace chancery::formats
