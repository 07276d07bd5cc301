#pragma once

#include "base/bytes.h"
#include "formats/docx_package.h"
#include "formats/xml_writer.h"
#include "formats/zip_writer.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::tests {

/// Makes DOCX packages in memory: only what a test shows is in them.
class DocxBuilder {
 public:
  using Runs = std::vector<std::string>;

  [[nodiscard]] static std::string run(std::string_view text, std::string_view language = {}) {
    std::string properties;
    if (!language.empty()) properties = "<w:rPr><w:lang w:val=\"" + std::string(language) + "\"/></w:rPr>";
    return "<w:r>" + properties + "<w:t xml:space=\"preserve\">" + formats::escape_xml(text) + "</w:t></w:r>";
  }
  [[nodiscard]] static std::string paragraph_of(const Runs& runs, std::string_view language = {}) {
    std::string xml = "<w:p>";
    for (const std::string& text : runs) xml += run(text, language);
    return xml + "</w:p>";
  }
  [[nodiscard]] static std::string table_of(const std::vector<Runs>& rows) {
    std::string xml = "<w:tbl><w:tblPr/><w:tblGrid/>";
    for (const Runs& cells : rows) {
      xml += "<w:tr>";
      for (const std::string& cell : cells) xml += "<w:tc><w:tcPr/>" + paragraph_of({cell}) + "</w:tc>";
      xml += "</w:tr>";
    }
    return xml + "</w:tbl>";
  }

  /// A paragraph whose text is cut over these runs.
  DocxBuilder& paragraph(Runs runs, std::string_view language = {}) { return body(paragraph_of(runs, language)); }
  DocxBuilder& paragraph(const char* text) { return paragraph(Runs{text}); }
  DocxBuilder& heading(std::string_view text) {
    return body("<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr>" + run(text) + "</w:p>");
  }
  DocxBuilder& table(const std::vector<Runs>& rows) { return body(table_of(rows)); }
  /// XML as it shall stand in `w:body`; the prefixes w, r, mc, wp, wps, v and o are declared.
  DocxBuilder& body(std::string_view xml) {
    body_ += xml;
    return *this;
  }

  DocxBuilder& header(const Runs& runs) { return story("header", "hdr", paragraph_of(runs)); }
  DocxBuilder& footer(const Runs& runs) { return story("footer", "ftr", paragraph_of(runs)); }
  DocxBuilder& footnote(const Runs& runs) {
    return story("footnotes", "footnotes", "<w:footnote w:id=\"2\">" + paragraph_of(runs) + "</w:footnote>");
  }
  DocxBuilder& endnote(const Runs& runs) {
    return story("endnotes", "endnotes", "<w:endnote w:id=\"2\">" + paragraph_of(runs) + "</w:endnote>");
  }
  DocxBuilder& comment(const Runs& runs) {
    return story("comments", "comments", "<w:comment w:id=\"0\" w:author=\"Ґ\">" + paragraph_of(runs) + "</w:comment>");
  }
  /// `content` stands inside `w:styles`, `w:numbering` or `w:settings`.
  DocxBuilder& styles(std::string_view content) { return story("styles", "styles", content); }
  DocxBuilder& numbering(std::string_view content) { return story("numbering", "numbering", content); }
  DocxBuilder& settings(std::string_view content) { return story("settings", "settings", content); }

  /// An entry of any name, behind those of the package.
  DocxBuilder& entry(std::string name, Bytes content, std::string_view content_type = {}) {
    if (!content_type.empty()) add_override(name, content_type);
    entries_.push_back({std::move(name), std::move(content)});
    return *this;
  }
  /// A relationship of the document part; `kind` is the last segment of its type.
  DocxBuilder& relationship(std::string_view kind, std::string_view target, bool external = false) {
    relationships_ += "<Relationship Id=\"rId" + std::to_string(++count_) + "\" Type=\"" + std::string(relationship_types) +
                      std::string(kind) + "\" Target=\"" + formats::escape_xml(target) + "\"" +
                      (external ? " TargetMode=\"External\"/>" : "/>");
    return *this;
  }

  [[nodiscard]] Bytes bytes() const {
    formats::ZipWriter writer;
    writer.add("[Content_Types].xml", content_types());
    writer.add("_rels/.rels", relationships_of("<Relationship Id=\"rId1\" Type=\"" + std::string(relationship_types) +
                                               "officeDocument\" Target=\"word/document.xml\"/>"));
    writer.add("word/document.xml", root("document", "<w:body>" + body_ + "<w:sectPr/></w:body>"));
    writer.add("word/_rels/document.xml.rels", relationships_of(relationships_));
    for (const Entry& entry : entries_) writer.add(entry.name, entry.content);
    return writer.finish();
  }
  [[nodiscard]] formats::DocxPackage package(std::string_view place = "test.docx") const {
    return formats::DocxPackage::read(Blob(bytes()), place);
  }

 private:
  struct Entry {
    std::string name;
    Bytes content;
  };
  static constexpr std::string_view relationship_types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  static constexpr std::string_view declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  static constexpr std::string_view word_types = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

  DocxBuilder& story(std::string_view kind, std::string_view element, std::string_view content) {
    const std::string file = std::string(kind) + std::to_string(++files_) + ".xml";
    relationship(kind, file);
    return entry("word/" + file, root(element, content), std::string(word_types) + std::string(kind) + "+xml");
  }
  void add_override(std::string_view name, std::string_view type) {
    overrides_ += "<Override PartName=\"/" + std::string(name) + "\" ContentType=\"" + std::string(type) + "\"/>";
  }
  [[nodiscard]] static Bytes root(std::string_view element, std::string_view content) {
    return std::string(declaration) + "<w:" + std::string(element) +
           " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
           " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
           " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""
           " xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\""
           " xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\""
           " xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\">" +
           std::string(content) + "</w:" + std::string(element) + ">";
  }
  [[nodiscard]] static Bytes relationships_of(std::string_view content) {
    return std::string(declaration) + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" +
           std::string(content) + "</Relationships>";
  }
  [[nodiscard]] Bytes content_types() const {
    return std::string(declaration) + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">" +
           "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>" +
           "<Default Extension=\"xml\" ContentType=\"application/xml\"/>" +
           "<Override PartName=\"/word/document.xml\" ContentType=\"" + std::string(word_types) + "document.main+xml\"/>" +
           overrides_ + "</Types>";
  }

  std::string body_;
  std::string relationships_;
  std::string overrides_;
  std::vector<Entry> entries_;
  int count_ = 0;
  int files_ = 0;
};

}  // namespace chancery::tests
