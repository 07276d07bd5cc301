#include "text/number_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <vector>

namespace chancery::text {
namespace {

constexpr std::int64_t limit = 1'000'000'000'000'000;

/// A noun as it stands behind 1, 2 and 5.
struct Counted {
  std::string_view one;
  std::string_view few;
  std::string_view many;
};

/// 21 as 1, 22 as 2; 11 to 14 as 5.
std::string_view agree(const Counted& noun, std::int64_t number) {
  const auto tens = number % 100;
  const auto last = number % 10;
  if (tens >= 11 && tens <= 14) return noun.many;
  return last == 1 ? noun.one : last >= 2 && last <= 4 ? noun.few : noun.many;
}

constexpr std::array<std::string_view, 20> ukrainian_small{"",
                                                           "один",
                                                           "два",
                                                           "три",
                                                           "чотири",
                                                           "п’ять",
                                                           "шість",
                                                           "сім",
                                                           "вісім",
                                                           "дев’ять",
                                                           "десять",
                                                           "одинадцять",
                                                           "дванадцять",
                                                           "тринадцять",
                                                           "чотирнадцять",
                                                           "п’ятнадцять",
                                                           "шістнадцять",
                                                           "сімнадцять",
                                                           "вісімнадцять",
                                                           "дев’ятнадцять"};
constexpr std::array<std::string_view, 10> ukrainian_tens{"",          "",          "двадцять", "тридцять",   "сорок",
                                                          "п’ятдесят", "шістдесят", "сімдесят", "вісімдесят", "дев’яносто"};
constexpr std::array<std::string_view, 10> ukrainian_hundreds{"",        "сто",     "двісті", "триста",   "чотириста",
                                                              "п’ятсот", "шістсот", "сімсот", "вісімсот", "дев’ятсот"};
constexpr std::array<Counted, 5> ukrainian_thousands{{{"", "", ""},
                                                      {"тисяча", "тисячі", "тисяч"},
                                                      {"мільйон", "мільйони", "мільйонів"},
                                                      {"мільярд", "мільярди", "мільярдів"},
                                                      {"трильйон", "трильйони", "трильйонів"}}};
constexpr std::array<std::string_view, 20> english_small{
    "",    "one",    "two",    "three",    "four",     "five",    "six",     "seven",     "eight",    "nine",
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
constexpr std::array<std::string_view, 10> english_tens{"",      "",      "twenty",  "thirty", "forty",
                                                        "fifty", "sixty", "seventy", "eighty", "ninety"};
constexpr std::array<std::string_view, 5> english_thousands{"", "thousand", "million", "billion", "trillion"};

void add(std::string& words, std::string_view word) {
  if (word.empty()) return;
  if (!words.empty()) words += ' ';
  words += word;
}

std::string_view ukrainian_unit(std::int64_t number, Gender gender) {
  if (number == 1 && gender == Gender::feminine) return "одна";
  if (number == 1 && gender == Gender::neuter) return "одне";
  if (number == 2 && gender == Gender::feminine) return "дві";
  return ukrainian_small[static_cast<std::size_t>(number)];
}

void add_ukrainian_group(std::string& words, std::int64_t number, Gender gender) {
  add(words, ukrainian_hundreds[static_cast<std::size_t>(number / 100)]);
  const auto rest = number % 100;
  if (rest < 20) return add(words, ukrainian_unit(rest, gender));
  add(words, ukrainian_tens[static_cast<std::size_t>(rest / 10)]);
  add(words, ukrainian_unit(rest % 10, gender));
}

void add_english_group(std::string& words, std::int64_t number, bool with_and) {
  if (number >= 100) {
    add(words, english_small[static_cast<std::size_t>(number / 100)]);
    add(words, "hundred");
  }
  const auto rest = number % 100;
  if (rest == 0) return;
  if (with_and || number >= 100) add(words, "and");
  if (rest < 20) return add(words, english_small[static_cast<std::size_t>(rest)]);
  std::string pair(english_tens[static_cast<std::size_t>(rest / 10)]);
  if (rest % 10 != 0) pair.append("-").append(english_small[static_cast<std::size_t>(rest % 10)]);
  add(words, pair);
}

/// Groups of three digits, the last one first.
std::vector<std::int64_t> groups_of(std::int64_t number) {
  std::vector<std::int64_t> groups;
  for (; number > 0; number /= 1000) groups.push_back(number % 1000);
  return groups;
}

std::string ukrainian(std::int64_t number, Gender gender) {
  if (number == 0) return "нуль";
  std::string words;
  const auto groups = groups_of(number);
  for (std::size_t power = groups.size(); power-- > 0;) {
    if (groups[power] == 0) continue;
    add_ukrainian_group(words, groups[power], power == 0 ? gender : power == 1 ? Gender::feminine : Gender::masculine);
    if (power > 0) add(words, agree(ukrainian_thousands[power], groups[power]));
  }
  return words;
}

/// American English leaves the `and` out.
std::string english(std::int64_t number, bool american) {
  if (number == 0) return "zero";
  std::string words;
  const auto groups = groups_of(number);
  for (std::size_t power = groups.size(); power-- > 0;) {
    if (groups[power] == 0) continue;
    add_english_group(words, groups[power], power == 0 && groups.size() > 1 && groups[0] < 100);
    add(words, english_thousands[power]);
  }
  if (!american) return words;
  for (auto at = words.find(" and "); at != std::string::npos; at = words.find(" and ")) words.erase(at, 4);
  return words;
}

struct Currency {
  std::string_view code;
  Gender gender;
  Counted ukrainian;
  Counted ukrainian_part;
  std::string_view english_one;
  std::string_view english_many;
  std::string_view english_part_one;
  std::string_view english_part_many;
};

constexpr Counted cents{"цент", "центи", "центів"};
constexpr std::array<Currency, 7> currencies{
    {{"UAH",
      Gender::feminine,
      {"гривня", "гривні", "гривень"},
      {"копійка", "копійки", "копійок"},
      "hryvnia",
      "hryvnias",
      "kopiyka",
      "kopiykas"},
     {"USD", Gender::masculine, {"долар США", "долари США", "доларів США"}, cents, "US dollar", "US dollars", "cent", "cents"},
     {"EUR",
      Gender::masculine,
      {"євро", "євро", "євро"},
      {"євроцент", "євроценти", "євроцентів"},
      "euro",
      "euros",
      "cent",
      "cents"},
     {"GBP",
      Gender::masculine,
      {"фунт стерлінгів", "фунти стерлінгів", "фунтів стерлінгів"},
      {"пенс", "пенси", "пенсів"},
      "pound sterling",
      "pounds sterling",
      "penny",
      "pence"},
     {"PLN", Gender::masculine, {"злотий", "злоті", "злотих"}, {"грош", "гроші", "грошів"}, "zloty", "zlotys", "grosz", "groszy"},
     {"CAD",
      Gender::masculine,
      {"канадський долар", "канадські долари", "канадських доларів"},
      cents,
      "Canadian dollar",
      "Canadian dollars",
      "cent",
      "cents"},
     {"CHF",
      Gender::masculine,
      {"швейцарський франк", "швейцарські франки", "швейцарських франків"},
      {"сантим", "сантими", "сантимів"},
      "Swiss franc",
      "Swiss francs",
      "centime",
      "centimes"}}};

std::optional<std::int64_t> parse_whole(std::string_view digits) {
  std::int64_t number = 0;
  const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const bool whole = !digits.empty() && code == std::errc{} && end == digits.data() + digits.size();
  return whole && number >= 0 && number < limit ? std::optional(number) : std::nullopt;
}

struct Amount {
  std::int64_t whole = 0;
  std::int64_t hundredths = 0;
};

std::optional<Amount> parse_amount(std::string_view decimal) {
  const auto point = decimal.find('.');
  const auto whole = parse_whole(decimal.substr(0, point));
  if (!whole || point == std::string_view::npos) return whole ? std::optional(Amount{*whole, 0}) : std::nullopt;
  auto digits = std::string(decimal.substr(point + 1));
  while (digits.size() > 2 && digits.ends_with('0')) digits.pop_back();
  if (digits.size() == 1) digits += '0';
  const auto hundredths = digits.size() == 2 && digits.front() != '-' ? parse_whole(digits) : std::nullopt;
  return hundredths ? std::optional(Amount{*whole, *hundredths}) : std::nullopt;
}

std::string two_digits(std::int64_t number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string ukrainian_money(const Amount& amount, const Currency& currency) {
  return ukrainian(amount.whole, currency.gender) + " " + std::string(agree(currency.ukrainian, amount.whole)) + " " +
         two_digits(amount.hundredths) + "\u00A0" + std::string(agree(currency.ukrainian_part, amount.hundredths));
}

std::string english_money(const Amount& amount, const Currency& currency, bool american) {
  const auto words =
      english(amount.whole, american) + " " + std::string(amount.whole == 1 ? currency.english_one : currency.english_many);
  if (amount.hundredths == 0) return words;
  return words + " and " + two_digits(amount.hundredths) + "\u00A0" +
         std::string(amount.hundredths == 1 ? currency.english_part_one : currency.english_part_many);
}

}  // namespace

std::optional<Gender> parse_gender(std::string_view name) {
  if (name == "masculine") return Gender::masculine;
  if (name == "feminine") return Gender::feminine;
  if (name == "neuter") return Gender::neuter;
  return std::nullopt;
}

bool writes_words_in(const LanguageTag& language) {
  return language.primary() == "uk" || language.primary() == "en";
}

std::optional<std::string> write_number_words(std::string_view decimal, const LanguageTag& language, Gender gender) {
  const bool negative = decimal.starts_with('-');
  const auto number = parse_whole(decimal.substr(negative ? 1 : 0));
  if (!number) return std::nullopt;
  const bool is_ukrainian = language.primary() == "uk";
  const auto words = is_ukrainian ? ukrainian(*number, gender) : english(*number, language.text() == "en-US");
  return negative && *number > 0 ? (is_ukrainian ? "мінус " : "minus ") + words : words;
}

std::optional<std::string> write_money_words(std::string_view decimal, std::string_view currency, const LanguageTag& language) {
  const auto* known =
      std::find_if(currencies.begin(), currencies.end(), [&](const Currency& one) { return one.code == currency; });
  const auto amount = parse_amount(decimal);
  if (known == currencies.end() || !amount) return std::nullopt;
  if (language.primary() == "uk") return ukrainian_money(*amount, *known);
  return english_money(*amount, *known, language.text() == "en-US");
}

}  // namespace chancery::text
