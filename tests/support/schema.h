#pragma once

#include "base/handle.h"

#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

#include <filesystem>
#include <string>
#include <string_view>

namespace chancery::tests {

/// An XML Schema of the published ones, to validate what the program writes.
class Schema {
 public:
  explicit Schema(const std::filesystem::path& file)
      : parser_(xmlSchemaNewParserCtxt(std::filesystem::canonical(file).c_str())), schema_(xmlSchemaParse(parser_.get())) {}

  [[nodiscard]] bool is_sound() const { return schema_ != nullptr; }

  /// What libxml2 has against the document, a line each; empty when it is valid.
  [[nodiscard]] std::string errors_in(std::string_view bytes) const {
    const Handle<xmlDoc, xmlFreeDoc> document(
        xmlReadMemory(bytes.data(), static_cast<int>(bytes.size()), nullptr, nullptr, XML_PARSE_NONET));
    if (document == nullptr) return "not well-formed";
    const Handle<xmlSchemaValidCtxt, xmlSchemaFreeValidCtxt> context(xmlSchemaNewValidCtxt(schema_.get()));
    std::string errors;
    xmlSchemaSetValidStructuredErrors(context.get(), &add_error, &errors);
    const int result = xmlSchemaValidateDoc(context.get(), document.get());
    return result != 0 && errors.empty() ? "invalid" : errors;
  }

 private:
  static void add_error(void* errors, xmlError* error) { *static_cast<std::string*>(errors) += error->message; }

  Handle<xmlSchemaParserCtxt, xmlSchemaFreeParserCtxt> parser_;
  Handle<xmlSchema, xmlSchemaFree> schema_;
};

}  // namespace chancery::tests
