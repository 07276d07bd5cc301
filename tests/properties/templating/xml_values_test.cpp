#include "base/error.h"
#include "formats/xml_document.h"
#include "support/effort.h"
#include "templating/xml_fill.h"
#include "text/characters.h"

#include <catch2/catch.hpp>

#include <random>

using namespace chancery;
using namespace chancery::templating;

namespace {

/// Any characters that XML can hold, the dangerous ones more often.
std::string any_value(std::mt19937& random) {
  constexpr std::u32string_view dangerous = U"<>&\"'{}]\r\n\t \u00A0\u2028Ґ’їʼ\U0001F980";
  std::string value;
  for (auto length = random() % 40; length > 0; --length) {
    char32_t one = random() % 2 == 0 ? dangerous[random() % dangerous.size()] : static_cast<char32_t>(random() % 0x110000);
    if (!text::is_xml_character(one)) one = U'Є';
    text::append_utf8(value, one);
  }
  return value;
}

}  // namespace

TEST_CASE("a value is read out of the filled document as it was put in, from text and from attributes") {
  std::mt19937 random(5);
  const auto compiled =
      compile_xml(R"(<r xmlns:t="urn:chancery:template:1"><t:each of="l"><v a="{.}" b='{.}'>{.}</v></t:each></r>)", "values.xml",
                  std::nullopt);
  for (int round = 0; round < 200 * tests::effort(); ++round) {
    formats::Json data{{"l", formats::Json::array()}};
    for (int item = 0; item < 5; ++item) data["l"].push_back(any_value(random));
    auto outcome = fill_xml(compiled, data);
    REQUIRE(std::holds_alternative<FilledXml>(outcome));
    const auto read = formats::XmlDocument::read(std::get<FilledXml>(outcome).document, "values.xml");
    const auto values = read.root().children();
    REQUIRE(values.size() == data.at("l").size());
    for (std::size_t item = 0; item < values.size(); ++item) {
      const auto expected = data.at("l")[item].get<std::string>();
      CHECK(values[item].text() == expected);
      CHECK(values[item].attribute("a") == expected);
      CHECK(values[item].attribute("b") == expected);
    }
  }
}

TEST_CASE("whatever stands in a template is refused with a fault of the input, found at fault, or filled well-formed") {
  std::mt19937 random(7);
  const std::vector<std::string> pieces{"<r>",
                                        "</r>",
                                        "<t:each of=\"l\">",
                                        "</t:each>",
                                        "<t:if value=\"x\">",
                                        "</t:if>",
                                        "{x}",
                                        "{",
                                        "}",
                                        "<a b=\"{x}\"/>",
                                        "<!-- { -->",
                                        "<t:comment>",
                                        "</t:comment>",
                                        "\n",
                                        "{x | upper:uk}",
                                        "&lt;",
                                        "<t:unless value=\"x\"/>",
                                        "<",
                                        "Ґ"};
  int filled = 0;
  for (int round = 0; round < 2000 * tests::effort(); ++round) {
    std::string xml = R"(<r xmlns:t="urn:chancery:template:1">)";
    for (auto count = random() % 8; count > 0; --count) xml += pieces[random() % pieces.size()];
    xml += "</r>";
    try {
      const auto compiled = compile_xml(xml, "any.xml", std::nullopt);
      const auto outcome = fill_xml(compiled, {{"x", "<"}, {"l", {"1", "2"}}});
      if (const auto* document = std::get_if<FilledXml>(&outcome)) {
        CHECK_NOTHROW(formats::XmlDocument::read(document->document, "any.xml"));
        ++filled;
      }
    } catch (const Error& error) {
      CHECK(error.fault() == Fault::input);
    }
  }
  CHECK(filled > 100);
}
