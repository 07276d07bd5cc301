#include "templating/annotation.h"

#include "support/templates.h"

using namespace chancery;
using namespace chancery::tests;
using templating::annotated;

namespace {

formats::DocxPackage copy_of(const DocxBuilder& builder) {
  const auto package = builder.package();
  return read_package(annotated(package, templating::compile(package, std::nullopt).findings(), text::Language::uk));
}

std::string comments_of(const formats::DocxPackage& package) {
  for (const auto& part : package.stories()) {
    if (part.kind == formats::StoryPart::Kind::comments) return package.part(part.name);
  }
  return {};
}

}  // namespace

TEST_CASE("a copy of the template has a comment where each mistake is, and still reads the same") {
  const auto builder = DocxBuilder().paragraph("Вступ").paragraph("{#parties} Ґ").table({{"1}", "x"}}).header({"ЗРАЗОК {doc_no"});
  const auto copy = copy_of(builder);
  const auto comments = comments_of(copy);
  CHECK(comments.find("{#parties} — Блок {#parties} відкрито, але не закрито.") != std::string::npos);
  CHECK(comments.find("Закривна дужка стоїть без тега.") != std::string::npos);
  CHECK(comments.find("word/header1.xml, абзац 1") != std::string::npos);
  const auto body = copy.part("word/document.xml");
  CHECK(body.find("<w:commentRangeStart w:id=\"0\"/>") != Bytes::npos);
  CHECK(body.find("<w:commentRangeEnd w:id=\"2\"/><w:r><w:commentReference w:id=\"2\"/></w:r></w:p>") != Bytes::npos);
  CHECK(text::rendition(copy) == text::rendition(builder.package()));
}

TEST_CASE("comments that are there stay, and the new ones have numbers of their own") {
  const auto copy = copy_of(DocxBuilder().paragraph("{a").comment({"Стара"}));
  const auto comments = comments_of(copy);
  CHECK(comments.find("Стара") != std::string::npos);
  CHECK(comments.find("w:id=\"1\" w:author=\"Chancery\"") != std::string::npos);
}

TEST_CASE("a mistake in a text box is told at the paragraph that anchors it") {
  const auto builder = DocxBuilder().paragraph("перший").body("<w:p><w:r><w:t>якір</w:t><w:pict><v:textbox><w:txbxContent>" +
                                                              DocxBuilder::paragraph_of({"{a"}) +
                                                              "</w:txbxContent></v:textbox></w:pict></w:r></w:p>");
  const auto body = copy_of(builder).part("word/document.xml");
  CHECK(body.find("<w:p><w:commentRangeStart w:id=\"0\"/><w:r><w:t>якір") != Bytes::npos);
}

TEST_CASE("the same template has the same annotated copy") {
  const auto package = DocxBuilder().paragraph("{a").package();
  const auto findings = templating::compile(package, std::nullopt).findings();
  CHECK(annotated(package, findings, text::Language::en) == annotated(package, findings, text::Language::en));
}
