#pragma once

#include "base/error.h"
#include "base/language_tag.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace chancery::store {

/// A word of a closed list as a column holds it.
/// Throws: Error{Fault::environment} when this program does not know the word: something else wrote it.
template <class T>
[[nodiscard]] T stored_word(std::optional<T> (*parse)(std::string_view), std::string_view word, std::string_view table) {
  auto parsed = parse(word);
  if (!parsed) {
    throw Error(Fault::environment, {"people.stored_word_unknown", {{"table", std::string(table)}, {"word", std::string(word)}}});
  }
  return *std::move(parsed);
}

[[nodiscard]] inline LanguageTag stored_language(std::string_view tag, std::string_view table) {
  return stored_word<LanguageTag>(LanguageTag::parse, tag, table);
}

}  // namespace chancery::store
