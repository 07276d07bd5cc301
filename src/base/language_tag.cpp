#include "base/language_tag.h"

#include <algorithm>

namespace chancery {
namespace {

bool all_between(std::string_view text, char first, char last) {
  return std::all_of(text.begin(), text.end(), [=](char letter) { return letter >= first && letter <= last; });
}

}  // namespace

std::optional<LanguageTag> LanguageTag::parse(std::string_view text) {
  const auto language = text.substr(0, text.find('-'));
  if (language.size() < 2 || language.size() > 3 || !all_between(language, 'a', 'z')) return std::nullopt;
  if (language.size() != text.size()) {
    const auto region = text.substr(language.size() + 1);
    if (region.size() != 2 || !all_between(region, 'A', 'Z')) return std::nullopt;
  }
  return LanguageTag(std::string(text));
}

}  // namespace chancery
