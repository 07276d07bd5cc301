// The examples of docxtemplater whose language means the same as ours: their output, read as text, is ours.
#include "support/suites.h"
#include "support/templates.h"

#include <algorithm>
#include <sstream>

using namespace chancery;
using namespace chancery::tests;
using Codes = std::vector<std::string>;

namespace {

constexpr const char* person = R"({"first_name":"Hipp","last_name":"Edgar","phone":"0652455478","description":"New Website"})";

std::optional<formats::DocxPackage> example(const std::string& name) {
  const auto path = find_suite("docx/templates/" + name + ".docx");
  return path ? std::optional(formats::DocxPackage::read(Blob(content_of(*path)), name)) : std::nullopt;
}

/// The lines that show something: the other engine leaves empty paragraphs where block tags stood.
std::string visible(const formats::DocxPackage& package) {
  std::istringstream lines(text::rendition(package));
  std::string seen;
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty()) seen += line + "\n";
  }
  return seen;
}

void check_same_text(const char* name, const char* expected_name, const char* data) {
  const auto given = example(name);
  const auto expected = example(expected_name);
  if (!given || !expected) return;
  const auto document = read_package(filled(templating::compile(*given, {}), json(data)));
  CHECK(visible(document) == visible(*expected));
}

/// What the language has against it; what the inspection of a package finds (`docx_…`) is judged elsewhere.
Codes codes_of(const char* name, const char* data = "{}") {
  const auto given = example(name);
  if (!given) return {"absent"};
  auto found = codes(findings(templating::compile(*given, {}), json(data)));
  std::erase_if(found, [](const std::string& code) { return code.starts_with("docx_"); });
  return found;
}

}  // namespace

TEST_CASE("plain tags in body, header and footer come out as published") {
  check_same_text("tag-example", "expected-tag-example", person);
  check_same_text("header-without-digit", "expected-header-without-digit", R"({"name":"John"})");
}

TEST_CASE("loops over paragraphs come out as published") {
  check_same_text("paragraph-loops", "expected-paragraph-loop",
                  R"({"condition":[1,2],"l1":[1,2],"l2":[1,2,3],"placeholder":"placeholder-value"})");
  check_same_text("loop-with-section-break-after", "expected-loop-with-section-break-after", R"({"cond":true})");
}

TEST_CASE("a row loop that nobody declared comes out as published") {
  check_same_text("tag-intelligent-loop-table", "expected-tag-intelligent-loop-table",
                  R"({"clients":[{"first_name":"John","last_name":"Doe","phone":"+33647874513"},
                      {"first_name":"Jane","last_name":"Doe","phone":"+33454540124"},
                      {"first_name":"Phil","last_name":"Kiel","phone":"+44578451245"},
                      {"first_name":"Dave","last_name":"Sto","phone":"+44548787984"}]})");
}

TEST_CASE("a template without tags stays as it is") {
  check_same_text("sdt-content", "expected-sdt-content", "{}");
}

TEST_CASE("document properties come out as published") {
  check_same_text("tag-docprops", "expected-tag-docprops", person);
  const auto given = example("tag-docprops");
  if (!given) return;
  const auto document = read_package(filled(templating::compile(*given, {}), json(person)));
  CHECK(document.part("docProps/core.xml").find("Hipp Edgar") != Bytes::npos);
  CHECK(document.part("docProps/app.xml").find("Name: Hipp") != Bytes::npos);
}

TEST_CASE("templates without a published output come out as their authors meant them") {
  const auto text_of = [](const char* name, const char* data) {
    const auto given = example(name);
    return given ? visible(read_package(filled(templating::compile(*given, {}), json(data)))) : std::string("absent");
  };
  const auto either = [](const std::string& text, const char* wanted) { return text == wanted || text == "absent"; };
  CHECK(either(text_of("cyrillic", R"({"name":"Ґ"})"), "ЀКИЖДЕЏА Ґ\n"));
  CHECK(either(text_of("two-tags", R"({"first_name":"Ї","last_name":"Є"})"), "Ї Є\n"));
  CHECK(either(text_of("tag-inverted-loop-example", R"({"products":[]})"), "No products found\n"));
  CHECK(either(text_of("tag-inverted-loop-example", R"({"products":[1]})"), ""));
}

TEST_CASE("broken templates are refused, a tag over two paragraphs among them, every mistake at once") {
  const auto either = [](const Codes& found, const Codes& wanted) { return found == wanted || found == Codes{"absent"}; };
  CHECK(either(codes_of("tag-spanning-multiline"), {"unclosed_tag", "stray_brace", "unclosed_tag", "stray_brace"}));
  CHECK(either(codes_of("errors-footer-and-header"),
               {"unclosed_tag", "stray_brace", "unopened_block", "unclosed_block", "unclosed_tag", "stray_brace"}));
  CHECK(either(codes_of("multi-errors"), {"unclosed_tag", "unclosed_tag", "stray_brace", "unclosed_tag"}));
  CHECK(either(codes_of("one-unclosed"), {"unclosed_tag"}));
  CHECK(either(codes_of("one-unopened"), {"stray_brace", "stray_brace", "unclosed_block"}));
}
