#pragma once

#include "formats/docx_package.h"
#include "formats/xml_document.h"

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace chancery::text {

/// A number in one of the formats of a list: `decimal`, `upperRoman`, `lowerLetter`, …   Standard: ECMA-376 part 1, 17.18.59.
/// A format without its own case here is written in decimal.
[[nodiscard]] std::string format_list_number(std::size_t number, std::string_view format);

/// The lists of numbering.xml.
class Numbering {
 public:
  static constexpr std::size_t level_count = 9;

  struct Level {
    std::size_t start = 1;
    std::string format = "decimal";
    std::string text;                     // `%1.%2`
    std::string style;                    // the paragraph style tied to the level
    std::optional<std::size_t> restarts;  // w:lvlRestart: 0 never, n after level n
    bool legal = false;                   // all numbers of the text in decimal
  };
  struct List {
    std::string abstract;  // lists of one abstract definition count together
    std::array<Level, level_count> levels;
    std::array<std::optional<std::size_t>, level_count> start_again;  // w:startOverride
  };

  Numbering() = default;
  [[nodiscard]] static Numbering read(const formats::XmlDocument& document);
  [[nodiscard]] static Numbering of(const formats::DocxPackage& package);

  [[nodiscard]] const List* find(std::string_view number) const;
  /// The level of a list that a paragraph style is tied to.
  [[nodiscard]] std::optional<std::size_t> level_of_style(std::string_view number, std::string_view style) const;

 private:
  std::map<std::string, List, std::less<>> lists_;
};

/// Counts the paragraphs of one story.
class NumberingCounter {
 public:
  explicit NumberingCounter(const Numbering& numbering) : numbering_(numbering) {}

  /// The number of the next paragraph of a list, as people read it; empty when the list shows none.
  [[nodiscard]] std::string next(std::string_view number, std::size_t level);

 private:
  using Counters = std::array<std::optional<std::size_t>, Numbering::level_count>;

  void advance(const Numbering::List& list, std::string_view number, std::size_t level, Counters& counters);
  [[nodiscard]] static std::string label(const Numbering::List& list, std::size_t level, const Counters& counters);

  const Numbering& numbering_;
  std::map<std::string, Counters, std::less<>> counters_;
  std::set<std::pair<std::string, std::size_t>> started_again_;
};

}  // namespace chancery::text
