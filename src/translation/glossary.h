#pragma once

#include "base/language_tag.h"
#include "formats/json.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::translation {

/// A term in several languages.
struct Term {
  std::map<std::string, std::string> words;  // by primary language: {"uk": "парафування", "en": "initialling"}
  std::string definition;

  friend bool operator==(const Term&, const Term&) = default;
};

/// The terms of an office or a partner.
class Glossary {
 public:
  Glossary() = default;
  explicit Glossary(std::vector<Term> terms) : terms_(std::move(terms)) {}
  /// {terms:[{words:{uk, en, …}, definition}]}.
  /// Throws: Error{Fault::input} naming what is not so.
  [[nodiscard]] static Glossary read(const formats::Json& json);

  [[nodiscard]] const std::vector<Term>& terms() const { return terms_; }
  /// The terms that a text holds, inflected too: each word of the term begins a word of the text up to its last three letters.
  [[nodiscard]] std::vector<const Term*> found_in(std::string_view text, const LanguageTag& language) const;

 private:
  std::vector<Term> terms_;
};

}  // namespace chancery::translation
