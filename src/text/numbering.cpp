#include "text/numbering.h"

#include "formats/opc.h"
#include "text/characters.h"
#include "text/word_xml.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace chancery::text {
namespace {

using formats::XmlElement;
using Levels = std::array<Numbering::Level, Numbering::level_count>;

std::string roman(std::size_t number) {
  constexpr std::array<std::pair<std::size_t, std::string_view>, 13> steps{{{1000, "M"},
                                                                            {900, "CM"},
                                                                            {500, "D"},
                                                                            {400, "CD"},
                                                                            {100, "C"},
                                                                            {90, "XC"},
                                                                            {50, "L"},
                                                                            {40, "XL"},
                                                                            {10, "X"},
                                                                            {9, "IX"},
                                                                            {5, "V"},
                                                                            {4, "IV"},
                                                                            {1, "I"}}};
  std::string text;
  for (const auto& [value, letters] : steps) {
    for (; number >= value; number -= value) text += letters;
  }
  return text;
}

/// a … z, aa, bb, …: the letter is repeated, as Word does it.
std::string letters(std::size_t number, std::u32string_view alphabet) {
  if (number == 0) return {};
  std::string text;
  const auto letter = alphabet[(number - 1) % alphabet.size()];
  for (std::size_t times = 0; times <= (number - 1) / alphabet.size(); ++times) append_utf8(text, letter);
  return text;
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char one) { return one >= 'A' && one <= 'Z' ? static_cast<char>(one + 32) : one; });
  return text;
}

void read_level(const XmlElement& element, Levels& levels) {
  const auto index = parse_size(word_attribute(element, "ilvl"));
  if (!index || *index >= levels.size()) return;
  auto& level = levels[*index];
  level.start = child_number(element, "start").value_or(0);
  level.format = child_value(element, "numFmt").value_or("decimal");
  level.text = child_value(element, "lvlText").value_or("");
  level.style = child_value(element, "pStyle").value_or("");
  level.restarts = child_number(element, "lvlRestart");
  const auto legal = word_child(element, "isLgl");
  level.legal = legal && word_attribute(*legal, "val") != "0" && word_attribute(*legal, "val") != "false";
}

Levels read_levels(const XmlElement& element) {
  Levels levels;
  for (const auto& level : word_children(element, "lvl")) read_level(level, levels);
  return levels;
}

void read_override(const XmlElement& element, Numbering::List& list) {
  const auto index = parse_size(word_attribute(element, "ilvl"));
  if (!index || *index >= Numbering::level_count) return;
  if (const auto level = word_child(element, "lvl")) read_level(*level, list.levels);
  list.start_again[*index] = child_number(element, "startOverride");
}

}  // namespace

std::string format_list_number(std::size_t number, std::string_view format) {
  if (format == "upperRoman") return number < 10'000 ? roman(number) : std::to_string(number);
  if (format == "lowerRoman") return number < 10'000 ? lower(roman(number)) : std::to_string(number);
  if (format == "upperLetter") return letters(number % 10'000, U"ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  if (format == "lowerLetter") return letters(number % 10'000, U"abcdefghijklmnopqrstuvwxyz");
  if (format == "russianUpper") return letters(number % 10'000, U"АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ");
  if (format == "russianLower") return letters(number % 10'000, U"абвгдежзиклмнопрстуфхцчшщыэюя");
  if (format == "decimalZero" && number < 10) return "0" + std::to_string(number);
  if (format == "none") return {};
  return std::to_string(number);
}

Numbering Numbering::read(const formats::XmlDocument& document) {
  std::map<std::string, Levels> abstracts;
  for (const auto& element : word_children(document.root(), "abstractNum")) {
    abstracts.emplace(word_attribute(element, "abstractNumId"), read_levels(element));
  }
  Numbering result;
  for (const auto& element : word_children(document.root(), "num")) {
    List list;
    list.abstract = child_value(element, "abstractNumId").value_or("");
    const auto found = abstracts.find(list.abstract);
    if (found == abstracts.end()) continue;
    list.levels = found->second;
    for (const auto& one : word_children(element, "lvlOverride")) read_override(one, list);
    result.lists_.emplace(word_attribute(element, "numId"), std::move(list));
  }
  return result;
}

Numbering Numbering::of(const formats::DocxPackage& package) {
  const auto part = package.numbering_part();
  return part ? read(formats::read_xml_part(package.archive(), *part)) : Numbering();
}

const Numbering::List* Numbering::find(std::string_view number) const {
  const auto found = lists_.find(number);
  return found == lists_.end() ? nullptr : &found->second;
}

std::optional<std::size_t> Numbering::level_of_style(std::string_view number, std::string_view style) const {
  const auto* list = find(number);
  if (list == nullptr || style.empty()) return std::nullopt;
  const auto found =
      std::find_if(list->levels.begin(), list->levels.end(), [&](const Level& level) { return level.style == style; });
  return found == list->levels.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - list->levels.begin()));
}

std::string NumberingCounter::next(std::string_view number, std::size_t level) {
  const auto* list = numbering_.find(number);
  if (list == nullptr || level >= Numbering::level_count) return {};
  auto& counters = counters_[list->abstract];
  advance(*list, number, level, counters);
  return label(*list, level, counters);
}

/// ECMA-376 part 1, 17.9: a level counts on, the levels above it that were never used show their start, those below start again.
void NumberingCounter::advance(const Numbering::List& list, std::string_view number, std::size_t level, Counters& counters) {
  const bool again = list.start_again[level] && started_again_.emplace(std::string(number), level).second;
  if (again) {
    counters[level] = *list.start_again[level];
  } else {
    counters[level] = counters[level] ? *counters[level] + 1 : list.levels[level].start;
  }
  for (std::size_t above = 0; above < level; ++above) {
    if (!counters[above]) counters[above] = list.levels[above].start;
  }
  for (std::size_t below = level + 1; below < counters.size(); ++below) {
    const auto& restarts = list.levels[below].restarts;
    if (!restarts || (*restarts != 0 && level < *restarts)) counters[below].reset();
  }
}

std::string NumberingCounter::label(const Numbering::List& list, std::size_t level, const Counters& counters) {
  const auto& shown = list.levels[level];
  std::string text;
  for (std::size_t at = 0; at < shown.text.size(); ++at) {
    const char digit = shown.text[at] == '%' && at + 1 < shown.text.size() ? shown.text[at + 1] : '\0';
    if (digit < '1' || digit > '9') {
      text += shown.text[at];
      continue;
    }
    const auto index = static_cast<std::size_t>(digit - '1');
    const auto& format = list.levels[index].format;
    text += format_list_number(counters[index].value_or(list.levels[index].start),
                               shown.legal && format != "none" ? "decimal" : format);
    ++at;
  }
  return text;
}

}  // namespace chancery::text
