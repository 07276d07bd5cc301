#include "text/terms.h"

#include "text/tokens.h"
#include "text/values.h"

#include <algorithm>
#include <string>
#include <vector>

namespace chancery::text {
namespace {

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  const auto small = change_case(text, LetterCase::lower, *LanguageTag::parse("uk"));
  for (const auto& token : tokenize(small)) {
    if (token.kind == Token::Kind::word || token.kind == Token::Kind::number) words.emplace_back(token.bytes.of(small));
  }
  return words;
}

/// An inflected form shares all but its ending: short words must be equal up to two letters.
bool is_form_of(const std::string& word, const std::string& term) {
  if (word == term) return true;
  std::size_t common = 0;
  while (common < word.size() && common < term.size() && word[common] == term[common]) ++common;
  const std::size_t ending = static_cast<unsigned char>(term.front()) >= 0x80 ? 6 : 2;  // bytes
  const auto stem = term.size() > ending + 4 ? term.size() - ending : term.size() - std::min(term.size(), ending / 2);
  return common >= stem && word.size() <= term.size() + ending;
}

}  // namespace

bool holds_term(std::string_view text, std::string_view term) {
  const auto words = words_of(text);
  const auto wanted = words_of(term);
  if (wanted.empty() || words.size() < wanted.size()) return false;
  for (std::size_t at = 0; at + wanted.size() <= words.size(); ++at) {
    std::size_t same = 0;
    while (same < wanted.size() && is_form_of(words[at + same], wanted[same])) ++same;
    if (same == wanted.size()) return true;
  }
  return false;
}

}  // namespace chancery::text
