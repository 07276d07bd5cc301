#pragma once

#include "base/message.h"

#include <utility>
#include <variant>

namespace chancery::ledger {

/// Bytes that may verify but say something that this program does not know: an unknown type, key or value.
struct NotUnderstood {
  Message why;
};

/// What was read, or why it was not understood. Ask `understood` first.
template <class T>
class [[nodiscard]] Reading {
 public:
  Reading(T value) : content_(std::move(value)) {}          // NOLINT(google-explicit-constructor): reads as `return value`
  Reading(NotUnderstood why) : content_(std::move(why)) {}  // NOLINT(google-explicit-constructor): reads as `return why`

  [[nodiscard]] bool understood() const { return std::holds_alternative<T>(content_); }
  [[nodiscard]] const T& value() const& { return std::get<T>(content_); }
  [[nodiscard]] T&& value() && { return std::get<T>(std::move(content_)); }
  [[nodiscard]] const Message& why() const { return std::get<NotUnderstood>(content_).why; }

 private:
  std::variant<T, NotUnderstood> content_;
};

}  // namespace chancery::ledger
