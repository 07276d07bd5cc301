#include "formats/docx_changes.h"

#include "base/error.h"
#include "support/docx_builder.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::formats;
using tests::DocxBuilder;

namespace {

DocxPackage changed(const DocxPackage& package, const DocxChanges& changes) {
  return DocxPackage::read(Blob(with_changes(package, changes)), "changed");
}

}  // namespace

TEST_CASE("a new part has its type and its relationship, and all else stays") {
  const auto package = DocxBuilder().paragraph("Ґ").footer({"Є"}).package();
  DocxChanges changes;
  changes.added.push_back({"word/media/a.png", "image/png", "content"});
  changes.relationships.push_back({"word/document.xml", "rIdNew", "image", "word/media/a.png"});
  changes.relationships.push_back({"word/footer1.xml", "rIdNew", "image", "word/media/a.png"});
  const auto result = changed(package, changes);
  CHECK(result.part("word/media/a.png") == "content");
  CHECK(result.content_types().of("word/media/a.png") == "image/png");
  CHECK(result.relationships().back().target == "word/media/a.png");
  const auto of_footer = read_relationships(result.archive(), "word/footer1.xml");
  REQUIRE(of_footer.size() == 1);
  CHECK(of_footer[0].target == "word/media/a.png");
  CHECK(result.part("word/document.xml") == package.part("word/document.xml"));
  CHECK(with_changes(package, changes) == with_changes(package, changes));
}

TEST_CASE("a replaced part that is not there is an error, and so is a name twice") {
  const auto package = DocxBuilder().paragraph("Ґ").package();
  const auto fault = [&](const DocxChanges& changes) -> std::optional<Fault> {
    try {
      std::ignore = with_changes(package, changes);
      return std::nullopt;
    } catch (const Error& error) {
      return error.fault();
    }
  };
  CHECK(fault({{{"word/none.xml", "x"}}, {}, {}}) == Fault::absent);
  CHECK(fault({{}, {{"word/document.xml", "image/png", "x"}}, {}}) == Fault::input);
}
