#include "document/text_outline.h"

#include <catch2/catch.hpp>

using namespace chancery::document;
using Kind = OutlineItem::Kind;

namespace {

std::string shape(const std::vector<OutlineItem>& items);

std::string shape(const OutlineItem& item) {
  switch (item.kind) {
    case Kind::line:
      return "‹" + item.text + "›";
    case Kind::table: {
      std::string rows;
      for (const auto& cells : item.rows) {
        rows += "/";
        for (const auto& cell : cells) rows += shape(cell) + "|";
      }
      return "table(" + rows + ")";
    }
    case Kind::section:
      return "section " + item.number + item.text + "{" + shape(item.children) + "}";
    case Kind::paragraph:
      return "paragraph " + item.number + item.text + "{" + shape(item.children) + "}";
    case Kind::point:
      return "point " + item.number + item.text;
  }
  return {};
}

std::string shape(const std::vector<OutlineItem>& items) {
  std::string all;
  for (const auto& item : items) all += (all.empty() ? "" : " ") + shape(item);
  return all;
}

std::string outline(const char* text) {
  return shape(outline_of(text));
}

}  // namespace

TEST_CASE("lines without a number stay lines, empty ones are left out") {
  CHECK(outline("") == "");
  CHECK(outline("Ґанок\n\nЇжак і Єнот") == "‹Ґанок› ‹Їжак і Єнот›");
}

TEST_CASE("a number whose paragraphs are counted within it heads a section") {
  CHECK(outline("1. Мета\n1.1. Перше.\n1.2. Друге.\n2. Сфери\n2.1. Такі:\n1) одна;\n2) друга.\nПідписи\n") ==
        "section 1.Мета{paragraph 1.1.Перше.{} paragraph 1.2.Друге.{}} "
        "section 2.Сфери{paragraph 2.1.Такі:{point 1)одна; point 2)друга.}} ‹Підписи›");
}

TEST_CASE("numbers of one level are paragraphs, and points stand under the paragraph before them") {
  CHECK(outline("1. Одне;\n(1) перше\n(2) друге\n2. Друге.") ==
        "paragraph 1.Одне;{point (1)перше point (2)друге} paragraph 2.Друге.{}");
  CHECK(outline("1) без пункту\nрядок\n2) знову") == "point 1)без пункту ‹рядок› point 2)знову");
}

TEST_CASE("a paragraph that is counted in another section does not go into this one") {
  CHECK(outline("1. Мета\n1.1. Тут.\n3.1. Не тут.\n1) там") ==
        "section 1.Мета{paragraph 1.1.Тут.{}} paragraph 3.1.Не тут.{point 1)там}");
}

TEST_CASE("what only looks like a number is text") {
  for (const char* line : {"24 жовтня 2026 р.", "12.05.2026 прийнято", "1.", "1. ", "1234. рік", "(а) літера", ") дужка",
                           "() порожньо", "1.1x текст", ".1 крапка", "5) "}) {
    const std::string text = line;
    CHECK(outline(line) == "‹" + text + "›");
  }
}

TEST_CASE("a table keeps rows and cells, one of one column gives its lines") {
  CHECK(outline("[table]\nА\n[|]\nБ\nВ\n[|]\n[/]\n[|]\nГ\n[|]\n[/]\n[/table]") == "table(/‹А›|‹Б› ‹В›|/|‹Г›|)");
  CHECK(outline("[table]\n1. Мета\n[|]\n[/]\n1.1. Текст.\n[|]\n[/]\n[/table]\nДалі") ==
        "section 1.Мета{paragraph 1.1.Текст.{}} ‹Далі›");
}

TEST_CASE("a table stands in a cell of another, and numbers in cells are not part of the outline") {
  CHECK(outline("[table]\n[table]\n1. а\n[|]\nб\n[|]\n[/]\n[/table]\n[|]\nв\n[|]\n[/]\n[/table]") ==
        "table(/table(/‹1. а›|‹б›|)|‹в›|)");
}

TEST_CASE("marks of tables without a partner are text, however many") {
  CHECK(outline("[table]\n[|]\nтекст") == "‹[table]› ‹[|]› ‹текст›");
  CHECK(outline("[/table]\n[/]") == "‹[/table]› ‹[/]›");
  std::string many;
  for (int count = 0; count < 100'000; ++count) many += "[table]\n";
  CHECK(outline_of(many).size() == 100'000);
  for (int count = 0; count < 100'000; ++count) many += "[/table]\n";
  CHECK_FALSE(outline_of(many).empty());
}

TEST_CASE("a row that ends in the middle of a cell loses nothing") {
  CHECK(outline("[table]\nА\n[|]\nБ\n[/]\nВ\n[/table]") == "table(/‹А›|‹Б›|/‹В›|)");
}
