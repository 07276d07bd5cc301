#pragma once

#include "text/markup_reader.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::templating {

/// An attribute of a start tag and where it stands in the bytes of the document.
struct XmlAttributePlace {
  std::string_view name;  // as written, with its prefix
  text::ByteRange value;  // between the quotes
  text::ByteRange whole;  // with the white space before it
};

/// The attributes of a start tag that a MarkupReader has accepted.
[[nodiscard]] std::vector<XmlAttributePlace> attributes_of(BytesView document, const text::MarkupToken& token);

/// What a template says by an element of its own namespace.
enum class XmlBlock { each, when, unless, comment };

/// Absent for a name that is none of the elements of `urn:chancery:template:1`.
[[nodiscard]] std::optional<XmlBlock> parse_xml_block(std::string_view local_name);

/// Which prefixes stand for `urn:chancery:template:1` where, and the languages that `xml:lang` gives.
class XmlScopes {
 public:
  /// `attributes` are those of the element that opens.
  void open(BytesView document, const std::vector<XmlAttributePlace>& attributes);
  void close();
  [[nodiscard]] bool is_template(std::string_view qualified) const;
  /// Of the innermost element that has one; empty when none has.
  [[nodiscard]] const std::string& language() const { return scopes_.back().language; }

 private:
  struct Binding {
    std::string prefix;
    bool is_template;
  };
  struct Scope {
    std::size_t bindings = 0;
    std::string language;
  };

  std::vector<Binding> bindings_;
  std::vector<Scope> scopes_{Scope{}};
};

/// Whether an attribute declares the namespace of templates, which the result does not need.
[[nodiscard]] bool declares_template(BytesView document, const XmlAttributePlace& attribute);

}  // namespace chancery::templating
