#pragma once

#include "base/bytes.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::formats {

/// Limits of DESIGN §11; the last three keep libxml2 away from what it does in quadratic time.
struct XmlLimits {
  std::size_t bytes = 64'000'000;
  std::size_t depth = 256;
  std::size_t text_node = 8'000'000;
  std::size_t start_tag = 65'536;
  std::size_t attributes = 256;
  std::size_t namespaces = 1'024;  // declarations in scope at one place
};

struct XmlAttribute {
  std::string name;           // local name
  std::string namespace_uri;  // empty when in none
  std::string value;
};

/// A namespace declaration in scope; the prefix of the default namespace is empty.
struct XmlNamespace {
  std::string prefix;
  std::string uri;
};

/// How an element is written for hashing.   Standard: REC-xml-c14n-20010315, REC-xml-c14n11, REC-xml-exc-c14n-20020718.
struct Canonicalization {
  enum class Method { inclusive, inclusive_11, exclusive };
  Method method;
  bool comments;
  std::vector<std::string> prefixes;  // InclusiveNamespaces PrefixList of the exclusive method
};

/// An element of an XmlDocument, read only; valid as long as its document.
class XmlElement {
 public:
  [[nodiscard]] std::string_view name() const;           // local name
  [[nodiscard]] std::string_view namespace_uri() const;  // empty when in none
  [[nodiscard]] bool is(std::string_view name, std::string_view namespace_uri) const;
  [[nodiscard]] std::optional<std::string> attribute(std::string_view name, std::string_view namespace_uri = {}) const;
  [[nodiscard]] std::vector<XmlAttribute> attributes() const;  // in document order
  /// What an XPath expression in an attribute of this element may use; the default namespace is left out.
  [[nodiscard]] std::vector<XmlNamespace> namespaces_in_scope() const;
  [[nodiscard]] std::vector<XmlElement> children() const;  // elements only, in document order
  [[nodiscard]] std::vector<XmlElement> children(std::string_view name, std::string_view namespace_uri) const;
  [[nodiscard]] std::optional<XmlElement> child(std::string_view name, std::string_view namespace_uri) const;
  [[nodiscard]] std::string text() const;  // all text below, joined
  [[nodiscard]] long line() const;
  /// The content between the tags as well-formed bytes, each element with the namespaces it needs.
  [[nodiscard]] Bytes inner() const;
  /// The element and all below it in canonical form, with the namespaces and `xml:` attributes that the method takes from above.
  /// Throws: Error{Fault::input} for a namespace name that has no canonical form.
  [[nodiscard]] Bytes canonical(const Canonicalization& how) const;

 private:
  friend class XmlDocument;
  friend class XmlTree;
  explicit XmlElement(const void* node) : node_(node) {}
  const void* node_;
};

/// A well-formed document without a DOCTYPE, read under limits; nothing is fetched or expanded.
class XmlDocument {
 public:
  /// `place` names the input in errors. Only UTF-8 is read.
  /// Throws: Error{Fault::input} with place, line and what was wrong.
  [[nodiscard]] static XmlDocument read(BytesView bytes, std::string_view place, const XmlLimits& limits = {});

  [[nodiscard]] XmlElement root() const;
  [[nodiscard]] const std::string& place() const;

  /// Canonical XML 1.0, inclusive, without comments.   Standard: W3C REC-xml-c14n-20010315.
  [[nodiscard]] Bytes canonical() const;

 private:
  struct Tree;
  explicit XmlDocument(std::shared_ptr<const Tree> tree);
  std::shared_ptr<const Tree> tree_;
};

}  // namespace chancery::formats
