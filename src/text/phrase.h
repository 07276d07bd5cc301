#pragma once

#include "base/message.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace chancery::text {

/// The two languages of the interface.
enum class Language { uk, en };

/// BCP 47: `uk` or `en`.
[[nodiscard]] std::string_view tag_of(Language language);

/// An ICU MessageFormat pattern of one language. It is compiled when it is first said; many threads may say it at once.
class Phrase {
 public:
  Phrase(Language language, std::string pattern);
  ~Phrase();
  Phrase(Phrase&&) noexcept;
  Phrase& operator=(Phrase&&) noexcept;

  [[nodiscard]] const std::string& pattern() const { return pattern_; }
  /// The words with the arguments of `message` in their places; its key is not looked at. Absent when the pattern is broken.
  [[nodiscard]] std::optional<std::string> say(const Message& message) const;

 private:
  struct Compiled;

  Language language_;
  std::string pattern_;
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace chancery::text
