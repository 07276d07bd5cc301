#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::formats {

/// An element, attribute or text that an XPath expression found; valid as long as the tree that it belongs to.
class XmlNode {
 public:
  enum class Kind { element, attribute, text, other };

  [[nodiscard]] Kind kind() const;
  [[nodiscard]] std::string name() const;   // local name; empty for text
  [[nodiscard]] std::string value() const;  // the string-value of XPath 1.0 §5

  friend bool operator==(const XmlNode&, const XmlNode&) = default;

 private:
  friend class XmlTree;
  friend class XPathEvaluator;
  explicit XmlNode(void* node) : node_(node) {}
  void* node_;
};

/// A tree of elements that can be changed: the data model that XPath expressions read and `assign` writes.
/// Nodes that were taken out stay alive as long as the tree, so that whoever still holds one cannot fall.
class XmlTree {
 public:
  explicit XmlTree(std::string_view root_name);
  XmlTree(const XmlTree& other);
  XmlTree& operator=(const XmlTree& other);
  XmlTree(XmlTree&&) noexcept;
  XmlTree& operator=(XmlTree&&) noexcept;
  ~XmlTree();

  [[nodiscard]] XmlNode root() const;
  /// Elements only, in document order.
  [[nodiscard]] std::vector<XmlNode> children(const XmlNode& element) const;
  /// Elements and texts.
  [[nodiscard]] std::vector<XmlNode> contents(const XmlNode& element) const;
  /// False for a node of another tree.
  [[nodiscard]] bool owns(const XmlNode& node) const;
  /// True for the root and for its children.
  [[nodiscard]] bool is_top(const XmlNode& node) const;
  [[nodiscard]] std::string attribute(const XmlNode& element, std::string_view name) const;
  /// What a copy of the node would take, in bytes and roughly.   Cost: O(its nodes).
  [[nodiscard]] static std::size_t weight(const XmlNode& node);
  /// The content between the tags; append_inner() reads it back.
  [[nodiscard]] Bytes inner(const XmlNode& element) const;

  /// Requires: `name` is an XML name without prefix.
  XmlNode append_element(const XmlNode& parent, std::string_view name);
  void append_text(const XmlNode& parent, std::string_view text);
  /// Reads `content` under the limits of XmlDocument.   Throws: Error{Fault::input}.
  void append_inner(const XmlNode& parent, BytesView content, std::string_view place);
  void set_attribute(const XmlNode& element, std::string_view name, std::string_view value);
  void set_text(const XmlNode& node, std::string_view text);

  /// The four places where a copy of a node can go.
  enum class Place { first_child, last_child, before, after };
  void insert_copy(const XmlNode& source, Place place, const XmlNode& reference);
  /// Takes out what is inside.
  void clear(const XmlNode& element);
  void remove(const XmlNode& node);

 private:
  friend class XPathEvaluator;
  struct Content;
  std::unique_ptr<Content> content_;
};

}  // namespace chancery::formats
