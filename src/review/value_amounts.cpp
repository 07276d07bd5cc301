#include "review/number_words.h"
#include "review/value_reader.h"
#include "review/value_words.h"
#include "text/transliteration.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

// Numbers, amounts, references and codes; dates and addresses are read in value_reader.cpp.
namespace chancery::review {
namespace {

using Kind = Value::Kind;
using TokenKind = text::Token::Kind;

/// «3668-ІХ» typed in Cyrillic and “3668-IX” are one; «13-рп» is 13-rp.
std::string canonical_code(std::string_view code) {
  constexpr std::array<std::pair<std::string_view, char>, 24> look_alikes{
      {{"А", 'A'}, {"В", 'B'}, {"Е", 'E'}, {"І", 'I'}, {"К", 'K'}, {"М", 'M'}, {"Н", 'H'}, {"О", 'O'},
       {"Р", 'P'}, {"С", 'C'}, {"Т", 'T'}, {"Х", 'X'}, {"а", 'A'}, {"е", 'E'}, {"і", 'I'}, {"к", 'K'},
       {"о", 'O'}, {"р", 'P'}, {"с", 'C'}, {"х", 'X'}, {"у", 'Y'}, {"У", 'Y'}, {"М", 'M'}, {"Л", 'L'}}};
  std::string folded;
  bool roman = true;
  for (std::size_t at = 0; at < code.size();) {
    const auto byte = static_cast<unsigned char>(code[at]);
    if (byte < 0x80) {
      const char one = code[at] >= 'a' && code[at] <= 'z' ? static_cast<char>(code[at] - 32) : code[at];
      roman = roman && (one < 'A' || std::string_view("IVXLCDM").find(one) != std::string_view::npos);
      folded += one;
      ++at;
      continue;
    }
    const auto letter = code.substr(at, 2);
    const auto* found =
        std::find_if(look_alikes.begin(), look_alikes.end(), [&](const auto& one) { return one.first == letter; });
    roman = roman && found != look_alikes.end() && std::string_view("IVXLCDM").find(found->second) != std::string_view::npos;
    if (found != look_alikes.end()) folded += found->second;
    at += 2;
  }
  if (roman) return folded;
  auto latin = text::transliterate(code);
  std::transform(latin.begin(), latin.end(), latin.begin(),
                 [](char one) { return one >= 'a' && one <= 'z' ? static_cast<char>(one - 32) : one; });
  return latin;
}

}  // namespace

/// Digits without what groups them, the decimal sign as a point, without zeros at either end.
std::string ValueReader::decimal(std::string_view digits) const {
  std::string plain;
  for (const char one : digits) {
    if ((one >= '0' && one <= '9') || one == '.' || one == ',') plain += one;
  }
  const auto last = plain.find_last_of(".,");
  if (last != std::string::npos) {
    const auto mark = plain[last];
    const auto count = std::count(plain.begin(), plain.end(), mark);
    const bool both = plain.find(mark == '.' ? ',' : '.') != std::string::npos;
    const bool english = language_ == "en";
    const bool three = plain.size() - last - 1 == 3;
    // 1,234 groups in English and 1.234 in Italian; 1,5 points everywhere but in English.
    const bool groups = count > 1 || (three && !both && plain.find_first_not_of('0') == 0 && (mark == (english ? ',' : '.')) &&
                                      (english || language_ == "it" || language_ == "fr"));
    if (count > 1 && mark == '.' && !both && !(three && language_ != "en")) return plain;  // 3.2.1 is a place, no number
    std::string whole;
    for (const char one : plain.substr(0, groups ? plain.size() : last)) {
      if (one >= '0' && one <= '9') whole += one;
    }
    plain = groups ? whole : whole + "." + plain.substr(last + 1);
  }
  if (plain.find('.') != std::string::npos) {
    while (plain.ends_with('0')) plain.pop_back();
    if (plain.ends_with('.')) plain.pop_back();
  }
  const auto first = plain.find_first_not_of('0');
  if (first == std::string::npos) return "0";
  return plain[first] == '.' ? "0" + plain.substr(first) : plain.substr(first);
}

std::int64_t ValueReader::multiplier(std::size_t at, std::size_t& next) const {
  const auto scale = small(at);
  std::int64_t factor = 1;
  if (is_one_of(scale, {"тис"}) || starts_with_any(scale, {"тисяч", "thousand"}) ||
      (is_one_of(scale, {"mille", "mila"}) && language_ != "en"))
    factor = 1'000;
  if (is_one_of(scale, {"млн"}) || starts_with_any(scale, {"мільйон", "million", "milion"})) factor = 1'000'000;
  if (is_one_of(scale, {"млрд", "miliardi", "miliardo"}) || starts_with_any(scale, {"мільярд", "billion", "milliard"}))
    factor = 1'000'000'000;
  if (factor == 1) return 1;
  next = at + 1;
  if (word(next) == "." && pieces_[next].glued && next + 1 < pieces_.size()) ++next;
  return factor;
}

std::string ValueReader::currency(std::size_t at, std::size_t& next) const {
  auto from = at;
  if (is_one_of(small(from), {"de", "di", "of"})) ++from;
  if (is_one_of(small(from), {"us", "u.s"}) || starts_with_any(small(from), {"американськ"})) ++from;
  const auto name = small(from);
  std::string code;
  if (is_one_of(name, {"грн", "uah"}) || word(from) == "₴" ||
      starts_with_any(name, {"гривень", "гривн", "hryvn", "grivn", "гривен"}))
    code = "UAH";
  if (is_one_of(name, {"євро", "eur", "euro", "euros"}) || word(from) == "€") code = "EUR";
  if (is_one_of(name, {"usd"}) || word(from) == "$" || starts_with_any(name, {"долар", "dollar", "dollari"})) code = "USD";
  if (starts_with_any(name, {"фунт", "pound", "sterlin"}) || word(from) == "£" || name == "gbp") code = "GBP";
  if (starts_with_any(name, {"злот", "zlot"}) || name == "pln") code = "PLN";
  if (code.empty()) return code;
  next = from + 1;
  if (name == "грн" && word(next) == "." && pieces_[next].glued && next + 1 < pieces_.size()) ++next;
  if (is_one_of(small(next), {"сша", "us", "usa"}) || (small(next) == "des" && small(next + 1).starts_with("états")))
    next += small(next) == "des" ? 4U : 1U;
  next = std::min(next, pieces_.size());
  return code;
}

std::string ValueReader::scaled(const std::string& number, std::int64_t factor) const {
  if (factor == 1) return number;
  const auto point = number.find('.');
  auto digits = number;
  std::size_t fraction = 0;
  if (point != std::string::npos) {
    fraction = number.size() - point - 1;
    digits.erase(point, 1);
  }
  for (auto zeros = factor; zeros > 1; zeros /= 10) {
    if (fraction > 0) {
      --fraction;
    } else {
      digits += '0';
    }
  }
  if (fraction > 0) digits.insert(digits.size() - fraction, ".");
  const auto first = digits.find_first_not_of('0');
  return first == std::string::npos ? "0" : digits.substr(first);
}

/// Behind a number: a scale, the words in brackets that repeat it, a currency or a per cent sign.
void ValueReader::finish_number(const std::string& number, std::size_t from, std::size_t at, std::size_t& next, bool soft) {
  next = at;
  const auto factor = multiplier(at, next);
  const auto value = scaled(number, factor);
  auto behind = next;
  if (soft && word(behind) == "(" && is_number(behind + 1) && word(behind + 2) == ")" && decimal(word(behind + 1)) == value)
    behind = next = behind + 3;
  // «5 (п’ять) років»: the brackets belong to the number.
  if (word(behind) == "(") {
    std::vector<std::string_view> inside;
    auto close = behind + 1;
    while (close < pieces_.size() && word(close) != ")") {
      if (word(close) != "-") inside.push_back(small(close));
      ++close;
    }
    const auto repeated = inside.empty() ? std::nullopt : read_number_words(inside, 0, language_);
    if (close < pieces_.size() && repeated && std::to_string(repeated->value) == value && repeated->words == inside.size())
      behind = next = close + 1;
  }
  std::size_t end = behind;
  const auto money = currency(behind, end);
  if (!money.empty()) {
    next = end;
    return add(Kind::money, money + " " + value, from, next);
  }
  const auto unit = small(behind);
  const bool per_cent = (is_one_of(unit, {"per", "pour"}) && is_one_of(small(behind + 1), {"cent", "cento"})) ||
                        (unit == "per" && small(behind + 1) == "cento");
  if (word(behind) == "%" || starts_with_any(unit, {"відсот", "процент", "percent"}) || per_cent) {
    next = behind + (per_cent ? 2 : 1);
    return add(Kind::percentage, value, from, next);
  }
  add(Kind::number, value, from, next, soft);
}

bool ValueReader::number(std::size_t& at) {
  const auto from = at;
  auto next = at + 1;
  if (next < pieces_.size() && pieces_[next].glued) {
    if (is_ordinal_ending(small(next)) || word(next) == "º" || word(next) == "°")
      ++next;
    else if (word(next) == "-" && next + 1 < pieces_.size() && pieces_[next + 1].glued && is_ordinal_ending(small(next + 1)))
      next += 2;
  }
  auto value = decimal(word(from));
  std::size_t end = next;
  finish_number(value, from, next, end, false);
  at = end;
  return true;
}

/// $ 1,000; USD 5 million; «суму в євро 5».
bool ValueReader::money_in_front(std::size_t& at) {
  std::size_t next = at;
  auto from = at;
  if (small(at) == "us" && word(at + 1) == "$") from = at + 1;
  const bool code_or_sign =
      is_one_of(word(from), {"$", "€", "₴", "£"}) || is_one_of(small(from), {"usd", "eur", "uah", "gbp", "pln"});
  if (!code_or_sign) return false;
  const auto money = currency(from, next);
  if (money.empty() || !is_number(next)) return false;
  const auto number = decimal(word(next));
  auto end = next + 1;
  const auto factor = multiplier(end, end);
  add(Kind::money, money + " " + scaled(number, factor), at, end);
  at = end;
  return true;
}

/// «ІІ квартал», “II quarter”: the Roman numeral is the number of a part of the year; «І» alone may be the conjunction, so that
/// it counts only with a number on the other side.
bool ValueReader::quarter(std::size_t& at) {
  const bool named = is_one_of(small(at + 1), {"квартал", "кварталу", "кварталі", "кварталом", "півріччя", "півріччі",
                                               "півріччям", "quarter", "trimestre", "semestre", "semester"});
  if (!named || word(at) == small(at)) return false;
  constexpr std::array<std::string_view, 4> numerals{"I", "II", "III", "IV"};
  const auto numeral = canonical_code(word(at));
  const auto* const found = std::find(numerals.begin(), numerals.end(), numeral);
  if (found == numerals.end()) return false;
  add(Kind::number, std::to_string(found - numerals.begin() + 1), at, at + 1, true);
  ++at;
  return true;
}

/// «ст. 5», “Articles 5”, «п. 3.2», “annex 1”: what a number is the number of.
bool ValueReader::reference(std::size_t& at) {
  const auto name = small(at);
  std::string kind;
  if (is_one_of(name, {"ст", "art", "arts", "artt"}) || starts_with_any(name, {"статт", "статей", "статьи"}) ||
      is_one_of(name, {"article", "articles", "articolo", "articoli"}))
    kind = "article";
  if (starts_with_any(name, {"додат", "annex", "allegat"}) || name == "appendix") kind = "annex";
  if (is_one_of(name,
                {"п",     "пп",    "ч",      "para", "paras",   "point",    "points", "clause",  "clauses",  "item", "punto",
                 "punti", "comma", "alinéa", "lett", "section", "sections", "part",   "sezione", "chapitre", "capo"}) ||
      starts_with_any(name, {"пункт", "частин", "розділ", "абзац", "paragraph", "paragraf"}))
    kind = "clause";
  if (kind.empty()) return false;
  auto next = at + 1;
  if (word(next) == ".") ++next;
  if (is_one_of(word(next), {"№", "n", "no"})) ++next;
  if (word(next) == "." || word(next) == "°") ++next;
  if (!is_number(next) || (next + 1 < pieces_.size() && pieces_[next + 1].glued && word(next + 1) == "/")) return false;
  std::size_t skipped = next;
  if (day(next, skipped) && month(skipped)) return false;
  auto digits = std::string(word(next));
  while (digits.ends_with('.')) digits.pop_back();
  add(Kind::reference, kind + " " + digits, at, next + 1);
  at = next + 1;
  return true;
}

/// Digits with letters or hyphens: 3668-IX, UA-32, 13-рп, КП-7/2026.
bool ValueReader::code(std::size_t& at) {
  auto end = at + 1;
  bool digits = pieces_[at].kind == TokenKind::number || word(at).find_first_of("0123456789") != std::string_view::npos;
  bool letters = pieces_[at].kind == TokenKind::word;
  bool capital = letters && word(at) != small(at);
  while (end + 1 < pieces_.size() && is_one_of(word(end), {"-", "/", "‑", "–"}) && pieces_[end].glued && pieces_[end + 1].glued &&
         pieces_[end + 1].kind != TokenKind::sign) {
    digits = digits || is_number(end + 1);
    letters = letters || is_word(end + 1);
    capital = capital || word(end + 1) != small(end + 1);
    end += 2;
  }
  if (pieces_[at].kind == TokenKind::number && end == at + 1 && end < pieces_.size() && pieces_[end].glued && is_word(end) &&
      !is_ordinal_ending(small(end)) && word(end) != small(end)) {
    letters = true;
    ++end;
  }
  const bool single = end == at + 1;
  if (!digits || (single && !letters)) return false;
  if (pieces_[at].kind == TokenKind::number && end - at == 3 && is_word(at + 2) && is_ordinal_ending(small(at + 2))) return false;
  if (!letters && end - at == 3) return false;  // 5-10 is two numbers
  if (pieces_[at].kind == TokenKind::word && !capital && end - at == 3 && is_word(at) && is_number(at + 2)) return false;
  auto canonical = std::string(text_.substr(pieces_[at].bytes.begin, pieces_[end - 1].bytes.end - pieces_[at].bytes.begin));
  for (const char* const dash : {"‑", "–"}) {
    for (auto place = canonical.find(dash); place != std::string::npos; place = canonical.find(dash))
      canonical.replace(place, 3, "-");
  }
  add(Kind::code, canonical_code(canonical), at, end);
  at = end;
  return true;
}

bool ValueReader::number_words(std::size_t& at) {
  std::vector<std::string_view> joined;
  std::vector<std::size_t> places;
  for (auto index = at; index < pieces_.size() && joined.size() < 12; ++index) {
    if (word(index) == "-" && pieces_[index].glued) continue;
    if (pieces_[index].kind != TokenKind::word) break;
    joined.push_back(small(index));
    places.push_back(index);
  }
  const auto number = read_number_words(joined, 0, language_);
  if (!number || number->ordinal || number->value < 2) return false;
  const auto from = at;
  auto end = places[number->words - 1] + 1;
  finish_number(std::to_string(number->value), from, end, end, true);
  at = end;
  return true;
}

}  // namespace chancery::review
