#include "formats/xml_document.h"

#include "base/error.h"
#include "formats/xml_handles.h"
#include "formats/xml_scan.h"

#include <libxml/c14n.h>

#include <cstdint>

namespace chancery::formats {
namespace {

/// BIG_LINES counts beyond 65,535; NOCDATA makes CDATA plain text, as every reader here wants it.
constexpr int options =
    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_BIG_LINES | XML_PARSE_NOCDATA | XML_PARSE_COMPACT;

const xmlNode* as_node(const void* node) {
  return static_cast<const xmlNode*>(node);
}
/// libxml2's readers take no const although they change nothing.
xmlNode* unconst(const xmlNode* node) {
  return const_cast<xmlNode*>(node);
}

std::string without_end_of_line(std::string_view text) {
  return std::string(text.substr(0, text.find_last_not_of('\n') + 1));
}

/// The first error is where the author went wrong; those behind it follow from it.
struct FirstError {
  std::int64_t line = 0;
  std::string detail = "not well-formed";
};

void keep_first(void* data, xmlErrorPtr error) {
  auto& first = *static_cast<FirstError*>(static_cast<xmlParserCtxt*>(data)->_private);
  if (first.line != 0 || error == nullptr || error->level < XML_ERR_ERROR) return;
  first.line = error->line;
  if (error->message != nullptr) first.detail = without_end_of_line(error->message);
}

XmlDocumentHandle parse(BytesView bytes, std::string_view place) {
  const XmlParserHandle parser(xmlNewParserCtxt());
  if (!parser) throw Error(Fault::environment, {"formats.xml_memory", {{"place", std::string(place)}}});
  FirstError first;
  parser->_private = &first;
  parser->sax->serror = keep_first;
  XmlDocumentHandle document(
      xmlCtxtReadMemory(parser.get(), bytes.data(), static_cast<int>(bytes.size()), nullptr, "UTF-8", options));
  if (!document || parser->wellFormed == 0 || parser->nsWellFormed == 0) {
    throw Error(Fault::input,
                {"formats.xml_malformed", {{"place", std::string(place)}, {"line", first.line}, {"detail", first.detail}}});
  }
  return document;
}

std::string content_of(const xmlNode* node) {
  const XmlBytesHandle content(xmlNodeGetContent(unconst(node)));
  return std::string(xml_view(content.get()));
}

std::string_view uri_of(const xmlNs* declaration) {
  return declaration == nullptr ? std::string_view() : xml_view(declaration->href);
}

/// Keeps libxml2 from printing what the returned code says already; the setting belongs to the thread.
class Silence {
 public:
  Silence() : handler_(xmlStructuredError), context_(xmlStructuredErrorContext) {
    xmlSetStructuredErrorFunc(nullptr, ignore_xml_error);
  }
  ~Silence() { xmlSetStructuredErrorFunc(context_, handler_); }
  Silence(const Silence&) = delete;
  Silence& operator=(const Silence&) = delete;

 private:
  xmlStructuredErrorFunc handler_;
  void* context_;
};

}  // namespace

struct XmlDocument::Tree {
  std::string place;
  XmlDocumentHandle document;
};

XmlDocument::XmlDocument(std::shared_ptr<const Tree> tree) : tree_(std::move(tree)) {}

XmlDocument XmlDocument::read(BytesView bytes, std::string_view place, const XmlLimits& limits) {
  scan_xml(bytes, place, limits);
  return XmlDocument(std::make_shared<const Tree>(Tree{std::string(place), parse(bytes, place)}));
}

XmlElement XmlDocument::root() const {
  return XmlElement(xmlDocGetRootElement(tree_->document.get()));
}

const std::string& XmlDocument::place() const {
  return tree_->place;
}

Bytes XmlDocument::canonical() const {
  const Silence silence;
  xmlChar* bytes = nullptr;
  const int size = xmlC14NDocDumpMemory(tree_->document.get(), nullptr, XML_C14N_1_0, nullptr, 0, &bytes);
  const XmlBytesHandle owned(bytes);
  // Relative namespace names have no canonical form (§1.3 of the Recommendation).
  if (size < 0) throw Error(Fault::input, {"formats.xml_not_canonical", {{"place", place()}}});
  return Bytes(xml_view(bytes).data(), static_cast<std::size_t>(size));
}

std::string_view XmlElement::name() const {
  return xml_view(as_node(node_)->name);
}

std::string_view XmlElement::namespace_uri() const {
  return uri_of(as_node(node_)->ns);
}

bool XmlElement::is(std::string_view wanted, std::string_view uri) const {
  return name() == wanted && namespace_uri() == uri;
}

std::optional<std::string> XmlElement::attribute(std::string_view wanted, std::string_view uri) const {
  for (const auto* found = as_node(node_)->properties; found != nullptr; found = found->next) {
    if (xml_view(found->name) == wanted && uri_of(found->ns) == uri) {
      return content_of(reinterpret_cast<const xmlNode*>(found));
    }
  }
  return std::nullopt;
}

std::vector<XmlAttribute> XmlElement::attributes() const {
  std::vector<XmlAttribute> all;
  for (const auto* found = as_node(node_)->properties; found != nullptr; found = found->next) {
    all.push_back({std::string(xml_view(found->name)), std::string(uri_of(found->ns)),
                   content_of(reinterpret_cast<const xmlNode*>(found))});
  }
  return all;
}

std::vector<XmlNamespace> XmlElement::namespaces_in_scope() const {
  std::vector<XmlNamespace> all;
  const auto known = [&all](std::string_view prefix) {
    for (const auto& one : all) {
      if (one.prefix == prefix) return true;
    }
    return false;
  };
  for (const auto* node = as_node(node_); node != nullptr && node->type == XML_ELEMENT_NODE; node = node->parent) {
    for (const auto* declared = node->nsDef; declared != nullptr; declared = declared->next) {
      if (declared->prefix == nullptr || known(xml_view(declared->prefix))) continue;
      all.push_back({std::string(xml_view(declared->prefix)), std::string(xml_view(declared->href))});
    }
  }
  return all;
}

std::vector<XmlElement> XmlElement::children() const {
  std::vector<XmlElement> all;
  for (const auto* child = as_node(node_)->children; child != nullptr; child = child->next) {
    if (child->type == XML_ELEMENT_NODE) all.push_back(XmlElement(child));
  }
  return all;
}

std::vector<XmlElement> XmlElement::children(std::string_view wanted, std::string_view uri) const {
  auto all = children();
  std::erase_if(all, [&](const XmlElement& child) { return !child.is(wanted, uri); });
  return all;
}

std::optional<XmlElement> XmlElement::child(std::string_view wanted, std::string_view uri) const {
  for (const auto& found : children()) {
    if (found.is(wanted, uri)) return found;
  }
  return std::nullopt;
}

std::string XmlElement::text() const {
  return content_of(as_node(node_));
}

long XmlElement::line() const {
  return xmlGetLineNo(as_node(node_));
}

Bytes XmlElement::inner() const {
  const XmlBufferHandle buffer(xmlBufferCreate());
  // A copy carries the namespace declarations that its content needs from further up.
  const XmlDocumentHandle document(xmlNewDoc(xml_chars("1.0")));
  document->encoding = xmlStrdup(xml_chars("UTF-8"));  // otherwise letters beyond ASCII become references
  for (const auto* child = as_node(node_)->children; child != nullptr; child = child->next) {
    const XmlNodeHandle copy(xmlDocCopyNode(unconst(child), document.get(), 1));
    if (copy) xmlNodeDump(buffer.get(), document.get(), copy.get(), 0, 0);
  }
  return Bytes(xml_view(xmlBufferContent(buffer.get())));
}

}  // namespace chancery::formats
