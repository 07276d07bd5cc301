#pragma once

#include "base/message.h"

#include <utility>

namespace chancery {

/// The answer of a check that is itself the product: a signature, a proof, a container.
/// "could not be checked" is never folded into "invalid".
class [[nodiscard]] Verdict {
 public:
  enum class Kind { valid, invalid, unchecked };

  [[nodiscard]] static Verdict valid() { return {Kind::valid, {}}; }
  [[nodiscard]] static Verdict invalid(Message why) { return {Kind::invalid, std::move(why)}; }
  [[nodiscard]] static Verdict unchecked(Message why) { return {Kind::unchecked, std::move(why)}; }

  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] bool is_valid() const { return kind_ == Kind::valid; }
  /// Empty key when valid.
  [[nodiscard]] const Message& why() const { return why_; }

 private:
  Verdict(Kind kind, Message why) : kind_(kind), why_(std::move(why)) {}

  Kind kind_;
  Message why_;
};

}  // namespace chancery
