#pragma once

#include "base/handle.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xpath.h>

#include <string_view>

namespace chancery::formats {

inline void free_xml_bytes(xmlChar* bytes) noexcept {
  xmlFree(bytes);
}

using XmlDocumentHandle = Handle<xmlDoc, xmlFreeDoc>;
using XmlNodeHandle = Handle<xmlNode, xmlFreeNode>;
using XmlParserHandle = Handle<xmlParserCtxt, xmlFreeParserCtxt>;
using XmlBufferHandle = Handle<xmlBuffer, xmlBufferFree>;
using XmlBytesHandle = Handle<xmlChar, free_xml_bytes>;
using XPathContextHandle = Handle<xmlXPathContext, xmlXPathFreeContext>;
using XPathObjectHandle = Handle<xmlXPathObject, xmlXPathFreeObject>;
using XPathProgramHandle = Handle<xmlXPathCompExpr, xmlXPathFreeCompExpr>;

/// A handler for libxml2 that prints nothing; a context keeps its last error all the same.
inline void ignore_xml_error(void*, xmlErrorPtr) {}

/// libxml2's unsigned bytes and our text are the same bytes.
[[nodiscard]] inline const xmlChar* xml_chars(const char* text) {
  return reinterpret_cast<const xmlChar*>(text);
}
[[nodiscard]] inline std::string_view xml_view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

}  // namespace chancery::formats
