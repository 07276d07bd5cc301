#include "review/value_reader.h"

#include "review/number_words.h"
#include "review/value_words.h"
#include "text/terms.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace chancery::review {
namespace {

using Kind = Value::Kind;
using TokenKind = text::Token::Kind;

std::string two_digits(int number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}
std::string full_date(int year, int month, int day) {
  return std::to_string(year) + "-" + two_digits(month) + "-" + two_digits(day);
}

/// «l’article», «d’euros», «nell’ottobre»: the word behind the apostrophe.
text::ByteRange without_elision(const text::Token& token, std::string_view text) {
  const auto word = token.bytes.of(text);
  const auto at = word.find("’");
  const bool elided =
      token.kind == TokenKind::word && at != std::string_view::npos && at <= 5 && static_cast<unsigned char>(word.front()) < 0x80;
  if (!elided || word.size() < at + 5) return token.bytes;
  return {token.bytes.begin + at + std::string_view("’").size(), token.bytes.end};
}

}  // namespace

ValueReader::ValueReader(std::string_view text, std::string_view language)
    : text_(text), small_(text::small_letters(text)), language_(language) {
  bool space = true;
  for (const auto& token : text::tokenize(text)) {
    if (token.kind == TokenKind::space) {
      space = true;
      continue;
    }
    pieces_.push_back({token.kind, without_elision(token, text), !space});
    space = false;
  }
  for (const auto& piece : pieces_) words_.push_back(piece.bytes.of(small_));
}

std::vector<Value> ValueReader::read() {
  for (std::size_t at = 0; at < pieces_.size();) {
    const auto before = at;
    read_at(at);
    if (at == before) ++at;
  }
  return std::move(values_);
}

void ValueReader::read_at(std::size_t& at) {
  if (pieces_[at].kind == TokenKind::number) {
    if (address(at) || numeric_date(at) || written_date(at) || code(at)) return;
    (void)number(at);
    return;
  }
  if (pieces_[at].kind == TokenKind::word) {
    if (address(at) || month_first_date(at) || word_date(at) || quarter(at) || reference(at) || money_in_front(at) || code(at))
      return;
    (void)number_words(at);
    return;
  }
  (void)money_in_front(at);
}

void ValueReader::add(Kind kind, std::string canonical, std::size_t from, std::size_t to, bool soft, std::string other) {
  values_.push_back({kind, std::move(canonical), std::move(other), soft, {pieces_[from].bytes.begin, pieces_[to - 1].bytes.end}});
}

/// A mail address or a web address: pieces without a space that hold an @ or begin like one.
bool ValueReader::address(std::size_t& at) {
  auto end = at + 1;
  bool mail = false;
  while (end < pieces_.size() && pieces_[end].glued && !is_one_of(word(end), {",", ";", ")", "(", "»", "”", "\""})) {
    mail = mail || word(end) == "@";
    ++end;
  }
  const bool web = is_one_of(small(at), {"http", "https", "www"}) && end - at > 3;
  if (!mail && !web) return false;
  while (end > at + 1 && is_one_of(word(end - 1), {".", ":", "!", "?"})) --end;
  const auto begin = pieces_[at].bytes.begin;
  add(Kind::address, small_.substr(begin, pieces_[end - 1].bytes.end - begin), at, end);
  at = end;
  return true;
}

std::optional<int> ValueReader::whole(std::size_t at, int least, int most) const {
  if (!is_number(at)) return std::nullopt;
  const auto digits = word(at);
  int value = 0;
  const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (code != std::errc{} || end != digits.data() + digits.size() || value < least || value > most) return std::nullopt;
  return value;
}

std::optional<int> ValueReader::month(std::size_t at) const {
  return is_word(at) ? parse_month(small(at), language_) : std::nullopt;
}

/// 21.11.2024 is one token; 21/11/2024 and 2024-11-21 are five.
bool ValueReader::numeric_date(std::size_t& at) {
  const auto token = word(at);
  const auto parts = [](std::string_view digits, char point) {
    std::vector<int> numbers;
    for (std::size_t begin = 0; begin <= digits.size();) {
      const auto end = std::min(digits.find(point, begin), digits.size());
      int value = -1;
      (void)std::from_chars(digits.data() + begin, digits.data() + end, value);
      numbers.push_back(value);
      begin = end + 1;
    }
    return numbers;
  };
  const auto is_date = [](int year, int month, int day) {
    return year >= 1000 && year <= 2999 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
  };
  if (token.size() >= 8 && token.size() <= 10 && std::count(token.begin(), token.end(), '.') == 2) {
    const auto numbers = parts(token, '.');
    if (!is_date(numbers[2], numbers[1], numbers[0])) return false;
    add(Kind::date, full_date(numbers[2], numbers[1], numbers[0]), at, at + 1);
    ++at;
    return true;
  }
  const auto sign = word(at + 1);
  if ((sign != "/" && sign != "-") || word(at + 3) != sign || !is_number(at + 2) || !is_number(at + 4) ||
      !pieces_[at + 1].glued || !pieces_[at + 4].glued)
    return false;
  const auto first = whole(at, 0, 9999);
  const auto second = whole(at + 2, 0, 9999);
  const auto third = whole(at + 4, 0, 9999);
  if (!first || !second || !third) return false;
  std::string canonical;
  std::string other;
  if (is_date(*first, *second, *third)) canonical = full_date(*first, *second, *third);
  if (canonical.empty() && is_date(*third, *second, *first)) canonical = full_date(*third, *second, *first);
  if (language_ == "en" && is_date(*third, *first, *second))
    (canonical.empty() ? canonical : other) = full_date(*third, *first, *second);
  if (canonical.empty()) return false;
  add(Kind::date, std::move(canonical), at, at + 5, false, std::move(other));
  at += 5;
  return true;
}

/// A day in digits, with «1er», “21st”, «5-го» behind it.
std::optional<int> ValueReader::day(std::size_t at, std::size_t& next) const {
  const auto value = whole(at, 1, 31);
  if (!value) return std::nullopt;
  next = at + 1;
  if (word(next) == "-" && pieces_[next].glued && is_ordinal_ending(small(next + 1)))
    next += 2;
  else if (next < pieces_.size() && pieces_[next].glued &&
           (is_ordinal_ending(small(next)) || word(next) == "º" || word(next) == "°"))
    ++next;
  return value;
}

/// A year in digits or words behind the month.
std::optional<int> ValueReader::year_behind(std::size_t& at) const {
  auto from = at;
  while (word(from) == "," || is_one_of(small(from), {"of", "de", "del", "dell", "the"})) ++from;
  if (const auto year = whole(from, 1900, 2999)) {
    at = from + 1;
    if (language_ == "uk" && (small(at) == "р" || small(at).starts_with("рок") || small(at) == "рік"))
      at += small(at) == "р" && word(at + 1) == "." && pieces_[at + 1].glued && at + 2 < pieces_.size() ? 2U : 1U;
    return year;
  }
  const auto words = from < words_.size() ? read_number_words(words_, from, language_) : std::nullopt;
  if (!words || words->value < 1900 || words->value > 2999) return std::nullopt;
  at = from + words->words;
  if (small(at).starts_with("рок")) ++at;
  return static_cast<int>(words->value);
}

bool ValueReader::written_date(std::size_t& at) {
  std::size_t next = at;
  const auto number = day(at, next);
  if (!number) return false;
  while (is_one_of(word(next), {"»", "”", "\""}) || is_one_of(small(next), {"of", "de", "day"})) ++next;
  const auto named = month(next);
  if (!named) return false;
  ++next;
  const auto year = year_behind(next);
  add(Kind::date, year ? full_date(*year, *named, *number) : "--" + two_digits(*named) + "-" + two_digits(*number), at, next);
  at = next;
  return true;
}

/// November 21, 2024; «листопад 2024 року»; «у листопаді».
bool ValueReader::month_first_date(std::size_t& at) {
  const auto named = month(at);
  if (!named) return false;
  auto next = at + 1;
  std::size_t behind = next;
  if (const auto number = day(next, behind); number && language_ == "en") {
    const auto year = year_behind(behind);
    add(Kind::date, year ? full_date(*year, *named, *number) : "--" + two_digits(*named) + "-" + two_digits(*number), at, behind);
    at = behind;
    return true;
  }
  const auto year = year_behind(next);
  if (!year) return false;
  add(Kind::date, std::to_string(*year) + "-" + two_digits(*named), at, next);
  at = next;
  return true;
}

/// «двадцять першого листопада дві тисячі двадцять четвертого року», “the twenty-first of November …”.
bool ValueReader::word_date(std::size_t& at) {
  std::vector<std::string_view> joined;
  std::vector<std::size_t> places;
  for (auto index = at; index < pieces_.size() && joined.size() < 4; ++index) {
    if (word(index) == "-" && pieces_[index].glued) continue;
    joined.push_back(small(index));
    places.push_back(index);
  }
  const auto number = read_number_words(joined, 0, language_);
  if (!number || number->value < 1 || number->value > 31) return false;
  auto next = places[number->words - 1] + 1;
  while (is_one_of(small(next), {"of", "de", "day"})) ++next;
  const auto named = month(next);
  if (!named) return false;
  ++next;
  const auto year = year_behind(next);
  const auto day_number = static_cast<int>(number->value);
  add(Kind::date, year ? full_date(*year, *named, day_number) : "--" + two_digits(*named) + "-" + two_digits(day_number), at,
      next);
  at = next;
  return true;
}

std::vector<NumberConflict> ValueReader::conflicts() const {
  std::vector<NumberConflict> found;
  for (std::size_t at = 0; at + 2 < pieces_.size(); ++at) {
    if (!is_number(at) || word(at + 1) != "(") continue;
    std::vector<std::string_view> inside;
    auto close = at + 2;
    while (close < pieces_.size() && word(close) != ")") {
      if (word(close) != "-") inside.push_back(small(close));
      ++close;
    }
    const auto words = inside.empty() ? std::nullopt : read_number_words(inside, 0, language_);
    if (!words || words->words != inside.size()) continue;
    if (std::to_string(words->value) == decimal(word(at))) continue;
    found.push_back(
        {std::string(word(at)),
         std::string(text_.substr(pieces_[at + 2].bytes.begin, pieces_[close - 1].bytes.end - pieces_[at + 2].bytes.begin))});
  }
  return found;
}

std::vector<Value> values_in(std::string_view text, const LanguageTag& language) {
  return ValueReader(text, language.primary()).read();
}

std::vector<NumberConflict> number_conflicts(std::string_view text, const LanguageTag& language) {
  return ValueReader(text, language.primary()).conflicts();
}

}  // namespace chancery::review
