#include "text/terms.h"

#include "text/tokens.h"

#include <algorithm>

namespace chancery::text {
namespace {

/// An inflected form shares all but its ending; a word of up to three letters has no other form.
bool is_form_of(std::string_view word, std::string_view term) {
  if (word == term) return true;
  const bool latin = static_cast<unsigned char>(term.front()) < 0x80;
  if (term.size() <= (latin ? 3U : 6U)) return false;
  std::size_t common = 0;
  while (common < word.size() && common < term.size() && word[common] == term[common]) ++common;
  const std::size_t ending = latin ? 2 : 6;  // bytes
  const auto stem = term.size() > ending + 4 ? term.size() - ending : term.size() - std::min(term.size(), ending / 2);
  return common >= stem && word.size() <= term.size() + ending;
}

/// «l’», «dell’», «d’»: what stands before the apostrophe is no part of the word.
std::string_view without_elision(std::string_view word) {
  const auto apostrophe = word.find("’");
  const auto plain = word.find('\'');
  const auto at = std::min(apostrophe, plain);
  if (at == std::string_view::npos || at > 5 || static_cast<unsigned char>(word.front()) >= 0x80) return word;
  const auto rest = word.substr(at + (plain < apostrophe ? 1 : std::string_view("’").size()));
  return rest.size() < 3 ? word : rest;
}

}  // namespace

std::string small_letters(std::string_view text) {
  std::string small(text);
  for (std::size_t at = 0; at < small.size(); ++at) {
    const auto byte = static_cast<unsigned char>(small[at]);
    if (byte < 0x80) {
      if (small[at] >= 'A' && small[at] <= 'Z') small[at] = static_cast<char>(small[at] + 32);
      continue;
    }
    if (at + 1 >= small.size()) break;
    const auto next = static_cast<unsigned char>(small[at + 1]);
    const auto put = [&](unsigned first, unsigned second) {
      small[at] = static_cast<char>(first);
      small[at + 1] = static_cast<char>(second);
    };
    if (byte == 0xD0 && next >= 0x90 && next <= 0x9F)
      put(0xD0, next + 0x20U);  // А to П
    else if (byte == 0xD0 && next >= 0xA0 && next <= 0xAF)
      put(0xD1, next - 0x20U);  // Р to Я
    else if (byte == 0xD0 && next >= 0x80 && next <= 0x8F)
      put(0xD1, next + 0x10U);  // Ё Є І Ї
    else if (byte == 0xD2 && next == 0x90)
      put(0xD2, 0x91);  // Ґ
    else if (byte == 0xC3 && next >= 0x80 && next <= 0x9E && next != 0x97)
      put(0xC3, next + 0x20U);
    at += byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : 1;
  }
  return small;
}

Words::Words(std::string_view text) : text_(std::make_shared<const std::string>(small_letters(text))) {
  for (const auto& token : tokenize(*text_)) {
    if (token.kind == Token::Kind::word || token.kind == Token::Kind::number)
      words_.push_back(without_elision(token.bytes.of(*text_)));
  }
}

bool Words::hold(const Words& term, Form form) const {
  const auto& wanted = term.words_;
  if (wanted.empty() || words_.size() < wanted.size()) return false;
  for (std::size_t at = 0; at + wanted.size() <= words_.size(); ++at) {
    std::size_t same = 0;
    while (same < wanted.size() &&
           (words_[at + same] == wanted[same] || (form == Form::inflected && is_form_of(words_[at + same], wanted[same]))))
      ++same;
    if (same == wanted.size()) return true;
  }
  return false;
}

bool holds_term(std::string_view text, std::string_view term) {
  return Words(text).hold(Words(term));
}

}  // namespace chancery::text
