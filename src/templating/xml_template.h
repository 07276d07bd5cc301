#pragma once

#include "base/bytes.h"
#include "base/sha256.h"
#include "templating/description.h"
#include "templating/finding.h"
#include "templating/program.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace chancery::templating {

struct XmlOperation {
  enum class Kind : std::uint8_t {
    literal,       // bytes `first` to `second` of XmlTemplate::literals
    text,          // the value of tags[first], between tags
    attribute,     // the value of tags[first], in an attribute
    each_begin,    // tags[first]; once for each item, the item is a scope; with none left the next operation is `second`
    if_begin,      // tags[first]; once if the value is there and compares as the tag says
    unless_begin,  // tags[first]; once if there is none
    block_end      // back behind the operation `second` while an item is left
  };

  Kind kind = Kind::literal;
  std::size_t first = 0;
  std::size_t second = 0;
};

/// An XML template compiled to literal bytes and operations. It takes the tags of the DOCX language for values, in text and in
/// attributes, and for blocks the elements of `urn:chancery:template:1`, which are not in the result:
///   <t:each of="parties">…</t:each>    <t:if value="duration.kind" is="fixed">…</t:if> (or is-not, or neither: there is a value)
///   <t:unless value="dispute">…</t:unless>    <t:comment>…</t:comment>
/// A block alone in its line goes with the line. Braces that are no tag are written `&#123;` and `&#125;`. `xml:lang` is the
/// language of filters.
class XmlTemplate {
 public:
  [[nodiscard]] const Sha256& sha256() const { return sha256_; }
  [[nodiscard]] const std::optional<Description>& description() const { return description_; }
  [[nodiscard]] const Bytes& literals() const { return literals_; }
  [[nodiscard]] const std::vector<XmlOperation>& operations() const { return operations_; }
  [[nodiscard]] const std::vector<PlacedTag>& tags() const { return tags_; }
  /// Everything found without data, all at once; a template with errors is never filled. The place of a finding is
  /// `NAME:LINE`, its heading the path of the element.
  [[nodiscard]] const std::vector<Finding>& findings() const { return findings_; }

 private:
  friend class XmlCompiler;
  explicit XmlTemplate(BytesView bytes) : sha256_(chancery::sha256(bytes)) {}

  Sha256 sha256_;
  std::optional<Description> description_;
  Bytes literals_;
  std::vector<XmlOperation> operations_;
  std::vector<PlacedTag> tags_;
  std::vector<Finding> findings_;
};

/// Throws: Error{Fault::input} for bytes that are not well-formed, with DOCTYPE or CDATA, or beyond the limits of DESIGN §11.
[[nodiscard]] XmlTemplate compile_xml(BytesView bytes, std::string_view name, const std::optional<Description>& description);

}  // namespace chancery::templating
