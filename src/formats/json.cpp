#include "formats/json.h"

#include "base/error.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace chancery::formats {
namespace {

constexpr std::uint64_t largest_integer = (std::uint64_t{1} << 53U) - 1;

/// Builds the value while it refuses what nlohmann lets pass: doubled keys and any depth.
class StrictReader : public nlohmann::json_sax<Json> {
 public:
  StrictReader(std::string_view place, std::size_t depth) : place_(place), depth_(depth) {}

  bool null() override { return put(nullptr); }
  bool boolean(bool value) override { return put(value); }
  bool number_integer(number_integer_t value) override { return put(value); }
  bool number_unsigned(number_unsigned_t value) override { return put(value); }
  bool number_float(number_float_t value, const string_t& /*text*/) override { return put(value); }
  bool string(string_t& value) override { return put(std::move(value)); }
  bool binary(binary_t& /*value*/) override { return false; }
  bool start_object(std::size_t /*elements*/) override { return open(Json::object()); }
  bool start_array(std::size_t /*elements*/) override { return open(Json::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& value) override {
    if (open_.back()->contains(value)) refuse({"formats.json_doubled_key", {{"place", place_}, {"key", value}}});
    slot_ = &(*open_.back())[value];
    return true;
  }

  bool parse_error(std::size_t position, const std::string& /*token*/, const nlohmann::detail::exception& error) override {
    refuse({"formats.json_syntax",
            {{"place", place_}, {"offset", static_cast<std::int64_t>(position)}, {"detail", std::string(error.what())}}});
  }

  [[nodiscard]] Json take() { return std::move(root_); }

 private:
  [[noreturn]] static void refuse(Message message) { throw Error(Fault::input, std::move(message)); }

  Json* put(Json&& value, int /*placed*/) {
    if (open_.empty()) return &(root_ = std::move(value));
    if (open_.back()->is_array()) return &open_.back()->emplace_back(std::move(value));
    return &(*slot_ = std::move(value));
  }
  bool put(Json value) { return put(std::move(value), 0) != nullptr; }

  bool open(Json&& container) {
    if (open_.size() >= depth_) {
      refuse({"formats.json_too_deep", {{"place", place_}, {"limit", static_cast<std::int64_t>(depth_)}}});
    }
    open_.push_back(put(std::move(container), 0));
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  std::string place_;
  std::size_t depth_;
  Json root_;
  std::vector<Json*> open_;
  Json* slot_ = nullptr;
};

/// ECMAScript's Number::toString, as RFC 8785 §3.2.2.3 asks: shortest digits, exponent from 1e21 and below 1e-6.
std::string number_text(double value) {
  if (!std::isfinite(value)) throw Error(Fault::input, {"formats.json_not_finite", {}});
  if (value == 0) return "0";
  std::array<char, 32> buffer{};
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::abs(value), std::chars_format::scientific).ptr;
  const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
  const std::size_t mark = text.find('e');
  std::string digits(text.substr(0, mark));
  std::erase(digits, '.');
  const int exponent = std::stoi(std::string(text.substr(mark + 1)));
  const int count = static_cast<int>(digits.size());
  const std::string sign = value < 0 ? "-" : "";
  if (exponent >= 21 || exponent < -6) {
    if (count > 1) digits.insert(1, ".");
    return sign + digits + (exponent > 0 ? "e+" : "e") + std::to_string(exponent);
  }
  if (exponent < 0) return sign + "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
  if (count <= exponent + 1) return sign + digits + std::string(static_cast<std::size_t>(exponent + 1 - count), '0');
  digits.insert(static_cast<std::size_t>(exponent) + 1, ".");
  return sign + digits;
}

bool is_utf8(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (length == 0 || i + length > text.size()) return false;
    for (std::size_t j = 1; j < length; ++j) {
      if ((static_cast<unsigned char>(text[i + j]) & 0xC0U) != 0x80U) return false;
    }
    const auto second = length > 1 ? static_cast<unsigned char>(text[i + 1]) : 0U;
    if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) || (lead == 0xF0 && second < 0x90) ||
        (lead == 0xF4 && second > 0x8F)) {
      return false;
    }
    i += length;
  }
  return true;
}

void write_string(std::string_view text, Bytes& out) {
  if (!is_utf8(text)) throw Error(Fault::input, {"formats.json_not_utf8", {}});
  out += '"';
  for (const char letter : text) {
    switch (letter) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\b':
        out += "\\b";
        break;
      case '\f':
        out += "\\f";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(letter) < 0x20) {
          out += "\\u00" + to_hex({&letter, 1});
        } else {
          out += letter;
        }
    }
  }
  out += '"';
}

bool only_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char letter) { return static_cast<unsigned char>(letter) < 0x80; });
}

/// RFC 8785 §3.2.3 sorts by UTF-16 code units; that differs from UTF-8 only beyond the Basic Multilingual Plane.
std::vector<const Json::object_t::value_type*> sorted_members(const Json& object) {
  std::vector<const Json::object_t::value_type*> members;
  bool ascii = true;
  for (const auto& member : object.get_ref<const Json::object_t&>()) {
    members.push_back(&member);
    ascii = ascii && only_ascii(member.first);
  }
  if (!ascii) {
    std::sort(members.begin(), members.end(), [](const auto* left, const auto* right) {
      return icu::UnicodeString::fromUTF8(left->first) < icu::UnicodeString::fromUTF8(right->first);
    });
  }
  return members;
}

void write_value(const Json& value, Bytes& out);

void write_object(const Json& object, Bytes& out) {
  out += '{';
  bool first = true;
  for (const auto* member : sorted_members(object)) {
    if (!first) out += ',';
    first = false;
    write_string(member->first, out);
    out += ':';
    write_value(member->second, out);
  }
  out += '}';
}

void write_array(const Json& array, Bytes& out) {
  out += '[';
  bool first = true;
  for (const Json& element : array) {
    if (!first) out += ',';
    first = false;
    write_value(element, out);
  }
  out += ']';
}

/// An integer beyond 2^53 is written as the double that every reader of JSON would make of it.
std::string integer_text(const Json& value) {
  const double number = value.get<double>();
  if (std::abs(number) > static_cast<double>(largest_integer)) return number_text(number);
  return value.is_number_unsigned() ? std::to_string(value.get<std::uint64_t>()) : std::to_string(value.get<std::int64_t>());
}

void write_value(const Json& value, Bytes& out) {
  switch (value.type()) {
    case Json::value_t::object:
      write_object(value, out);
      return;
    case Json::value_t::array:
      write_array(value, out);
      return;
    case Json::value_t::string:
      write_string(value.get_ref<const std::string&>(), out);
      return;
    case Json::value_t::boolean:
      out += value.get<bool>() ? "true" : "false";
      return;
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned:
      out += integer_text(value);
      return;
    case Json::value_t::number_float:
      out += number_text(value.get<double>());
      return;
    case Json::value_t::null:
      out += "null";
      return;
    case Json::value_t::binary:
    case Json::value_t::discarded:
      break;
  }
  throw Error(Fault::input, {"formats.json_not_a_value", {}});
}

bool is_committed_key(std::string_view key) {
  return !key.empty() && std::all_of(key.begin(), key.end(), [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '_';
  });
}

bool is_nfc(const std::string& text) {
  if (only_ascii(text)) return true;
  UErrorCode status = U_ZERO_ERROR;
  const auto* normalizer = icu::Normalizer2::getNFCInstance(status);
  const bool normalized = normalizer->isNormalizedUTF8(text, status) != 0;
  return U_SUCCESS(status) && normalized;
}

[[noreturn]] void not_committed(const char* key, const std::string& place) {
  throw Error(Fault::input, {key, {{"place", place}}});
}

void check_committed(const Json& value, const std::string& place) {
  if (value.is_object()) {
    for (const auto& [key, member] : value.items()) {
      if (!is_committed_key(key)) not_committed("formats.committed_key", place + "/" + key);
      check_committed(member, place + "/" + key);
    }
  } else if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i) check_committed(value[i], place + "/" + std::to_string(i));
  } else if (value.is_string()) {
    if (!is_utf8(value.get_ref<const std::string&>()) || !is_nfc(value.get_ref<const std::string&>())) {
      not_committed("formats.committed_nfc", place);
    }
  } else if (!value.is_number_integer() || value < 0 || value.get<std::uint64_t>() > largest_integer) {
    not_committed("formats.committed_type", place);
  }
}

}  // namespace

Json parse_json(BytesView text, std::string_view place, const JsonLimits& limits) {
  if (text.size() > limits.bytes) {
    throw Error(Fault::input, {"formats.json_too_large",
                               {{"place", std::string(place)},
                                {"limit", static_cast<std::int64_t>(limits.bytes)},
                                {"found", static_cast<std::int64_t>(text.size())}}});
  }
  StrictReader reader(place, limits.depth);
  Json::sax_parse(text.begin(), text.end(), &reader);
  return reader.take();
}

Bytes canonical_json(const Json& value) {
  Bytes out;
  write_value(value, out);
  return out;
}

Bytes committed_json(const Json& value) {
  check_committed(value, "");
  return canonical_json(value);
}

Json parse_committed_json(BytesView text, std::string_view place, const JsonLimits& limits) {
  Json value = parse_json(text, place, limits);
  if (committed_json(value) != text) throw Error(Fault::input, {"formats.committed_bytes", {{"place", std::string(place)}}});
  return value;
}

}  // namespace chancery::formats
