#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace chancery {

/// A language as documents name it: `uk`, `en`, `fr-CA`.   Standard: the langtag subset of RFC 5646 (language and region).
class LanguageTag {
 public:
  /// Two or three lower-case letters, and a region of two upper-case letters where one is given.
  [[nodiscard]] static std::optional<LanguageTag> parse(std::string_view text);

  [[nodiscard]] const std::string& text() const { return text_; }
  /// The tag without its region: `w:lang` of `en-US` marks text of `en`.
  [[nodiscard]] std::string_view primary() const { return std::string_view(text_).substr(0, text_.find('-')); }

  friend auto operator<=>(const LanguageTag&, const LanguageTag&) = default;

 private:
  explicit LanguageTag(std::string text) : text_(std::move(text)) {}

  std::string text_;
};

}  // namespace chancery
