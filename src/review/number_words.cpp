#include "review/number_words.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

namespace chancery::review {
namespace {

struct Word {
  std::int64_t value;
  bool ordinal = false;
};
using Lexicon = std::unordered_map<std::string_view, Word>;

struct Entry {
  std::int64_t value;
  std::string_view words;  // forms, between spaces
};

void add(Lexicon& lexicon, const Entry& entry, bool ordinal) {
  for (std::size_t at = 0; at < entry.words.size();) {
    const auto end = std::min(entry.words.find(' ', at), entry.words.size());
    if (end > at) lexicon.emplace(entry.words.substr(at, end - at), Word{entry.value, ordinal});
    at = end + 1;
  }
}

constexpr std::array ukrainian{Entry{2, "два дві двох двом двома двоє"},
                               Entry{3, "три трьох трьом трьома троє"},
                               Entry{4, "чотири чотирьох чотирьом чотирма четверо"},
                               Entry{5, "п’ять п'ять пʼять п’яти п'яти п’ятьох п’ятьом п’ятьма"},
                               Entry{6, "шість шести шістьох шістьма"},
                               Entry{7, "сім семи сімох сьома"},
                               Entry{8, "вісім восьми вісьмох вісьма"},
                               Entry{9, "дев’ять дев'ять дев’яти дев’ятьох дев’ятьма"},
                               Entry{10, "десять десяти десятьох десятьма"},
                               Entry{11, "одинадцять одинадцяти"},
                               Entry{12, "дванадцять дванадцяти"},
                               Entry{13, "тринадцять тринадцяти"},
                               Entry{14, "чотирнадцять чотирнадцяти"},
                               Entry{15, "п’ятнадцять п'ятнадцять п’ятнадцяти"},
                               Entry{16, "шістнадцять шістнадцяти"},
                               Entry{17, "сімнадцять сімнадцяти"},
                               Entry{18, "вісімнадцять вісімнадцяти"},
                               Entry{19, "дев’ятнадцять дев'ятнадцять дев’ятнадцяти"},
                               Entry{20, "двадцять двадцяти двадцятьох"},
                               Entry{30, "тридцять тридцяти"},
                               Entry{40, "сорок сорока"},
                               Entry{50, "п’ятдесят п'ятдесят п’ятдесяти"},
                               Entry{60, "шістдесят шістдесяти"},
                               Entry{70, "сімдесят сімдесяти"},
                               Entry{80, "вісімдесят вісімдесяти"},
                               Entry{90, "дев’яносто дев'яносто дев’яноста"},
                               Entry{100, "сто ста"},
                               Entry{200, "двісті двохсот"},
                               Entry{300, "триста трьохсот"},
                               Entry{400, "чотириста"},
                               Entry{500, "п’ятсот п'ятсот п’ятисот"},
                               Entry{600, "шістсот"},
                               Entry{700, "сімсот"},
                               Entry{800, "вісімсот"},
                               Entry{900, "дев’ятсот дев'ятсот"},
                               Entry{1000, "тисяча тисячі тисяч тисячу тис"},
                               Entry{1'000'000, "мільйон мільйона мільйони мільйонів млн"},
                               Entry{1'000'000'000, "мільярд мільярда мільярди мільярдів млрд"}};
constexpr std::array ukrainian_one{Entry{1, "один одна одне одного однієї одну"}};
constexpr std::array ukrainian_ordinals{Entry{1, "перше першого першому"},
                                        Entry{2, "друге другого"},
                                        Entry{3, "третє третього"},
                                        Entry{4, "четверте четвертого"},
                                        Entry{5, "п’яте п’ятого п'ятого"},
                                        Entry{6, "шосте шостого"},
                                        Entry{7, "сьоме сьомого"},
                                        Entry{8, "восьме восьмого"},
                                        Entry{9, "дев’яте дев’ятого дев'ятого"},
                                        Entry{10, "десяте десятого"},
                                        Entry{11, "одинадцяте одинадцятого"},
                                        Entry{12, "дванадцяте дванадцятого"},
                                        Entry{13, "тринадцяте тринадцятого"},
                                        Entry{14, "чотирнадцяте чотирнадцятого"},
                                        Entry{15, "п’ятнадцяте п’ятнадцятого п'ятнадцятого"},
                                        Entry{16, "шістнадцяте шістнадцятого"},
                                        Entry{17, "сімнадцяте сімнадцятого"},
                                        Entry{18, "вісімнадцяте вісімнадцятого"},
                                        Entry{19, "дев’ятнадцяте дев’ятнадцятого"},
                                        Entry{20, "двадцяте двадцятого"},
                                        Entry{30, "тридцяте тридцятого"}};
constexpr std::array english{Entry{2, "two both"},
                             Entry{3, "three"},
                             Entry{4, "four"},
                             Entry{5, "five"},
                             Entry{6, "six"},
                             Entry{7, "seven"},
                             Entry{8, "eight"},
                             Entry{9, "nine"},
                             Entry{10, "ten"},
                             Entry{11, "eleven"},
                             Entry{12, "twelve"},
                             Entry{13, "thirteen"},
                             Entry{14, "fourteen"},
                             Entry{15, "fifteen"},
                             Entry{16, "sixteen"},
                             Entry{17, "seventeen"},
                             Entry{18, "eighteen"},
                             Entry{19, "nineteen"},
                             Entry{20, "twenty"},
                             Entry{30, "thirty"},
                             Entry{40, "forty"},
                             Entry{50, "fifty"},
                             Entry{60, "sixty"},
                             Entry{70, "seventy"},
                             Entry{80, "eighty"},
                             Entry{90, "ninety"},
                             Entry{100, "hundred"},
                             Entry{1000, "thousand"},
                             Entry{1'000'000, "million"},
                             Entry{1'000'000'000, "billion"}};
constexpr std::array english_one{Entry{1, "one"}};
constexpr std::array english_ordinals{
    Entry{1, "first"},      Entry{2, "second"},       Entry{3, "third"},       Entry{4, "fourth"},      Entry{5, "fifth"},
    Entry{6, "sixth"},      Entry{7, "seventh"},      Entry{8, "eighth"},      Entry{9, "ninth"},       Entry{10, "tenth"},
    Entry{11, "eleventh"},  Entry{12, "twelfth"},     Entry{13, "thirteenth"}, Entry{14, "fourteenth"}, Entry{15, "fifteenth"},
    Entry{16, "sixteenth"}, Entry{17, "seventeenth"}, Entry{18, "eighteenth"}, Entry{19, "nineteenth"}, Entry{20, "twentieth"},
    Entry{30, "thirtieth"}};
constexpr std::array french{Entry{2, "deux"},
                            Entry{3, "trois"},
                            Entry{4, "quatre"},
                            Entry{5, "cinq"},
                            Entry{6, "six"},
                            Entry{7, "sept"},
                            Entry{8, "huit"},
                            Entry{9, "neuf"},
                            Entry{10, "dix"},
                            Entry{11, "onze"},
                            Entry{12, "douze"},
                            Entry{13, "treize"},
                            Entry{14, "quatorze"},
                            Entry{15, "quinze"},
                            Entry{16, "seize"},
                            Entry{20, "vingt vingts"},
                            Entry{30, "trente"},
                            Entry{40, "quarante"},
                            Entry{50, "cinquante"},
                            Entry{60, "soixante"},
                            Entry{100, "cent cents"},
                            Entry{1000, "mille"},
                            Entry{1'000'000, "million millions"},
                            Entry{1'000'000'000, "milliard milliards"}};
constexpr std::array french_one{Entry{1, "un une"}};
constexpr std::array french_ordinals{Entry{1, "premier"}};
constexpr std::array italian{Entry{2, "due entrambi entrambe"},
                             Entry{3, "tre"},
                             Entry{4, "quattro"},
                             Entry{5, "cinque"},
                             Entry{6, "sei"},
                             Entry{7, "sette"},
                             Entry{8, "otto"},
                             Entry{9, "nove"},
                             Entry{10, "dieci"},
                             Entry{11, "undici"},
                             Entry{12, "dodici"},
                             Entry{13, "tredici"},
                             Entry{14, "quattordici"},
                             Entry{15, "quindici"},
                             Entry{16, "sedici"},
                             Entry{17, "diciassette"},
                             Entry{18, "diciotto"},
                             Entry{19, "diciannove"},
                             Entry{20, "venti"},
                             Entry{30, "trenta"},
                             Entry{40, "quaranta"},
                             Entry{50, "cinquanta"},
                             Entry{60, "sessanta"},
                             Entry{70, "settanta"},
                             Entry{80, "ottanta"},
                             Entry{90, "novanta"},
                             Entry{100, "cento"},
                             Entry{1000, "mille mila"},
                             Entry{1'000'000, "milione milioni"},
                             Entry{1'000'000'000, "miliardo miliardi"}};
constexpr std::array italian_one{Entry{1, "uno una un"}};
constexpr std::array italian_ordinals{Entry{1, "primo"}};

struct Numerals {
  Lexicon words;
  Lexicon one;  // alone it may be an article or a pronoun; inside a number it counts
};

template <class Cardinals, class One, class Ordinals>
Numerals numerals(const Cardinals& cardinals, const One& one, const Ordinals& ordinals) {
  Numerals made;
  for (const auto& entry : cardinals) add(made.words, entry, false);
  for (const auto& entry : ordinals) add(made.words, entry, true);
  for (const auto& entry : one) add(made.one, entry, false);
  return made;
}

const Numerals& numerals_of(std::string_view language) {
  static const Numerals uk = numerals(ukrainian, ukrainian_one, ukrainian_ordinals);
  static const Numerals en = numerals(english, english_one, english_ordinals);
  static const Numerals fr = numerals(french, french_one, french_ordinals);
  static const Numerals it = numerals(italian, italian_one, italian_ordinals);
  return language == "uk" ? uk : language == "fr" ? fr : language == "it" ? it : en;
}

bool is_connector(std::string_view word, std::string_view language) {
  return word == "-" || (language == "en" && word == "and") || (language == "fr" && word == "et");
}

/// «duemilaventiquattro», «quarantacinque»: Italian writes numbers as one word, dropping a vowel before uno and otto.
std::optional<std::int64_t> italian_compound(std::string_view word) {
  const auto& known = numerals_of("it");
  std::int64_t total = 0;
  std::int64_t current = 0;
  std::size_t parts = 0;
  while (!word.empty()) {
    std::int64_t value = 0;
    std::size_t length = 0;
    const auto consider = [&](std::string_view one, std::int64_t number) {
      if (one.size() > length && one.size() > 2 && word.starts_with(one)) {
        length = one.size();
        value = number;
      }
    };
    for (const auto& [one, entry] : known.words) {
      if (entry.ordinal) continue;
      consider(one, entry.value);
      // vent-uno, quarant-otto
      if (entry.value >= 20 && entry.value < 100 && one.size() > 4) {
        const auto stem = one.substr(0, one.size() - 1);
        const auto rest = word.size() > stem.size() ? word.substr(stem.size()) : std::string_view{};
        if (rest.starts_with("uno") || rest.starts_with("otto") || rest == "un") consider(stem, entry.value);
      }
    }
    if (word == "uno" || word == "un" || word.starts_with("tré")) {
      length = word == "uno" ? 3 : word == "un" ? 2 : 4;
      value = word.starts_with("tré") ? 3 : 1;
    }
    if (length == 0) return std::nullopt;
    if (value == 1000) {
      total += std::max<std::int64_t>(current, 1) * 1000;
      current = 0;
    } else if (value == 100) {
      current = std::max<std::int64_t>(current, 1) * 100;
    } else {
      current += value;
    }
    word.remove_prefix(std::min(length, word.size()));
    ++parts;
  }
  return parts > 1 ? std::optional(total + current) : std::nullopt;
}

/// Adds word after word while they go on with the number.
class Sum {
 public:
  explicit Sum(std::string_view language) : language_(language) {}

  bool take(std::int64_t value) {
    if (value >= 1000) {
      if (value >= last_scale_ && last_scale_ != 0) return false;
      total_ += std::max<std::int64_t>(current_, 1) * value;
      current_ = 0;
      last_scale_ = value;
      return true;
    }
    if (value == 100 && language_ != "uk") {
      if (current_ >= 100 || current_ > 9) return false;
      current_ = std::max<std::int64_t>(current_, 1) * 100;
      return true;
    }
    const auto rest = current_ % 100;
    if (language_ == "fr" && value == 20 && rest == 4) {
      current_ += 76;  // quatre-vingts
      return true;
    }
    const bool french_teen = language_ == "fr" && (rest == 60 || rest == 80) && value >= 10 && value < 20;
    const bool fits = value >= 100  ? current_ == 0
                      : value >= 10 ? rest == 0 || french_teen
                                    : rest == 0 || (rest >= 20 && rest % 10 == 0) ||
                                          (language_ == "fr" && (rest == 10 || rest == 70 || rest == 90) && value >= 7);
    if (!fits) return false;
    current_ += value;
    return true;
  }
  [[nodiscard]] std::int64_t value() const { return total_ + current_; }

 private:
  std::string_view language_;
  std::int64_t total_ = 0;
  std::int64_t current_ = 0;
  std::int64_t last_scale_ = 0;
};

constexpr std::array<std::string_view, 12> ukrainian_months{"січ", "лют",  "берез", "квіт", "трав",     "черв",
                                                            "лип", "серп", "верес", "жовт", "листопад", "груд"};
constexpr std::array<std::string_view, 12> english_months{"january", "february", "march",     "april",   "may",      "june",
                                                          "july",    "august",   "september", "october", "november", "december"};
constexpr std::array<std::string_view, 12> french_months{"janvier", "février", "mars",      "avril",   "mai",      "juin",
                                                         "juillet", "août",    "septembre", "octobre", "novembre", "décembre"};
constexpr std::array<std::string_view, 12> italian_months{"gennaio", "febbraio", "marzo",     "aprile",  "maggio",   "giugno",
                                                          "luglio",  "agosto",   "settembre", "ottobre", "novembre", "dicembre"};
constexpr std::array<std::string_view, 10> ukrainian_month_ends{"ень", "ня", "ню", "ні", "нем", "ий", "ого", "ому", "ім", "им"};
constexpr std::array<std::string_view, 5> november_ends{"", "а", "у", "і", "ом"};

template <class Names>
std::optional<int> month_in(const Names& names, std::string_view word) {
  for (std::size_t index = 0; index < names.size(); ++index) {
    if (word == names[index]) return static_cast<int>(index) + 1;
  }
  return std::nullopt;
}

}  // namespace

std::optional<WordNumber> read_number_words(const std::vector<std::string_view>& words, std::size_t at,
                                            std::string_view language) {
  const auto& known = numerals_of(language);
  Sum sum(language);
  WordNumber number;
  std::size_t taken = 0;
  for (auto index = at; index < words.size(); ++index) {
    const auto word = words[index];
    if (number.words != 0 && is_connector(word, language)) continue;
    const auto found = known.words.find(word);
    const Word* value = found == known.words.end() ? nullptr : &found->second;
    Word one{1, false};
    // Alone «один», “one” count nothing; they begin a number only before a greater word.
    if (value == nullptr && known.one.count(word) != 0) {
      const bool before_scale =
          index + 1 < words.size() && known.words.count(words[index + 1]) != 0 && known.words.at(words[index + 1]).value >= 100;
      if (taken != 0 || before_scale) value = &one;
    }
    Word compound{0, false};
    if (value == nullptr && language == "it") {
      if (const auto joined = italian_compound(word)) {
        compound.value = *joined;
        if (taken != 0) break;
        return WordNumber{compound.value, index - at + 1, false};
      }
    }
    if (value == nullptr || !sum.take(value->value)) break;
    ++taken;
    number.words = index - at + 1;
    number.ordinal = value->ordinal;
    if (value->ordinal) break;
  }
  if (taken == 0) return std::nullopt;
  number.value = sum.value();
  return number;
}

std::optional<int> parse_month(std::string_view word, std::string_view language) {
  if (language == "en") return month_in(english_months, word);
  if (language == "fr") return month_in(french_months, word);
  if (language == "it") return month_in(italian_months, word);
  for (std::size_t index = 0; index < ukrainian_months.size(); ++index) {
    const auto stem = ukrainian_months[index];
    if (!word.starts_with(stem)) continue;
    const auto end = word.substr(stem.size());
    const bool named =
        index == 10 ? std::find(november_ends.begin(), november_ends.end(), end) != november_ends.end()
                    : std::find(ukrainian_month_ends.begin(), ukrainian_month_ends.end(), end) != ukrainian_month_ends.end();
    if (named) return static_cast<int>(index) + 1;
  }
  return std::nullopt;
}

}  // namespace chancery::review
