#pragma once

#include "base/bytes.h"
#include "base/timestamp.h"
#include "formats/oid.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::formats {

/// The identifier octet of an element; tags above 30 are not used by anything that Chancery reads.
enum class DerTag : unsigned char {
  boolean = 0x01,
  integer = 0x02,
  bit_string = 0x03,
  octet_string = 0x04,
  null = 0x05,
  object_identifier = 0x06,
  utf8_string = 0x0c,
  utc_time = 0x17,
  generalized_time = 0x18,
  sequence = 0x30,
  set = 0x31,
};

/// `[number]` IMPLICIT over a constructed type or EXPLICIT.
[[nodiscard]] constexpr DerTag context_constructed(unsigned number) {
  return static_cast<DerTag>(0xa0U | number);
}
/// `[number]` IMPLICIT over a primitive type.
[[nodiscard]] constexpr DerTag context_primitive(unsigned number) {
  return static_cast<DerTag>(0x80U | number);
}

/// One element: views into the bytes that were read.
struct DerElement {
  DerTag tag;
  BytesView content;
  BytesView encoding;  // identifier, length and content
};

/// Reads the elements of one level in order: definite and minimal lengths only, tags below 31, depth limited.
/// Standard: X.690 §10. What is skipped as a whole is not looked into; `check_der` walks everything.
class DerReader {
 public:
  static constexpr std::size_t depth_limit = 40;

  /// `place` names the input in errors and outlives the reader.
  DerReader(BytesView bytes, std::string_view place) : DerReader(bytes, bytes, place, 0) {}

  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  [[nodiscard]] bool next_is(DerTag tag) const { return !rest_.empty() && rest_.front() == static_cast<char>(tag); }
  /// Throws: Error{Fault::input} with place, offset and what was wrong; so do all that follow.
  [[nodiscard]] DerElement next();
  [[nodiscard]] DerElement next(DerTag tag);
  [[nodiscard]] std::optional<DerElement> next_if(DerTag tag);
  /// A reader of the level inside `element`, which this reader returned.
  [[nodiscard]] DerReader inside(const DerElement& element) const;
  /// The level inside the next element, which has this tag.
  [[nodiscard]] DerReader enter(DerTag tag) { return inside(next(tag)); }
  void expect_end() const;

  [[nodiscard]] BytesView oid() { return next(DerTag::object_identifier).content; }
  /// Two's complement, minimal, not negative; the sign byte is cut.
  [[nodiscard]] BytesView unsigned_integer();
  [[nodiscard]] std::uint32_t small_integer();
  [[nodiscard]] bool boolean();
  /// UTCTime (years 1950 to 2049) or GeneralizedTime, in UTC with seconds.   Standard: RFC 5280 §4.1.2.5.
  [[nodiscard]] Timestamp time();
  /// The bytes of a BIT STRING without unused bits.
  [[nodiscard]] BytesView bit_string();

 private:
  DerReader(BytesView origin, BytesView rest, std::string_view place, std::size_t depth)
      : origin_(origin), rest_(rest), place_(place), depth_(depth) {}
  [[nodiscard]] std::size_t length_at(std::size_t& offset) const;
  [[noreturn]] void fail(const char* key) const;

  BytesView origin_;
  BytesView rest_;
  std::string_view place_;
  std::size_t depth_;
};

/// One element and nothing behind it.
[[nodiscard]] DerElement read_single_der(BytesView bytes, std::string_view place);

/// Walks one element to its leaves and refuses whatever has a second spelling: BOOLEAN other than 00 and FF, INTEGER and OBJECT
/// IDENTIFIER that are not minimal, BIT STRING with unused bits set, constructed strings, SET OF out of order, trailing bytes.
void check_der(BytesView bytes, std::string_view place);

[[nodiscard]] Bytes der(DerTag tag, std::initializer_list<BytesView> pieces);
[[nodiscard]] Bytes der_sequence(std::initializer_list<BytesView> pieces);
/// SET OF: the elements in the order of their encodings.   Standard: X.690 §11.6.
[[nodiscard]] Bytes der_set_of(std::vector<Bytes> elements, DerTag tag = DerTag::set);
/// `big_endian` is not negative; leading zeros are cut and the sign byte added.
[[nodiscard]] Bytes der_integer(BytesView big_endian);
[[nodiscard]] Bytes der_integer(unsigned char value);
[[nodiscard]] Bytes der_oid(const Oid& oid);
[[nodiscard]] Bytes der_octet_string(BytesView content);
[[nodiscard]] Bytes der_null();
/// UTCTime up to 2049, GeneralizedTime after; milliseconds are cut.
[[nodiscard]] Bytes der_time(Timestamp time);

}  // namespace chancery::formats
