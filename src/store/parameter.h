#pragma once

#include "base/bytes.h"
#include "base/timestamp.h"

#include <concepts>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

namespace chancery::store {

/// What the database keeps as raw bytes: hashes, ids, salts.
template <class T>
concept StoredAsBytes = requires(const T& value, BytesView bytes) {
  { value.view() } -> std::same_as<BytesView>;
  { T::from_bytes(bytes) } -> std::same_as<std::optional<T>>;
};

/// One value for a `?N` of a statement. It is a view: it lives no longer than what it was made from.
/// Text and bytes are the same C++ type, so bytes are asked for by name.
class Parameter {
 public:
  struct Text {
    std::string_view text;
  };
  struct Raw {
    BytesView bytes;
  };
  using Content = std::variant<std::monostate, std::int64_t, Text, Raw>;

  // Implicit on purpose: a call lists values, `run(sql, {id, revision, name})`.
  Parameter(std::nullopt_t) {}  // NOLINT(google-explicit-constructor)
  template <std::integral T>
  Parameter(T number) : content_(static_cast<std::int64_t>(number)) {}  // NOLINT(google-explicit-constructor)
  template <std::convertible_to<std::string_view> T>
  Parameter(const T& text) : content_(Text{std::string_view(text)}) {}  // NOLINT(google-explicit-constructor)
  template <StoredAsBytes T>
  Parameter(const T& value) : content_(Raw{value.view()}) {}               // NOLINT(google-explicit-constructor)
  Parameter(const Timestamp& moment) : content_(moment.milliseconds()) {}  // NOLINT(google-explicit-constructor)
  template <class T>
  Parameter(const std::optional<T>& value) {  // NOLINT(google-explicit-constructor)
    if (value) content_ = Parameter(*value).content_;
  }

  [[nodiscard]] static Parameter bytes(BytesView bytes) {
    Parameter parameter(std::nullopt);
    parameter.content_ = Raw{bytes};
    return parameter;
  }

  [[nodiscard]] const Content& content() const { return content_; }

 private:
  Content content_;
};

}  // namespace chancery::store
