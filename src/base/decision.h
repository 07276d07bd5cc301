#pragma once

#include "base/message.h"

#include <string>
#include <utility>
#include <variant>

namespace chancery {

/// The rules say no. `rule` is the id of the rule (listed in `src/apps/README.md`), the message says why in people's words.
struct Refusal {
  std::string rule;
  Message message;

  friend bool operator==(const Refusal&, const Refusal&) = default;
};

/// What the rules allow, or the refusal. Ask `refused` first.
template <class T>
class [[nodiscard]] Decision {
 public:
  Decision(T value) : content_(std::move(value)) {}            // NOLINT(google-explicit-constructor): reads as `return value`
  Decision(Refusal refusal) : content_(std::move(refusal)) {}  // NOLINT(google-explicit-constructor): reads as `return refusal`

  [[nodiscard]] bool refused() const { return std::holds_alternative<Refusal>(content_); }
  [[nodiscard]] const Refusal& refusal() const { return std::get<Refusal>(content_); }
  [[nodiscard]] const T& value() const& { return std::get<T>(content_); }
  [[nodiscard]] T&& value() && { return std::get<T>(std::move(content_)); }

 private:
  std::variant<T, Refusal> content_;
};

struct Allowed {};

}  // namespace chancery
