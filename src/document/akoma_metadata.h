#pragma once

#include "document/akoma_ntoso.h"
#include "formats/xml_writer.h"

#include <string>
#include <string_view>
#include <vector>

namespace chancery::document {

/// One language of a document with its FRBR identity: work `/akn/ua/doc/memorandum/DATE/NUMBER`, expression `…/ukr@`,
/// manifestation `…/ukr@/!main.xml`. Until there is a number from the journal, date and number are those of the office's record.
class AkomaExpression {
 public:
  /// Both arguments stay with the caller.
  AkomaExpression(const AkomaSource& source, const LanguageTag& language) : source_(source), language_(language) {}

  /// In the language, or in the first one that there is.
  [[nodiscard]] std::string_view title() const;
  [[nodiscard]] std::string work() const;
  [[nodiscard]] std::string expression(const LanguageTag& language) const;

  void write_meta(formats::XmlWriter& xml, const std::string& prefix) const;
  /// References to the annexes; nothing where there are none.
  void write_attachments(formats::XmlWriter& xml, const std::string& prefix) const;

 private:
  void write_identification(formats::XmlWriter& xml, const std::string& prefix) const;
  void write_work(formats::XmlWriter& xml, const std::string& prefix) const;
  void write_expression(formats::XmlWriter& xml, const std::string& prefix) const;
  void write_translation(formats::XmlWriter& xml, const std::string& prefix) const;
  void write_workflow(formats::XmlWriter& xml, const std::string& prefix) const;
  void write_references(formats::XmlWriter& xml, const std::string& prefix) const;
  void write_record(formats::XmlWriter& xml, const std::string& prefix) const;
  [[nodiscard]] const Text* text() const { return source_.document.text_in(language_); }
  [[nodiscard]] std::string date() const;
  [[nodiscard]] std::string name_of_person(const PersonInDocument& person) const;

  const AkomaSource& source_;
  const LanguageTag& language_;
};

void write_collection_meta(formats::XmlWriter& xml, const AkomaCollection& collection, const std::vector<AkomaSource>& sources);

}  // namespace chancery::document
