#include "formats/xml_tree.h"

#include "formats/xml_document.h"
#include "formats/xml_handles.h"
#include "formats/xml_writer.h"

#include <libxml/dict.h>

#include <cassert>
#include <utility>

namespace chancery::formats {
namespace {

xmlNode* as_node(void* node) {
  return static_cast<xmlNode*>(node);
}

int size_of(std::string_view text) {
  return static_cast<int>(text.size());
}

/// Names are kept once in the dictionary of the document: a tree of facts repeats few of them.
XmlDocumentHandle new_document() {
  XmlDocumentHandle document(xmlNewDoc(xml_chars("1.0")));
  document->encoding = xmlStrdup(xml_chars("UTF-8"));  // otherwise letters beyond ASCII become references
  document->dict = xmlDictCreate();
  return document;
}

xmlNode* new_element(xmlDoc* document, std::string_view name) {
  const auto* kept = xmlDictLookup(document->dict, xml_chars(name.data()), size_of(name));
  return xmlNewDocNodeEatName(document, nullptr, const_cast<xmlChar*>(kept), nullptr);
}

}  // namespace

XmlNode::Kind XmlNode::kind() const {
  switch (as_node(node_)->type) {
    case XML_ELEMENT_NODE:
      return Kind::element;
    case XML_ATTRIBUTE_NODE:
      return Kind::attribute;
    case XML_TEXT_NODE:
    case XML_CDATA_SECTION_NODE:
      return Kind::text;
    default:
      return Kind::other;  // comments, instructions: libxml2's list, not ours
  }
}

std::string XmlNode::name() const {
  return kind() == Kind::element || kind() == Kind::attribute ? std::string(xml_view(as_node(node_)->name)) : std::string();
}

std::string XmlNode::value() const {
  const XmlBytesHandle content(xmlNodeGetContent(as_node(node_)));
  return std::string(xml_view(content.get()));
}

struct XmlTree::Content {
  XmlDocumentHandle document;
  std::vector<XmlNodeHandle> removed;  // freed before the document, whose dictionary holds their names

  void take_out(xmlNode* node) {
    xmlUnlinkNode(node);
    removed.emplace_back(node);
  }
};

XmlTree::XmlTree(std::string_view root_name) : content_(std::make_unique<Content>()) {
  content_->document = new_document();
  xmlDocSetRootElement(content_->document.get(), new_element(content_->document.get(), root_name));
}

XmlTree::XmlTree(const XmlTree& other) : content_(std::make_unique<Content>()) {
  content_->document = new_document();
  auto* root = xmlDocGetRootElement(other.content_->document.get());
  xmlDocSetRootElement(content_->document.get(), xmlDocCopyNode(root, content_->document.get(), 1));
}

XmlTree& XmlTree::operator=(const XmlTree& other) {
  return *this = XmlTree(other);
}
XmlTree::XmlTree(XmlTree&&) noexcept = default;
XmlTree& XmlTree::operator=(XmlTree&&) noexcept = default;
XmlTree::~XmlTree() = default;

XmlNode XmlTree::root() const {
  return XmlNode(xmlDocGetRootElement(content_->document.get()));
}

std::vector<XmlNode> XmlTree::children(const XmlNode& element) const {
  std::vector<XmlNode> all;
  for (auto* child = as_node(element.node_)->children; child != nullptr; child = child->next) {
    if (child->type == XML_ELEMENT_NODE) all.push_back(XmlNode(child));
  }
  return all;
}

std::vector<XmlNode> XmlTree::contents(const XmlNode& element) const {
  std::vector<XmlNode> all;
  for (auto* child = as_node(element.node_)->children; child != nullptr; child = child->next) all.push_back(XmlNode(child));
  return all;
}

bool XmlTree::owns(const XmlNode& node) const {
  return as_node(node.node_)->doc == content_->document.get();
}

bool XmlTree::is_top(const XmlNode& node) const {
  return node == root() || as_node(node.node_)->parent == root().node_;
}

std::string XmlTree::attribute(const XmlNode& element, std::string_view name) const {
  const XmlBytesHandle value(xmlGetNoNsProp(as_node(element.node_), xml_chars(std::string(name).c_str())));
  return std::string(xml_view(value.get()));
}

std::size_t XmlTree::weight(const XmlNode& node) {
  constexpr std::size_t of_a_node = 128;
  const auto* native = as_node(node.node_);
  if (native->type != XML_ELEMENT_NODE)
    return of_a_node + xml_view(native->type == XML_TEXT_NODE ? native->content : nullptr).size();
  std::size_t sum = of_a_node;
  for (auto* child = native->children; child != nullptr; child = child->next) sum += weight(XmlNode(child));
  return sum;
}

Bytes XmlTree::inner(const XmlNode& element) const {
  const auto* first = as_node(element.node_)->children;
  if (first == nullptr) return {};
  if (first->type == XML_TEXT_NODE && first->next == nullptr) return escape_xml(xml_view(first->content));
  const XmlBufferHandle buffer(xmlBufferCreate());
  for (auto* child = as_node(element.node_)->children; child != nullptr; child = child->next) {
    xmlNodeDump(buffer.get(), content_->document.get(), child, 0, 0);
  }
  return Bytes(xml_view(xmlBufferContent(buffer.get())));
}

XmlNode XmlTree::append_element(const XmlNode& parent, std::string_view name) {
  assert(is_xml_name(name));
  auto* child = new_element(content_->document.get(), name);
  auto* above = as_node(parent.node_);
  // What xmlAddChild does for an element, without its look at the neighbours' text.
  child->parent = above;
  child->prev = above->last;
  (above->last == nullptr ? above->children : above->last->next) = child;
  above->last = child;
  return XmlNode(child);
}

void XmlTree::append_text(const XmlNode& parent, std::string_view text) {
  if (text.empty()) return;
  xmlAddChild(as_node(parent.node_), xmlNewDocTextLen(content_->document.get(), xml_chars(text.data()), size_of(text)));
}

void XmlTree::append_inner(const XmlNode& parent, BytesView content, std::string_view place) {
  if (content.find_first_of("<&") == BytesView::npos) return append_text(parent, content);
  const auto fragment = XmlDocument::read("<content>" + Bytes(content) + "</content>", place);
  const auto* root = static_cast<const xmlNode*>(fragment.root().node_);
  for (auto* child = root->children; child != nullptr; child = child->next) {
    xmlAddChild(as_node(parent.node_), xmlDocCopyNode(child, content_->document.get(), 1));
  }
}

void XmlTree::set_attribute(const XmlNode& element, std::string_view name, std::string_view value) {
  xmlSetProp(as_node(element.node_), xml_chars(std::string(name).c_str()), xml_chars(std::string(value).c_str()));
}

void XmlTree::set_text(const XmlNode& node, std::string_view text) {
  if (node.kind() == XmlNode::Kind::element) {
    clear(node);
    return append_text(node, text);
  }
  if (node.kind() == XmlNode::Kind::attribute) {
    const auto* attribute = reinterpret_cast<xmlAttr*>(as_node(node.node_));
    xmlSetProp(attribute->parent, attribute->name, xml_chars(std::string(text).c_str()));
    return;
  }
  xmlNodeSetContent(as_node(node.node_), xml_chars(escape_xml(text).c_str()));
}

void XmlTree::insert_copy(const XmlNode& source, Place place, const XmlNode& reference) {
  auto* at = as_node(reference.node_);
  auto* const document = content_->document.get();
  if (source.kind() == XmlNode::Kind::attribute) {
    const auto text = source.value();
    auto* copy = xmlNewDocTextLen(document, xml_chars(text.data()), size_of(text));
    static_cast<void>(place == Place::first_child || place == Place::last_child ? xmlAddChild(at, copy)
                                                                                : xmlAddNextSibling(at, copy));
    return;
  }
  auto* copy = xmlDocCopyNode(as_node(source.node_), document, 1);
  switch (place) {
    case Place::first_child:
      static_cast<void>(at->children == nullptr ? xmlAddChild(at, copy) : xmlAddPrevSibling(at->children, copy));
      return;
    case Place::last_child:
      xmlAddChild(at, copy);
      return;
    case Place::before:
      xmlAddPrevSibling(at, copy);
      return;
    case Place::after:
      xmlAddNextSibling(at, copy);
      return;
  }
}

void XmlTree::clear(const XmlNode& element) {
  while (auto* child = as_node(element.node_)->children) content_->take_out(child);
}

void XmlTree::remove(const XmlNode& node) {
  if (node.kind() == XmlNode::Kind::attribute) {
    xmlRemoveProp(reinterpret_cast<xmlAttr*>(as_node(node.node_)));
    return;
  }
  content_->take_out(as_node(node.node_));
}

}  // namespace chancery::formats
