#pragma once

#include "base/bytes.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::formats {

struct XmlLimits {
  std::size_t bytes = 64'000'000;
  std::size_t depth = 256;
  std::size_t text_node = 8'000'000;
  std::size_t start_tag = 65'536;
  std::size_t attributes = 256;
};

/// An element of an XmlDocument, read only; valid as long as its document.
class XmlElement {
 public:
  [[nodiscard]] std::string_view name() const;           // local name
  [[nodiscard]] std::string_view namespace_uri() const;  // empty when in none
  [[nodiscard]] std::optional<std::string> attribute(std::string_view name, std::string_view namespace_uri = {}) const;
  [[nodiscard]] std::vector<XmlElement> children() const;  // elements only, in document order
  [[nodiscard]] std::vector<XmlElement> children(std::string_view name, std::string_view namespace_uri) const;
  [[nodiscard]] std::optional<XmlElement> child(std::string_view name, std::string_view namespace_uri) const;
  [[nodiscard]] std::string text() const;  // all text below, joined
  [[nodiscard]] long line() const;

 private:
  friend class XmlDocument;
  explicit XmlElement(const void* node) : node_(node) {}
  const void* node_;
};

/// A well-formed document without a DOCTYPE, read under limits; nothing is fetched or expanded.
class XmlDocument {
 public:
  /// `place` names the input in errors.
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
