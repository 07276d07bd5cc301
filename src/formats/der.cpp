#include "formats/der.h"

#include "base/error.h"

#include <algorithm>
#include <cstdio>

namespace chancery::formats {
namespace {

constexpr unsigned char octet(char byte) {
  return static_cast<unsigned char>(byte);
}
constexpr bool is_constructed(DerTag tag) {
  return (static_cast<unsigned char>(tag) & 0x20U) != 0;
}

/// Adding these two digits of a year needs a century: UTCTime below 50 is 20xx.   Standard: RFC 5280 §4.1.2.5.1.
std::string full_year(BytesView utc_time) {
  return (utc_time.substr(0, 2) < "50" ? "20" : "19") + std::string(utc_time);
}

/// `YYYYMMDDHHMMSSZ` as a moment.
std::optional<Timestamp> parse_digits(std::string_view text) {
  if (text.size() != 15 || text.back() != 'Z') return std::nullopt;
  std::string iso;
  for (const auto& [start, size, separator] :
       {std::tuple{0, 4, "-"}, {4, 2, "-"}, {6, 2, "T"}, {8, 2, ":"}, {10, 2, ":"}, {12, 2, ".000Z"}}) {
    iso.append(text.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(size))).append(separator);
  }
  return Timestamp::parse(iso);
}

bool is_minimal_integer(BytesView content) {
  if (content.empty()) return false;
  if (content.size() == 1) return true;
  const bool sign = (octet(content[1]) & 0x80U) != 0;
  return !(octet(content[0]) == 0x00 && !sign) && !(octet(content[0]) == 0xff && sign);
}

bool is_minimal_oid(BytesView content) {
  bool starts = true;
  for (const char byte : content) {
    if (starts && octet(byte) == 0x80) return false;
    starts = (octet(byte) & 0x80U) == 0;
  }
  return starts && !content.empty();
}

bool is_exact_bit_string(BytesView content) {
  if (content.empty() || octet(content[0]) > 7) return false;
  const unsigned unused = octet(content[0]);
  if (content.size() == 1) return unused == 0;
  return (octet(content.back()) & ((1U << unused) - 1U)) == 0;
}

/// Of the universal tags SEQUENCE and SET are constructed, all others primitive; the context's own tags may be either.
bool has_right_form(DerTag tag) {
  const auto octet_of_tag = static_cast<unsigned char>(tag);
  if ((octet_of_tag & 0xc0U) != 0) return true;
  const unsigned number = octet_of_tag & 0x1fU;
  return is_constructed(tag) == (number == 0x10 || number == 0x11);
}

bool is_exact_value(const DerElement& element) {
  switch (element.tag) {
    case DerTag::boolean:
      return element.content == BytesView("\0", 1) || element.content == "\xff";
    case DerTag::integer:
      return is_minimal_integer(element.content);
    case DerTag::bit_string:
      return is_exact_bit_string(element.content);
    case DerTag::null:
      return element.content.empty();
    case DerTag::object_identifier:
      return is_minimal_oid(element.content);
    case DerTag::octet_string:
    case DerTag::utf8_string:
    case DerTag::utc_time:
    case DerTag::generalized_time:
    case DerTag::sequence:
    case DerTag::set:
      return true;
  }
  return true;
}

Error not_exact(const char* key, std::string_view place, BytesView origin, BytesView at) {
  return {Fault::input, {key, {{"place", std::string(place)}, {"offset", static_cast<std::int64_t>(at.data() - origin.data())}}}};
}

/// Checks one level and everything below it; the reader limits the depth.
void check_level(DerReader level, bool is_set, BytesView origin, std::string_view place) {
  BytesView previous;
  while (!level.at_end()) {
    const DerElement element = level.next();
    if (!has_right_form(element.tag) || !is_exact_value(element)) {
      throw not_exact("formats.der_value", place, origin, element.encoding);
    }
    if (is_set && element.encoding < previous) throw not_exact("formats.der_set_order", place, origin, element.encoding);
    previous = element.encoding;
    if (is_constructed(element.tag)) check_level(level.inside(element), element.tag == DerTag::set, origin, place);
  }
}

void append_length(Bytes& bytes, std::size_t length) {
  if (length < 0x80) {
    bytes.push_back(static_cast<char>(length));
    return;
  }
  Bytes digits;
  for (std::size_t rest = length; rest > 0; rest >>= 8U) digits.push_back(static_cast<char>(rest & 0xffU));
  bytes.push_back(static_cast<char>(0x80U | digits.size()));
  bytes.append(digits.rbegin(), digits.rend());
}

}  // namespace

void DerReader::fail(const char* key) const {
  throw not_exact(key, place_, origin_, rest_);
}

/// The length that starts at `offset`, which is moved behind it. Four length bytes are more than any input may have.
std::size_t DerReader::length_at(std::size_t& offset) const {
  if (offset >= rest_.size()) fail("formats.der_truncated");
  const unsigned char first = octet(rest_[offset++]);
  if (first < 0x80) return first;
  const std::size_t count = first & 0x7fU;
  if (count == 0 || count > 4) fail("formats.der_length");
  if (rest_.size() - offset < count) fail("formats.der_truncated");
  std::size_t length = 0;
  for (std::size_t index = 0; index < count; ++index) length = (length << 8U) | octet(rest_[offset++]);
  if (length < 0x80 || length >> (8U * (count - 1)) == 0) fail("formats.der_length");
  return length;
}

DerElement DerReader::next() {
  if (rest_.empty()) fail("formats.der_truncated");
  if ((octet(rest_[0]) & 0x1fU) == 0x1f || rest_[0] == 0) fail("formats.der_tag");
  std::size_t offset = 1;
  const std::size_t length = length_at(offset);
  if (rest_.size() - offset < length) fail("formats.der_truncated");
  const DerElement element{static_cast<DerTag>(octet(rest_[0])), rest_.substr(offset, length), rest_.substr(0, offset + length)};
  rest_.remove_prefix(offset + length);
  return element;
}

DerElement DerReader::next(DerTag tag) {
  if (!next_is(tag)) fail("formats.der_unexpected");
  return next();
}

std::optional<DerElement> DerReader::next_if(DerTag tag) {
  if (!next_is(tag)) return std::nullopt;
  return next();
}

DerReader DerReader::inside(const DerElement& element) const {
  if (depth_ + 1 > depth_limit) fail("formats.der_depth");
  return {origin_, element.content, place_, depth_ + 1};
}

void DerReader::expect_end() const {
  if (!rest_.empty()) fail("formats.der_trailing");
}

BytesView DerReader::unsigned_integer() {
  const DerReader before = *this;
  BytesView content = next(DerTag::integer).content;
  if (!is_minimal_integer(content) || (octet(content[0]) & 0x80U) != 0) before.fail("formats.der_value");
  if (content.size() > 1 && content[0] == 0) content.remove_prefix(1);
  return content;
}

std::uint32_t DerReader::small_integer() {
  const DerReader before = *this;
  const BytesView content = unsigned_integer();
  if (content.size() > 4) before.fail("formats.der_value");
  std::uint32_t value = 0;
  for (const char byte : content) value = (value << 8U) | octet(byte);
  return value;
}

bool DerReader::boolean() {
  const DerReader before = *this;
  const DerElement element = next(DerTag::boolean);
  if (!is_exact_value(element)) before.fail("formats.der_value");
  return element.content[0] != 0;
}

Timestamp DerReader::time() {
  const DerReader before = *this;
  const DerElement element = next_is(DerTag::utc_time) ? next() : next(DerTag::generalized_time);
  const bool short_year = element.tag == DerTag::utc_time && element.content.size() == 13;
  const auto time = parse_digits(short_year ? full_year(element.content) : std::string(element.content));
  if (!time || (element.tag == DerTag::utc_time) != short_year) before.fail("formats.der_time");
  return *time;
}

BytesView DerReader::bit_string() {
  const DerReader before = *this;
  const BytesView content = next(DerTag::bit_string).content;
  if (content.empty() || content[0] != 0) before.fail("formats.der_value");
  return content.substr(1);
}

DerElement read_single_der(BytesView bytes, std::string_view place) {
  DerReader reader(bytes, place);
  const DerElement element = reader.next();
  reader.expect_end();
  return element;
}

void check_der(BytesView bytes, std::string_view place) {
  static_cast<void>(read_single_der(bytes, place));
  check_level(DerReader(bytes, place), false, bytes, place);
}

Bytes der(DerTag tag, std::initializer_list<BytesView> pieces) {
  std::size_t length = 0;
  for (const BytesView piece : pieces) length += piece.size();
  Bytes bytes;
  bytes.reserve(length + 6);
  bytes.push_back(static_cast<char>(tag));
  append_length(bytes, length);
  for (const BytesView piece : pieces) bytes.append(piece);
  return bytes;
}

Bytes der_sequence(std::initializer_list<BytesView> pieces) {
  return der(DerTag::sequence, pieces);
}

Bytes der_set_of(std::vector<Bytes> elements, DerTag tag) {
  std::sort(elements.begin(), elements.end());
  Bytes content;
  for (const Bytes& element : elements) content.append(element);
  return der(tag, {content});
}

Bytes der_integer(BytesView big_endian) {
  const auto first = std::min(big_endian.find_first_not_of('\0'), big_endian.size());
  const BytesView digits = big_endian.substr(first);
  const bool needs_sign = digits.empty() || (octet(digits[0]) & 0x80U) != 0;
  return der(DerTag::integer, {needs_sign ? BytesView("\0", 1) : BytesView(), digits});
}

Bytes der_integer(unsigned char value) {
  const char byte = static_cast<char>(value);
  return der_integer(BytesView(&byte, 1));
}

Bytes der_oid(const Oid& oid) {
  return der(DerTag::object_identifier, {oid.view()});
}

Bytes der_octet_string(BytesView content) {
  return der(DerTag::octet_string, {content});
}

Bytes der_null() {
  return der(DerTag::null, {});
}

Bytes der_time(Timestamp time) {
  std::string digits;
  for (const char letter : time.text().substr(0, 19)) {
    if (letter >= '0' && letter <= '9') digits.push_back(letter);
  }
  digits.push_back('Z');
  const bool short_year = digits >= "1950" && digits < "2050";
  return short_year ? der(DerTag::utc_time, {BytesView(digits).substr(2)}) : der(DerTag::generalized_time, {digits});
}

}  // namespace chancery::formats
