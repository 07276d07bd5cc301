#include "templating/xml_template.h"

#include "templating/template_check.h"
#include "templating/xml_markup.h"
#include "text/characters.h"

#include <algorithm>
#include <utility>

namespace chancery::templating {

using text::ByteRange;
using text::MarkupToken;
using XmlKind = XmlOperation::Kind;

namespace {

constexpr std::size_t context_characters = 60;
constexpr std::size_t shown_of_a_broken_xml_tag = 30;

std::string escaped(std::string_view delimiter) {
  Bytes bytes;
  text::append_escaped(bytes, delimiter);
  return bytes;
}

/// White space and line ends as one line.
std::string one_line(std::string_view raw) {
  auto line = text::resolve_references(raw);
  std::replace_if(
      line.begin(), line.end(), [](char one) { return one == '\n' || one == '\r' || one == '\t'; }, ' ');
  return line;
}

std::string_view local_name(std::string_view qualified) {
  return qualified.substr(qualified.find(':') + 1);
}

}  // namespace

/// Reads the document once, tag by tag; what is neither tag nor block is copied as it stands.
class XmlCompiler {
 public:
  XmlCompiler(BytesView bytes, std::string_view name, const std::optional<Description>& description)
      : bytes_(bytes), name_(name), compiled_(bytes) {
    compiled_.description_ = description;
    if (!description) return;
    opening_ = escaped(description->opening);
    closing_ = escaped(description->closing);
  }

  [[nodiscard]] XmlTemplate run() {
    text::MarkupReader reader(bytes_, name_);
    while (reader.next()) read(reader.token());
    copy_to(bytes_.size());
    auto found = check_tags({{std::string(name_), checked_}}, compiled_.description_);
    compiled_.findings_.insert(compiled_.findings_.end(), std::make_move_iterator(found.begin()),
                               std::make_move_iterator(found.end()));
    return std::move(compiled_);
  }

 private:
  struct Element {
    std::string_view name;
    std::optional<XmlBlock> block;
    std::size_t operation = 0;  // that began the block
    bool begun = false;         // a mistake begins no block
  };

  void read(const MarkupToken& token) {
    switch (token.kind) {
      case MarkupToken::Kind::text:
        if (commented_ == 0) scan(token.bytes, XmlKind::text);
        return;
      case MarkupToken::Kind::start:
        return open(token);
      case MarkupToken::Kind::empty:
        open(token);
        return close(token);
      case MarkupToken::Kind::end:
        return close(token);
    }
  }

  void open(const MarkupToken& token) {
    const auto attributes = attributes_of(bytes_, token);
    scopes_.open(bytes_, attributes);
    elements_.push_back({token.qualified, std::nullopt, 0, false});
    if (commented_ > 0) return void(++commented_);
    if (scopes_.is_template(token.qualified)) return open_block(token, attributes);
    for (const auto& attribute : attributes) {
      if (declares_template(bytes_, attribute)) {
        cut(attribute.whole);
      } else {
        attribute_ = attribute.name;
        scan(attribute.value, XmlKind::attribute);
      }
    }
    attribute_ = {};
  }

  void open_block(const MarkupToken& token, const std::vector<XmlAttributePlace>& attributes) {
    const auto line = with_its_line(token.bytes);
    cut(line);
    auto& element = elements_.back();
    element.block = parse_xml_block(local_name(token.qualified));
    if (!element.block) return report("xml_element", token.bytes, std::string(token.qualified));
    if (elements_.size() == 1) return report("xml_root", token.bytes, std::string(token.qualified));
    if (*element.block == XmlBlock::comment) return void(commented_ = 1);
    auto tag = tag_of(*element.block, attributes, token);
    if (!tag) return;
    element.begun = true;
    element.operation = compiled_.operations_.size();
    add(*element.block == XmlBlock::each ? XmlKind::each_begin
                                         : (*element.block == XmlBlock::when ? XmlKind::if_begin : XmlKind::unless_begin),
        place(std::move(*tag), token.bytes));
  }

  /// The tag that an element stands for; only `each` opens a scope.
  [[nodiscard]] std::optional<Tag> tag_of(XmlBlock block, const std::vector<XmlAttributePlace>& attributes,
                                          const MarkupToken& token) {
    Tag tag;
    tag.kind = block == XmlBlock::each ? Tag::Kind::open : Tag::Kind::open_inverted;
    const std::string_view path_name = block == XmlBlock::each ? "of" : "value";
    bool has_path = false;
    for (const auto& attribute : attributes) {
      const auto value = one_line(attribute.value.of(bytes_));
      if (attribute.name == path_name) {
        const auto path = parse_tag(value);
        if (!path || path->kind != Tag::Kind::value || !path->filters.empty()) return wrong_attribute(attribute, token);
        tag.path = path->path;
        has_path = true;
      } else if (block == XmlBlock::when && (attribute.name == "is" || attribute.name == "is-not") && !tag.comparison) {
        tag.comparison = Comparison{attribute.name == "is", value};
      } else if (!attribute.name.starts_with("xmlns")) {
        return wrong_attribute(attribute, token);
      }
    }
    if (has_path) return tag;
    report("xml_attribute", token.bytes, std::string(token.qualified), std::string(path_name));
    return std::nullopt;
  }

  std::optional<Tag> wrong_attribute(const XmlAttributePlace& attribute, const MarkupToken& token) {
    report("xml_attribute", token.bytes, std::string(token.qualified), std::string(attribute.name));
    return std::nullopt;
  }

  void close(const MarkupToken& token) {
    const auto element = elements_.back();
    if (commented_ > 0) --commented_;
    if (element.block && commented_ == 0) {
      if (token.kind == MarkupToken::Kind::end) end_block(element, token);
      if (token.kind == MarkupToken::Kind::empty && element.begun) close_operations(element);
    }
    elements_.pop_back();
    scopes_.close();
  }

  void end_block(const Element& element, const MarkupToken& token) {
    const auto line = with_its_line(token.bytes);
    if (*element.block == XmlBlock::comment) {
      copied_ = line.end;
    } else {
      cut(line);
    }
    if (element.begun) close_operations(element);
  }

  void close_operations(const Element& element) {
    compiled_.operations_.push_back({XmlKind::block_end, compiled_.operations_[element.operation].first, element.operation});
    compiled_.operations_[element.operation].second = compiled_.operations_.size();
    PlacedTag closing = compiled_.tags_[compiled_.operations_[element.operation].first];
    closing.tag.kind = Tag::Kind::close;
    checked_.push_back(std::move(closing));
  }

  /// The tags of a text or of the value of an attribute, by the rules of the DOCX language.
  void scan(const ByteRange& range, XmlKind kind) {
    const auto raw = range.of(bytes_);
    for (std::size_t at = 0; at < raw.size();) {
      const auto opening = raw.find(opening_, at);
      const auto closing = raw.find(closing_, at);
      if (opening == std::string_view::npos && closing == std::string_view::npos) return;
      if (closing < opening) {
        at = closing + closing_.size();
        report("stray_brace", {range.begin + closing, range.begin + at}, closing_);
      } else {
        at = read_tag(raw, opening, range.begin, kind);
      }
    }
  }

  /// Returns where reading goes on.
  [[nodiscard]] std::size_t read_tag(std::string_view raw, std::size_t begin, std::size_t offset, XmlKind kind) {
    const auto inner = begin + opening_.size();
    const auto closing = raw.find(closing_, inner);
    const auto limit = raw.find(opening_, inner);
    if (closing == std::string_view::npos || limit < closing) {
      const auto shown = text::first_characters(raw.substr(begin, limit - begin), shown_of_a_broken_xml_tag);
      report("unclosed_tag", {offset + begin, offset + inner}, std::string(shown));
      return inner;
    }
    const auto end = closing + closing_.size();
    const ByteRange bytes{offset + begin, offset + end};
    add_tag(parse_tag(one_line(raw.substr(inner, closing - inner))), bytes, kind);
    return end;
  }

  void add_tag(std::optional<Tag> tag, const ByteRange& bytes, XmlKind kind) {
    const auto source = text::resolve_references(bytes.of(bytes_));
    if (!tag) return report("bad_tag", bytes, source);
    switch (tag->kind) {
      case Tag::Kind::comment:
        return cut(bytes);
      case Tag::Kind::value:
        cut(bytes);
        return add(kind, place(std::move(*tag), bytes));
      case Tag::Kind::open:
      case Tag::Kind::open_inverted:
      case Tag::Kind::close:
        return report("xml_block_tag", bytes, source);
      case Tag::Kind::image:
      case Tag::Kind::clause:
        return report("xml_no_clause", bytes, source);
    }
  }

  void add(XmlKind kind, PlacedTag tag) {
    compiled_.operations_.push_back({kind, compiled_.tags_.size(), 0});
    checked_.push_back(tag);
    compiled_.tags_.push_back(std::move(tag));
  }

  [[nodiscard]] PlacedTag place(Tag tag, const ByteRange& bytes) {
    PlacedTag placed;
    placed.tag = std::move(tag);
    placed.source = text::resolve_references(bytes.of(bytes_));
    placed.place = where(bytes);
    placed.language = LanguageTag::parse(scopes_.language());
    return placed;
  }

  [[nodiscard]] Place where(const ByteRange& bytes) {
    if (bytes.begin > counted_) {
      const auto passed = bytes_.substr(counted_, bytes.begin - counted_);
      lines_ += static_cast<std::size_t>(std::count(passed.begin(), passed.end(), '\n'));
      counted_ = bytes.begin;
    }
    std::string path;
    for (const auto& element : elements_) path.append("/").append(element.name);
    if (!attribute_.empty()) path.append("/@").append(attribute_);
    Place place;
    place.part = std::string(name_) + ":" + std::to_string(lines_ + 1);
    place.heading = text::last_characters(path, context_characters);
    place.context = context(bytes);
    return place;
  }

  /// What stands around in the same line.
  [[nodiscard]] std::string context(const ByteRange& bytes) const {
    const auto line_begin = bytes_.rfind('\n', bytes.begin);
    const auto begin = line_begin == BytesView::npos ? 0 : line_begin + 1;
    const auto before = text::last_characters(bytes_.substr(begin, bytes.begin - begin), context_characters / 2);
    const auto rest = bytes_.substr(bytes.begin, bytes_.find('\n', bytes.begin) - bytes.begin);
    auto line = std::string(before);
    line += text::first_characters(rest, context_characters - text::count_characters(before));
    return std::string(text::trim(line));
  }

  void report(const char* code, const ByteRange& bytes, std::string tag, std::string detail = {}) {
    compiled_.findings_.push_back(make_finding(code, std::move(tag), where(bytes), {}, std::move(detail)));
  }

  /// A block alone in its line takes the line with it.
  [[nodiscard]] ByteRange with_its_line(const ByteRange& tag) const {
    if (tag.begin == 0) return tag;
    const auto before = bytes_.find_last_not_of(" \t", tag.begin - 1);
    const auto after = bytes_.find_first_not_of(" \t\r", tag.end);
    const bool alone = before != BytesView::npos && bytes_[before] == '\n' && before + 1 >= copied_ && after != BytesView::npos &&
                       bytes_[after] == '\n';
    return alone ? ByteRange{before + 1, after + 1} : tag;
  }

  void cut(const ByteRange& range) {
    copy_to(range.begin);
    copied_ = std::max(copied_, range.end);
  }

  void copy_to(std::size_t end) {
    if (end <= copied_) return;
    const auto begin = compiled_.literals_.size();
    compiled_.literals_ += bytes_.substr(copied_, end - copied_);
    auto& operations = compiled_.operations_;
    if (operations.empty() || operations.back().kind != XmlKind::literal) operations.push_back({XmlKind::literal, begin, begin});
    operations.back().second = compiled_.literals_.size();
    copied_ = end;
  }

  BytesView bytes_;
  std::string_view name_;
  XmlTemplate compiled_;
  std::string opening_ = "{";
  std::string closing_ = "}";
  XmlScopes scopes_;
  std::vector<Element> elements_;
  std::vector<PlacedTag> checked_;  // with the ends of blocks
  std::string_view attribute_;      // that is being read
  std::size_t commented_ = 0;       // how deep inside a comment
  std::size_t copied_ = 0;          // up to here the bytes are literals, or cut
  std::size_t counted_ = 0;         // up to here the lines are counted
  std::size_t lines_ = 0;
};

XmlTemplate compile_xml(BytesView bytes, std::string_view name, const std::optional<Description>& description) {
  return XmlCompiler(bytes, name, description).run();
}

}  // namespace chancery::templating
