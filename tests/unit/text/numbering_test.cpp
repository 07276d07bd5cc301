#include "text/numbering.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::text;

namespace {

Numbering read(const std::string& content) {
  return Numbering::read(formats::XmlDocument::read(
      "<w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">" + content + "</w:numbering>",
      "n"));
}

std::string level(int index, const char* format, const char* text, const char* more = "") {
  return "<w:lvl w:ilvl=\"" + std::to_string(index) + "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" + format + "\"/>" + more +
         "<w:lvlText w:val=\"" + text + "\"/></w:lvl>";
}

std::string list(const std::string& levels, const std::string& overrides = "") {
  return "<w:abstractNum w:abstractNumId=\"7\">" + levels +
         "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>" +
         "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"7\"/>" + overrides + "</w:num>";
}

}  // namespace

TEST_CASE("numbers are written in the formats of lists") {
  CHECK(format_list_number(1994, "upperRoman") == "MCMXCIV");
  CHECK(format_list_number(4, "lowerRoman") == "iv");
  CHECK(format_list_number(27, "lowerLetter") == "aa");
  CHECK(format_list_number(26, "upperLetter") == "Z");
  CHECK(format_list_number(5, "russianLower") == "д");
  CHECK(format_list_number(1, "russianUpper") == "А");
  CHECK(format_list_number(3, "decimalZero") == "03");
  CHECK(format_list_number(3, "none").empty());
  CHECK(format_list_number(3, "cardinalText") == "3");
  CHECK(format_list_number(0, "lowerLetter").empty());
  CHECK(format_list_number(123'456, "upperRoman") == "123456");
}

TEST_CASE("two lists of one definition count on together, one that starts again starts once") {
  const auto numbering =
      read(list(level(0, "decimal", "%1)"), "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride>"));
  NumberingCounter counter(numbering);
  CHECK(counter.next("1", 0) == "1)");
  CHECK(counter.next("1", 0) == "2)");
  CHECK(counter.next("2", 0) == "5)");
  CHECK(counter.next("2", 0) == "6)");
  CHECK(counter.next("1", 0) == "7)");
}

TEST_CASE("lower levels start again, unless they never do, and levels that were passed over show their start") {
  const auto numbering = read(list(level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2", "<w:isLgl/>") +
                                   level(2, "decimal", "%3", "<w:lvlRestart w:val=\"0\"/>")));
  NumberingCounter counter(numbering);
  CHECK(counter.next("1", 1) == "1.1");
  CHECK(counter.next("1", 2) == "1");
  CHECK(counter.next("1", 0) == "II.");
  CHECK(counter.next("1", 1) == "2.1");
  CHECK(counter.next("1", 2) == "2");
}

TEST_CASE("a level can be tied to a style, and a list that is not there numbers nothing") {
  const auto numbering = read(list(level(0, "decimal", "%1") + level(1, "decimal", "%2", "<w:pStyle w:val=\"Article\"/>")));
  CHECK(numbering.level_of_style("1", "Article") == 1U);
  CHECK_FALSE(numbering.level_of_style("1", "Other"));
  CHECK_FALSE(numbering.level_of_style("9", "Article"));
  NumberingCounter counter(numbering);
  CHECK(counter.next("9", 0).empty());
  CHECK(counter.next("1", 9).empty());
}
