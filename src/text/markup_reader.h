#pragma once

#include "base/bytes.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::text {

/// A place in the bytes of a part: from `begin` up to, not including, `end`.
struct ByteRange {
  std::size_t begin = 0;
  std::size_t end = 0;

  [[nodiscard]] std::size_t size() const { return end - begin; }
  [[nodiscard]] bool contains(std::size_t offset) const { return offset >= begin && offset < end; }
  [[nodiscard]] BytesView of(BytesView bytes) const { return bytes.substr(begin, end - begin); }

  friend bool operator==(const ByteRange&, const ByteRange&) = default;
};

/// The namespaces a story is written in; the transitional and the strict names of ECMA-376 are one vocabulary.
enum class Vocabulary { none, word, word_2010, word_2012, relationships, compatibility, drawing, vml, math, xml, other };

struct MarkupToken {
  enum class Kind { start, end, empty, text };

  Kind kind = Kind::text;
  ByteRange bytes;             // the whole tag, or the text
  std::string_view qualified;  // the name as written, with its prefix
  std::string_view name;       // without it
  Vocabulary vocabulary = Vocabulary::none;
  bool literal = false;  // of a text: the inside of a CDATA section, without references

  [[nodiscard]] bool is(Vocabulary in, std::string_view local) const { return vocabulary == in && name == local; }
};

struct MarkupLimits {
  std::size_t bytes = 64'000'000;
  std::size_t depth = 256;
  std::size_t text_node = 8'000'000;
  std::size_t start_tag = 65'536;
  std::size_t attributes = 256;
  bool cdata = false;  // whether CDATA sections are read, as texts
};

/// Reads the bytes of an XML part tag by tag and says where each stands; no tree is built and nothing is copied.
/// Strict: UTF-8, balanced tags, declared prefixes, the five entities and character references; no DOCTYPE, and CDATA only where
/// the limits allow it.
class MarkupReader {
 public:
  /// `place` names the part in errors. `part` and `place` stay with the caller.
  /// Throws: Error{Fault::input} for bytes that XML cannot hold, and for what passes the limits.
  MarkupReader(BytesView part, std::string_view place, const MarkupLimits& limits = {});

  /// Moves to the next tag or text; false behind the root element.
  /// Throws: Error{Fault::input} with place, offset and what was wrong.
  [[nodiscard]] bool next();
  [[nodiscard]] const MarkupToken& token() const { return token_; }
  [[nodiscard]] std::size_t depth() const { return open_.size(); }

  /// The value of an attribute of the start tag just read, entities resolved.
  [[nodiscard]] std::optional<std::string> attribute(Vocabulary vocabulary, std::string_view name) const;

 private:
  struct Attribute {
    std::string_view qualified;
    std::string_view value;  // as written
  };
  struct Namespace {
    std::string_view prefix;
    Vocabulary vocabulary;
    std::size_t depth;
  };

  [[noreturn]] void refuse(const char* key, std::string_view found = {}) const;
  void refuse_above(const char* key, std::size_t limit, std::size_t found) const;
  void check_declaration();
  [[nodiscard]] bool skip_invisible();
  void read_text();
  void read_cdata();
  void read_end_tag();
  void read_start_tag();
  [[nodiscard]] std::string_view read_name();
  void read_attributes();
  void read_attribute();
  void skip_space();
  void check_entities(std::string_view raw) const;
  void declare_namespaces();
  [[nodiscard]] Vocabulary vocabulary_of(std::string_view qualified, bool is_attribute) const;
  void leave_element();

  BytesView part_;
  std::string_view place_;
  MarkupLimits limits_;
  std::size_t at_ = 0;
  bool root_seen_ = false;
  MarkupToken token_;
  std::vector<Attribute> attributes_;
  std::vector<std::string_view> open_;
  std::vector<Namespace> namespaces_;
};

/// A run of text without a reference, or one reference: where it stands in the part and what it says.
/// Resolves the entity or character reference that starts at `raw[0]` (an `&`); absent when it is none of XML's own.
struct Reference {
  std::size_t size = 0;  // bytes of `raw` that it takes
  char32_t character = 0;
};
[[nodiscard]] std::optional<Reference> parse_reference(std::string_view raw);

/// Text or an attribute value as written, with its references resolved.   Requires: the reader accepted it.
[[nodiscard]] std::string resolve_references(std::string_view raw);

/// Appends `value` as text between tags; `>` is escaped too, so that `]]>` cannot appear.
void append_escaped(Bytes& out, std::string_view value);

}  // namespace chancery::text
