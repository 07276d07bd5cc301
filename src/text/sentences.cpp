#include "text/sentences.h"

#include "formats/utf8.h"
#include "text/tokens.h"

#include <algorithm>
#include <array>
#include <string>

namespace chancery::text {
namespace {

/// What stands before a full stop without ending a sentence, in small letters.
constexpr std::array ukrainian{"ст",  "п",   "пп",   "ч",   "абз",  "р",   "рр",    "м",    "с",   "смт", "обл", "вул",  "просп",
                               "буд", "кв",  "ім",   "грн", "коп",  "тис", "млн",   "млрд", "див", "т",   "д",   "напр", "гр",
                               "пл",  "оф",  "тел",  "ред", "зам",  "нач", "проф",  "акад", "доц", "св",  "о",   "бл",   "ін",
                               "зб",  "вид", "стор", "рис", "табл", "дод", "пункт", "ор",   "нар", "пос", "сел", "р-н"};
constexpr std::array english{"art", "arts", "mr",  "mrs", "ms",   "dr",    "prof", "hon", "st",  "no",  "nos", "p",     "pp",
                             "vol", "sec",  "ch",  "cl",  "para", "paras", "inc",  "ltd", "co",  "e.g", "i.e", "cf",    "vs",
                             "etc", "gov",  "sen", "rep", "jr",   "sr",    "u.s",  "fig", "app", "ed",  "eds", "approx"};
constexpr std::array french{"art", "arts", "m",   "mm", "mme", "mmes", "mlle", "dr", "p",   "pp", "no",
                            "al",  "cf",   "etc", "ex", "éd",  "chap", "vol",  "st", "ste", "av", "bd"};
constexpr std::array italian{"art", "artt", "sig", "sigg", "dott", "prof", "avv", "ing",  "on",  "n",   "nn",
                             "p",   "pp",   "pag", "ecc",  "cfr",  "es",   "co",  "lett", "cap", "sez", "vol"};
/// A number behind one of these is the label of a heading: «Article 1.»
constexpr std::array labels{"стаття", "розділ",   "глава",    "пункт",   "додаток", "article",  "section", "chapter", "annex",
                            "annexe", "chapitre", "articolo", "sezione", "capo",    "allegato", "part",    "частина"};

template <std::size_t size>
bool contains(const std::array<const char*, size>& words, std::string_view word) {
  return std::any_of(words.begin(), words.end(), [&](const char* one) { return word == one; });
}

std::string small(std::string_view word) {
  std::string result;
  for (std::size_t at = 0; at < word.size();) {
    const auto read = formats::parse_code_point(word, at);
    if (!read) return std::string(word);
    auto letter = read->value;
    if (letter >= U'A' && letter <= U'Z') letter += 32;
    if (letter >= U'А' && letter <= U'Я') letter += 32;
    if (letter == U'Є' || letter == U'І' || letter == U'Ї') letter += 80;
    if (letter == U'Ґ') letter = U'ґ';
    if (letter == U'É') letter = U'é';
    formats::append_code_point(result, letter);
    at += read->length;
  }
  return result;
}

/// «art» of «l’art».
std::string_view behind_apostrophe(std::string_view word) {
  const auto at = word.find("’");
  const auto plain = word.find('\'');
  if (at != std::string_view::npos) return word.substr(at + std::string_view("’").size());
  return plain == std::string_view::npos ? word : word.substr(plain + 1);
}

bool is_abbreviation(std::string_view word, std::string_view language) {
  if (language == "uk") return contains(ukrainian, word);
  if (language == "fr") return contains(french, word);
  if (language == "it") return contains(italian, word);
  return contains(english, word);
}

bool is_end_mark(std::string_view sign) {
  return sign == "." || sign == "!" || sign == "?" || sign == "…";
}
bool is_closing(std::string_view sign) {
  constexpr std::array closing{")", "]", "»", "”", "\"", "’", "“"};
  return contains(closing, sign);
}
bool is_opening(std::string_view sign) {
  constexpr std::array opening{"(", "[", "«", "“", "„", "\"", "‘", "—", "–", "№"};
  return contains(opening, sign);
}

/// Decides at each end mark by the tokens around it.
class SentenceReader {
 public:
  SentenceReader(std::string_view text, const LanguageTag& language)
      : text_(text), language_(language.primary()), tokens_(tokenize(text)) {}

  std::vector<ByteRange> read() {
    std::size_t begin = 0;
    for (std::size_t index = 0; index < tokens_.size(); ++index) {
      if (is_line_end(index)) {
        add(begin, tokens_[index].bytes.end);
        continue;
      }
      if (!is_end_mark(word(index))) continue;
      auto behind = index + 1;
      while (behind < tokens_.size() && (is_end_mark(word(behind)) || is_closing(word(behind)))) ++behind;
      if (ends(begin, index, behind)) add(begin, tokens_[behind].bytes.end);
      index = behind - 1;
    }
    if (begin < text_.size()) add(begin, text_.size());
    return std::move(found_);
  }

 private:
  [[nodiscard]] std::string_view word(std::size_t index) const { return tokens_[index].bytes.of(text_); }

  void add(std::size_t& begin, std::size_t end) {
    found_.push_back({begin, end});
    begin = end;
  }

  [[nodiscard]] bool is_line_end(std::size_t index) const {
    const auto space = word(index);
    return tokens_[index].kind == Token::Kind::space &&
           (space.find('\n') != std::string_view::npos || space.find("\u2028") != std::string_view::npos) && index > 0;
  }

  /// `behind` is the token behind the mark and the closing signs: white space that something follows which may begin a sentence.
  [[nodiscard]] bool ends(std::size_t begin, std::size_t mark, std::size_t behind) const {
    if (behind + 1 >= tokens_.size() || tokens_[behind].kind != Token::Kind::space || !may_begin(behind + 1)) return false;
    if (word(mark) != "." || behind > mark + 1 || mark == 0) return true;
    return !is_short(begin, mark - 1, behind + 1);
  }

  [[nodiscard]] bool may_begin(std::size_t index) const {
    if (tokens_[index].kind == Token::Kind::number) return true;
    if (tokens_[index].kind == Token::Kind::word) {
      const auto first = formats::parse_code_point(word(index), 0);
      return first && is_capital(first->value);
    }
    return is_opening(word(index));
  }

  /// Whether the full stop behind `last` belongs to an abbreviation, an initial, or the number of a heading or list.
  [[nodiscard]] bool is_short(std::size_t begin, std::size_t last, std::size_t next) const {
    if (tokens_[last].kind == Token::Kind::number) return is_label(begin, last);
    if (tokens_[last].kind != Token::Kind::word) return word(last) == "№" || word(last) == "°";
    const auto first = formats::parse_code_point(word(last), 0);
    if (first && first->length == word(last).size() && is_capital(first->value)) return true;
    if (word(last).find_first_not_of("IVXLC") == std::string_view::npos && is_label(begin, last)) return true;
    auto written = small(behind_apostrophe(word(last)));
    if (last >= 2 && word(last - 1) == "." && tokens_[last - 2].kind == Token::Kind::word) {
      const auto dotted = small(word(last - 2)) + "." + written;
      if (is_abbreviation(dotted, language_) || (dotted.size() <= 4 && language_ != "en")) return !begins_afresh(written, next);
    }
    return is_abbreviation(written, language_) && !begins_afresh(written, next);
  }

  /// «… 2024 р. Учасники …»: an abbreviation of a unit does end a sentence where a capital follows; one that takes a name or
  /// number behind it does not.
  [[nodiscard]] bool begins_afresh(std::string_view abbreviation, std::size_t next) const {
    constexpr std::array closing{"р", "рр", "грн", "коп", "тис", "млн", "млрд", "ін", "д", "etc", "ecc", "inc", "ltd"};
    return contains(closing, abbreviation) && tokens_[next].kind == Token::Kind::word;
  }

  /// A number that opens the sentence, alone or behind a word like «Article».
  [[nodiscard]] bool is_label(std::size_t begin, std::size_t number) const {
    auto first = number;
    while (first > 0 && tokens_[first - 1].bytes.begin >= begin) --first;
    while (first < number && (tokens_[first].kind == Token::Kind::space || is_opening(word(first)))) ++first;
    if (first == number) return tokens_[number].kind == Token::Kind::number;
    return number - first == 2 && tokens_[first].kind == Token::Kind::word && contains(labels, small(word(first)));
  }

  std::string_view text_;
  std::string_view language_;
  std::vector<Token> tokens_;
  std::vector<ByteRange> found_;
};

}  // namespace

std::vector<ByteRange> sentences(std::string_view text, const LanguageTag& language) {
  return SentenceReader(text, language).read();
}

}  // namespace chancery::text
