#include "document/akoma_ntoso.h"

#include "document/akoma_body.h"
#include "document/akoma_metadata.h"
#include "document/text_outline.h"

#include <algorithm>
#include <cassert>

namespace chancery::document {
namespace {

using formats::XmlWriter;

constexpr std::string_view xml_declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
constexpr std::string_view akoma_namespace = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";

std::string_view element_of(const Document& document) {
  const auto& kind = document.kind;
  return kind == "appeal" || kind == "declaration" || kind == "note_verbale" ? "statement" : "doc";
}

const AkomaText& text_in(const AkomaSource& source, const LanguageTag& language) {
  const auto found =
      std::find_if(source.texts.begin(), source.texts.end(), [&](const AkomaText& one) { return one.language == language; });
  assert(found != source.texts.end());
  return *found;
}

/// One expression, its ids behind `prefix`.
void write_document(XmlWriter& xml, const AkomaSource& source, const LanguageTag& language, const std::string& prefix) {
  const AkomaExpression expression(source, language);
  xml.open(element_of(source.document)).attribute("name", source.document.kind).attribute("contains", "originalVersion");
  expression.write_meta(xml, prefix);
  const auto& registration = source.document.registration;
  AkomaBody body(xml, prefix, expression.title(), registration ? std::string_view(registration->number) : std::string_view());
  body.write(outline_of(text_in(source, language).lines));
  expression.write_attachments(xml, prefix);
  xml.close();
}

Bytes finish(XmlWriter& xml) {
  return Bytes(xml_declaration) + xml.close().finish() + "\n";
}

}  // namespace

Bytes akoma_ntoso(const AkomaSource& source, const LanguageTag& language) {
  XmlWriter xml;
  xml.open("akomaNtoso").attribute("xmlns", akoma_namespace);
  write_document(xml, source, language, {});
  return finish(xml);
}

Bytes akoma_ntoso_collection(const AkomaCollection& collection, const std::vector<AkomaSource>& sources) {
  XmlWriter xml;
  xml.open("akomaNtoso").attribute("xmlns", akoma_namespace);
  xml.open("documentCollection").attribute("name", "collection").attribute("contains", "originalVersion");
  write_collection_meta(xml, collection, sources);
  xml.open("collectionBody");
  std::size_t number = 0;
  for (const auto& source : sources) {
    for (const auto& text : source.texts) {
      const auto eid = "cmp_" + std::to_string(++number);
      xml.open("component").attribute("eId", eid);
      write_document(xml, source, text.language, eid + "__");
      xml.close();
    }
  }
  xml.close().close();
  return finish(xml);
}

AkomaCollection collection_of(const AkomaSource& source) {
  return {source.document.id.hex(), std::string(AkomaExpression(source, source.texts.front().language).title()),
          source.organisation, source.document.created, source.country};
}

}  // namespace chancery::document
