// Damaged and hostile packages: each is refused with a reason, or compiled and read without harm.
#include "base/error.h"
#include "support/suites.h"
#include "support/templates.h"

using namespace chancery;
using namespace chancery::tests;

TEST_CASE("no published hostile package gets through unseen") {
  const auto folder = find_suite("docx/hostile");
  if (!folder) return;
  for (const auto& file : std::filesystem::directory_iterator(*folder)) {
    INFO(file.path().filename());
    try {
      const auto package = formats::DocxPackage::read(Blob(content_of(file.path())), "hostile");
      std::ignore = templating::compile(package, {});
      CHECK_FALSE(text::rendition(package).empty());
    } catch (const Error& error) {
      CHECK(error.fault() == Fault::input);
    }
  }
}
