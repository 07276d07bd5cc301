#include "formats/xml_document.h"
#include "formats/xml_tree.h"
#include "formats/xml_writer.h"
#include "support/effort.h"

#include <catch2/catch.hpp>

#include <random>
#include <string>

using namespace chancery;
using namespace chancery::formats;

namespace {

constexpr std::string_view pieces[] = {"Ґ",  "Є",  "І",  "Ї", "’", "<",   ">", "&",      "\"",    "'",
                                       "\t", "\n", "\r", " ", "a", "]]>", "😀", "\u00A0", "\u2028"};

std::string random_text(std::mt19937& random) {
  std::string text;
  for (auto n = random() % 8; n > 0; --n) text += pieces[random() % std::size(pieces)];
  return text;
}

void write_random(XmlWriter& writer, std::mt19937& random, int depth) {
  writer.open(depth % 2 == 0 ? "стаття" : "w.p-1").attribute("ключ", random_text(random));
  for (auto n = random() % 4; n > 0; --n) {
    if (depth < 5 && random() % 2 == 0) {
      write_random(writer, random, depth + 1);
    } else {
      writer.text(random_text(random));
    }
  }
  writer.close();
}

}  // namespace

TEST_CASE("what is written is read back, and written again gives the same canonical form") {
  std::mt19937 random(1);
  for (int i = 0; i < 500 * tests::effort(); ++i) {
    XmlWriter writer;
    write_random(writer, random, 0);
    const auto bytes = writer.finish();
    const auto document = XmlDocument::read(bytes, "random.xml");
    const auto canonical = document.canonical();
    REQUIRE(XmlDocument::read(canonical, "canonical.xml").canonical() == canonical);
    XmlTree tree("стаття");
    tree.append_inner(tree.root(), document.root().inner(), "inner");
    REQUIRE(tree.root().value() == document.root().text());
    const auto inner = tree.inner(tree.root());
    XmlTree again("стаття");
    again.append_inner(again.root(), inner, "inner");
    REQUIRE(again.inner(again.root()) == inner);
  }
}
