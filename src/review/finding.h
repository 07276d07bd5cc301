#pragma once

#include "base/message.h"

#include <string>
#include <string_view>

namespace chancery::review {

/// What a check found. It warns; what follows is decided by people, and a dismissal is recorded with its reason.
struct Finding {
  std::string segment;  // id; empty when it is about the whole text
  Message message;      // its key is the rule: `review.numbers`, `review.binding_word`, …
  std::string source;   // why the rule is one: an act or guidance; empty for agreement between languages

  [[nodiscard]] const std::string& rule() const { return message.key; }
  friend bool operator==(const Finding&, const Finding&) = default;
};

/// Names a finding so that its dismissal holds as long as it says the same: segment, rule and what was found.
[[nodiscard]] std::string key_of(const Finding& finding);

}  // namespace chancery::review
