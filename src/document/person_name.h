#pragma once

#include "base/language_tag.h"

#include <string>
#include <vector>

namespace chancery::document {

/// A text in one of several languages: an item of `[{language, value}]`.
struct TextInLanguage {
  LanguageTag language;
  std::string value;

  friend bool operator==(const TextInLanguage&, const TextInLanguage&) = default;
};

/// The whole name in a grammatical case, as somebody gave it: `genitive`, `dative`, `instrumental`, …
struct NameInCase {
  std::string grammatical_case;
  std::string value;

  friend bool operator==(const NameInCase&, const NameInCase&) = default;
};

/// A person's name and position in one language. Parts that a language or a person does not have are empty.
struct PersonName {
  LanguageTag language;
  std::string family;
  std::string given;
  std::string patronymic;
  std::string position;
  std::vector<NameInCase> cases;

  friend bool operator==(const PersonName&, const PersonName&) = default;
};

/// The name as offices write it: family, given name, patronymic in Ukrainian («Петренко Олена Іванівна»), given name first
/// elsewhere (“Olena Petrenko”).
[[nodiscard]] std::string full_name(const PersonName& name);

/// The value for this language, else for its primary subtag, else the first.   Requires: `texts` is not empty.
[[nodiscard]] const std::string& in_language(const std::vector<TextInLanguage>& texts, const LanguageTag& language);
[[nodiscard]] const PersonName& in_language(const std::vector<PersonName>& names, const LanguageTag& language);

}  // namespace chancery::document
