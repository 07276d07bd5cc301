#include "document/person_name.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace chancery::document {
namespace {

std::string joined(std::initializer_list<std::string_view> parts) {
  std::string whole;
  for (const std::string_view part : parts) {
    if (part.empty()) continue;
    if (!whole.empty()) whole += ' ';
    whole += part;
  }
  return whole;
}

template <class T>
const T& best_for(const std::vector<T>& values, const LanguageTag& language) {
  const auto exact = std::find_if(values.begin(), values.end(), [&](const T& value) { return value.language == language; });
  if (exact != values.end()) return *exact;
  const auto near =
      std::find_if(values.begin(), values.end(), [&](const T& value) { return value.language.primary() == language.primary(); });
  return near == values.end() ? values.front() : *near;
}

}  // namespace

std::string full_name(const PersonName& name) {
  if (name.language.primary() == "uk") return joined({name.family, name.given, name.patronymic});
  return joined({name.given, name.patronymic, name.family});
}

const std::string& in_language(const std::vector<TextInLanguage>& texts, const LanguageTag& language) {
  return best_for(texts, language).value;
}

const PersonName& in_language(const std::vector<PersonName>& names, const LanguageTag& language) {
  return best_for(names, language);
}

}  // namespace chancery::document
