#include "comparison/comparison.h"

#include "comparison/tracked_changes.h"
#include "support/docx_builder.h"
#include "support/effort.h"
#include "text/rendition.h"

#include <catch2/catch.hpp>

#include <random>

using namespace chancery;
using namespace chancery::comparison;
using tests::DocxBuilder;

namespace {

/// A document as a list of blocks that can be edited: each is the XML of a paragraph or a table.
struct Draft {
  std::vector<std::string> blocks;
};

class Author {
 public:
  explicit Author(unsigned seed) : random_(seed) {}

  Draft write() {
    Draft draft;
    for (std::size_t count = 1 + pick(12); count > 0; --count) draft.blocks.push_back(pick(5) == 0 ? table() : paragraph());
    return draft;
  }

  Draft edit(Draft draft) {
    for (std::size_t count = 1 + pick(6); count > 0; --count) {
      auto& blocks = draft.blocks;
      const auto at = pick(blocks.size());
      switch (pick(6)) {
        case 0:
          blocks.insert(blocks.begin() + static_cast<std::ptrdiff_t>(at), pick(4) == 0 ? table() : paragraph());
          break;
        case 1:
          if (blocks.size() > 1) blocks.erase(blocks.begin() + static_cast<std::ptrdiff_t>(at));
          break;
        case 2:
          std::swap(blocks[at], blocks[pick(blocks.size())]);
          break;
        case 3:
          blocks[at] = replaced(blocks[at], word(), word());
          break;
        case 4:
          blocks[at] = replaced(blocks[at], "<w:b/>", "<w:i/>");
          break;
        default:
          blocks[at] = replaced(blocks[at], ">" + word(), ">" + word() + " " + word());
          break;
      }
    }
    return draft;
  }

 private:
  std::size_t pick(std::size_t bound) { return random_() % bound; }
  std::string word() {
    static const std::vector<std::string> words{"Ґанок",   "Європа", "їжак", "Інше",     "м’яч",         "угода",
                                                "область", "штат",   "№",    "1 234,50", "21 листопада", "—"};
    return words[pick(words.size())];
  }
  std::string text() {
    std::string joined;
    for (std::size_t count = pick(14); count > 0; --count) joined += word() + (pick(3) == 0 ? ", " : " ");
    return joined;
  }
  std::string run() {
    static const std::vector<std::string> formats{"", "<w:rPr><w:b/></w:rPr>", "<w:rPr><w:i/><w:lang w:val=\"uk-UA\"/></w:rPr>"};
    static const std::vector<std::string> things{"<w:tab/>", "<w:br/>", "<w:noBreakHyphen/>",
                                                 "<w:sym w:font=\"S\" w:char=\"2116\"/>"};
    const auto inside = pick(6) == 0 ? things[pick(things.size())] : "<w:t xml:space=\"preserve\">" + text() + "</w:t>";
    return "<w:r>" + formats[pick(formats.size())] + inside + "</w:r>";
  }
  std::string paragraph() {
    static const std::vector<std::string> properties{"", "<w:pPr><w:jc w:val=\"both\"/></w:pPr>",
                                                     "<w:pPr><w:keepNext/><w:rPr><w:b/></w:rPr></w:pPr>"};
    std::string xml = "<w:p>" + properties[pick(properties.size())];
    for (std::size_t count = pick(5); count > 0; --count) {
      xml += pick(8) == 0 ? "<w:hyperlink w:anchor=\"" + std::to_string(pick(2)) + "\">" + run() + "</w:hyperlink>" : run();
    }
    return xml + "</w:p>";
  }
  std::string table() {
    const auto columns = 1 + pick(3);
    std::string xml = "<w:tbl><w:tblPr/><w:tblGrid/>";
    for (std::size_t rows = 1 + pick(4); rows > 0; --rows) {
      xml += "<w:tr>";
      for (std::size_t column = 0; column < columns; ++column) {
        xml += "<w:tc>";
        if (pick(9) == 0) xml += paragraph();
        xml += paragraph() + "</w:tc>";
      }
      xml += "</w:tr>";
    }
    return xml + "</w:tbl>";
  }
  static std::string replaced(std::string block, const std::string& what, const std::string& with) {
    const auto at = block.find(what);
    return at == std::string::npos ? block : block.replace(at, what.size(), with);
  }

  std::mt19937 random_;
};

formats::DocxPackage package_of(const Draft& draft, const char* place) {
  DocxBuilder builder;
  for (const auto& block : draft.blocks) builder.body(block);
  builder.paragraph("кінець");
  return builder.package(place);
}

std::string resolved(const Bytes& redline, Resolution resolution) {
  const auto package = formats::DocxPackage::read(Blob(redline), "redline.docx");
  const auto part = resolve_changes(package.part("word/document.xml"), "word/document.xml", resolution).part;
  return text::rendition(formats::DocxPackage::read(Blob(package.with_parts({{"word/document.xml", part}})), "resolved.docx"));
}

}  // namespace

TEST_CASE("whatever is edited, accepting all gives the new document and rejecting all the old one") {
  const CompareOptions options{"Є", *Timestamp::parse("2026-01-02T03:04:05.000Z")};
  const auto rounds = static_cast<unsigned>(300 * tests::effort());
  std::size_t whole = 0;
  for (unsigned seed = 0; seed < rounds; ++seed) {
    CAPTURE(seed);
    Author author(seed);
    const auto draft = author.write();
    const auto old = package_of(draft, "old.docx");
    const auto now = package_of(author.edit(draft), "new.docx");
    const auto result = compare(old, now, options);
    REQUIRE(result.redline);
    whole += result.report.whole_paragraphs ? 1 : 0;
    REQUIRE(resolved(*result.redline, Resolution::accept) == text::rendition(now));
    REQUIRE(resolved(*result.redline, Resolution::reject) == text::rendition(old));
  }
  CHECK(whole == 0);
}

TEST_CASE("two documents that have nothing in common are compared all the same") {
  const CompareOptions options{"Є", *Timestamp::parse("2026-01-02T03:04:05.000Z")};
  for (unsigned seed = 0; seed < static_cast<unsigned>(60 * tests::effort()); ++seed) {
    CAPTURE(seed);
    const auto old = package_of(Author(2 * seed).write(), "old.docx");
    const auto now = package_of(Author(2 * seed + 1).write(), "new.docx");
    const auto result = compare(old, now, options);
    REQUIRE(result.redline);
    CHECK(resolved(*result.redline, Resolution::accept) == text::rendition(now));
    CHECK(resolved(*result.redline, Resolution::reject) == text::rendition(old));
  }
}
