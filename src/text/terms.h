#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::text {

/// Letters in small ones, byte for byte, so that offsets stay: Latin and Cyrillic; others stay as they are.
[[nodiscard]] std::string small_letters(std::string_view text);

/// The words and numbers of a text in small letters, to look for terms in.
class Words {
 public:
  explicit Words(std::string_view text);

  /// Whether the words of a term stand here in order, each perhaps inflected: a word may differ from the term's in its last
  /// letters, three of Cyrillic and two of Latin ones; words of up to three letters do not.
  enum class Form { exact, inflected };
  [[nodiscard]] bool hold(const Words& term, Form form = Form::inflected) const;
  [[nodiscard]] const std::vector<std::string_view>& list() const { return words_; }

 private:
  std::shared_ptr<const std::string> text_;
  std::vector<std::string_view> words_;
};

/// The same for two texts.
[[nodiscard]] bool holds_term(std::string_view text, std::string_view term);

}  // namespace chancery::text
