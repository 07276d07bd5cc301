#include "text/transliteration.h"

#include "text/characters.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace chancery::text {
namespace {

struct Letter {
  char32_t ukrainian;
  std::string_view elsewhere;
  std::string_view first;  // at the start of a word
};

/// The table of the resolution, small letters.
constexpr std::array<Letter, 33> alphabet{{
    {U'а', "a", "a"},  {U'б', "b", "b"},   {U'в', "v", "v"},   {U'г', "h", "h"},   {U'ґ', "g", "g"},   {U'д', "d", "d"},
    {U'е', "e", "e"},  {U'є', "ie", "ye"}, {U'ж', "zh", "zh"}, {U'з', "z", "z"},   {U'и', "y", "y"},   {U'і', "i", "i"},
    {U'ї', "i", "yi"}, {U'й', "i", "y"},   {U'к', "k", "k"},   {U'л', "l", "l"},   {U'м', "m", "m"},   {U'н', "n", "n"},
    {U'о', "o", "o"},  {U'п', "p", "p"},   {U'р', "r", "r"},   {U'с', "s", "s"},   {U'т', "t", "t"},   {U'у', "u", "u"},
    {U'ф', "f", "f"},  {U'х', "kh", "kh"}, {U'ц', "ts", "ts"}, {U'ч', "ch", "ch"}, {U'ш', "sh", "sh"}, {U'щ', "shch", "shch"},
    {U'ь', "", ""},    {U'ю', "iu", "yu"}, {U'я', "ia", "ya"},
}};

std::u32string to_code_points(std::string_view text) {
  const auto units = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
  std::u32string points;
  for (std::int32_t at = 0; at < units.length(); at = units.moveIndex32(at, 1))
    points += static_cast<char32_t>(units.char32At(at));
  return points;
}

char32_t to_small(char32_t letter) {
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(letter)));
}
bool is_letter(char32_t point) {
  return u_isalpha(static_cast<UChar32>(point)) != 0;
}
bool is_capital(char32_t point) {
  return u_isupper(static_cast<UChar32>(point)) != 0;
}
bool is_apostrophe(char32_t point) {
  return point == U'’' || point == U'ʼ' || point == U'\'' || point == U'`';
}

const Letter* find_letter(char32_t small) {
  const auto* found = std::find_if(alphabet.begin(), alphabet.end(), [&](const Letter& one) { return one.ukrainian == small; });
  return found == alphabet.end() ? nullptr : found;
}

class Transliterator {
 public:
  explicit Transliterator(std::u32string text) : text_(std::move(text)) {}

  [[nodiscard]] std::string run() {
    for (at_ = 0; at_ < text_.size(); ++at_) character();
    return std::move(latin_);
  }

 private:
  void character() {
    const auto point = text_[at_];
    if (is_apostrophe(point) && in_word(at_ - 1) && in_word(at_ + 1)) return;
    const auto* letter = find_letter(to_small(point));
    if (letter == nullptr) return append_utf8(latin_, point);
    if (letter->ukrainian == U'г' && at_ > 0 && to_small(text_[at_ - 1]) == U'з') return append("gh", is_capital(point), true);
    const bool first = !in_word(at_ - 1) && !(is_apostrophe_at(at_ - 1) && in_word(at_ - 2));
    append(first ? letter->first : letter->elsewhere, is_capital(point), among_capitals());
  }

  [[nodiscard]] bool in_word(std::size_t at) const { return at < text_.size() && is_letter(text_[at]); }
  [[nodiscard]] bool is_apostrophe_at(std::size_t at) const { return at < text_.size() && is_apostrophe(text_[at]); }

  /// Щ in «ЩОРС» is SHCH, in «Щорс» Shch: the neighbour in the word decides.
  [[nodiscard]] bool among_capitals() const {
    if (in_word(at_ + 1)) return is_capital(text_[at_ + 1]);
    return in_word(at_ - 1) && is_capital(text_[at_ - 1]);
  }

  void append(std::string_view letters, bool capital, bool all) {
    for (std::size_t index = 0; index < letters.size(); ++index) {
      const bool raised = capital && (index == 0 || all);
      latin_ += raised ? static_cast<char>(letters[index] - 32) : letters[index];
    }
  }

  std::u32string text_;
  std::size_t at_ = 0;
  std::string latin_;
};

}  // namespace

std::string transliterate(std::string_view ukrainian) {
  return Transliterator(to_code_points(ukrainian)).run();
}

}  // namespace chancery::text
