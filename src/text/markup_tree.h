#pragma once

#include "base/bytes.h"
#include "text/markup_reader.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::text {

/// An element or a text of a part, in document order, with its place in the bytes.
struct MarkupNode {
  bool is_text = false;
  bool literal = false;  // a CDATA section
  Vocabulary vocabulary = Vocabulary::none;
  std::uint32_t parent = 0;
  std::uint32_t next = 0;   // the first node behind this one and all that it holds
  std::uint32_t scope = 0;  // of its namespace declarations
  ByteRange bytes;          // with its tags
  ByteRange start;          // of an element its start tag
  ByteRange content;        // between the tags
  std::string_view qualified;
  std::string_view name;  // without prefix
  std::string_view uri;   // of its namespace, as written
};

struct MarkupAttribute {
  std::string_view qualified;
  std::string_view name;  // without prefix
  std::string_view uri;   // empty when in no namespace
  std::string_view raw;   // the value as written

  [[nodiscard]] std::string value() const { return resolve_references(raw); }
};

/// All elements and texts of an XML part with their places, so that a changed part is written by copying bytes; comments and
/// processing instructions stay where they are in the bytes and are no nodes.
class MarkupTree {
 public:
  /// Throws: Error{Fault::input} as MarkupReader does.
  [[nodiscard]] static MarkupTree read(Bytes part, std::string_view place, const MarkupLimits& limits = {});

  [[nodiscard]] const Bytes& part() const { return *part_; }
  [[nodiscard]] const std::vector<MarkupNode>& nodes() const { return nodes_; }
  [[nodiscard]] const MarkupNode& operator[](std::uint32_t node) const { return nodes_[node]; }
  static constexpr std::uint32_t root = 0;

  /// The nodes directly below.
  [[nodiscard]] std::vector<std::uint32_t> children(std::uint32_t node) const;
  /// The first element directly below with this name and the vocabulary of its parent.
  [[nodiscard]] std::optional<std::uint32_t> child(std::uint32_t node, std::string_view name) const;
  /// By the name as written, with its prefix.
  [[nodiscard]] std::optional<std::string> attribute(std::uint32_t node, std::string_view qualified) const;
  /// In the namespace of its own element.
  [[nodiscard]] std::optional<std::string> own_attribute(std::uint32_t node, std::string_view name) const;
  [[nodiscard]] std::vector<MarkupAttribute> attributes(std::uint32_t node) const;
  /// The characters of a text, or of all texts below an element.
  [[nodiscard]] std::string text(std::uint32_t node) const;
  [[nodiscard]] BytesView bytes(const ByteRange& range) const { return range.of(*part_); }
  /// From 1.   Cost: O(log lines) after the first call's O(bytes).
  [[nodiscard]] std::size_t line(std::size_t offset) const;
  /// The URI that a prefix means at a node.
  [[nodiscard]] std::string_view resolve(std::uint32_t node, std::string_view prefix) const;

 private:
  struct Declaration {
    std::uint32_t outer;
    std::string_view prefix;
    std::string_view uri;
  };

  explicit MarkupTree(Bytes part) : part_(std::make_shared<const Bytes>(std::move(part))) {}
  void add_element(const MarkupToken& token, std::uint32_t parent, std::uint32_t scope);
  [[nodiscard]] std::uint32_t declare(const ByteRange& start, std::uint32_t scope);
  [[nodiscard]] std::string_view find_uri(std::uint32_t scope, std::string_view prefix) const;

  std::shared_ptr<const Bytes> part_;
  std::vector<MarkupNode> nodes_;
  std::vector<Declaration> declarations_;
  mutable std::vector<std::size_t> line_starts_;
};

/// The attributes of a start tag that MarkupReader accepted, as written; namespaces are not resolved.
[[nodiscard]] std::vector<MarkupAttribute> attributes_in(std::string_view start_tag);

}  // namespace chancery::text
