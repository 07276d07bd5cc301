#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace chancery {

/// A run of bytes that one place owns. Text is UTF-8 in the same type.
using Bytes = std::string;
/// A run of bytes that somebody else owns for as long as the call lasts.
using BytesView = std::string_view;

/// Large bytes that many places share and nobody changes.
class Blob {
 public:
  explicit Blob(Bytes bytes) : bytes_(std::make_shared<const Bytes>(std::move(bytes))) {}

  [[nodiscard]] const Bytes& bytes() const { return *bytes_; }
  [[nodiscard]] std::size_t size() const { return bytes_->size(); }

 private:
  std::shared_ptr<const Bytes> bytes_;
};

/// Lower-case hexadecimal, two digits a byte.
[[nodiscard]] std::string to_hex(BytesView bytes);
/// Only lower-case digits are read, so that one value has one spelling.
[[nodiscard]] std::optional<Bytes> parse_hex(std::string_view text);

/// RFC 4648 §4 with padding, without line breaks.
[[nodiscard]] std::string to_base64(BytesView bytes);
/// Strict: no white space, padding required, unused bits zero.
[[nodiscard]] std::optional<Bytes> parse_base64(std::string_view text);
/// RFC 4648 §6 without padding, upper-case.
[[nodiscard]] std::string to_base32(BytesView bytes);

}  // namespace chancery
