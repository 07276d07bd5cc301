#include "templating/tag.h"

#include "text/characters.h"

#include <algorithm>
#include <array>

namespace chancery::templating {
namespace {

/// Word turns straight quotes into typographic ones while people type: any of them opens and any of them closes.
constexpr std::array<std::string_view, 7> quotes{"\"", "“", "”", "„", "‟", "«", "»"};

std::string with_plain_spaces(std::string_view text) {
  std::string plain(text);
  for (auto at = plain.find("\u00A0"); at != std::string::npos; at = plain.find("\u00A0", at)) plain.replace(at, 2, " ");
  return plain;
}

/// Letters of every alphabet; punctuation beyond ASCII (U+2000 to U+206F, guillemets, no-break space) is none.
std::size_t name_character(std::string_view rest) {
  const auto byte = static_cast<unsigned char>(rest.front());
  if ((byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == '_' || byte == '-')
    return 1;
  if (byte < 0x80 || rest.starts_with("\xE2\x80") || rest.starts_with("\xE2\x81") || byte == 0xC2) return 0;
  return text::first_characters(rest, 1).size();
}

bool starts_name(std::string_view rest) {
  const char first = rest.front();
  return name_character(rest) > 0 && first != '-' && !(first >= '0' && first <= '9');
}

class TagParser {
 public:
  explicit TagParser(std::string_view inner) : text_(with_plain_spaces(inner)), rest_(text::trim(text_)) {}

  [[nodiscard]] std::optional<Tag> parse() {
    Tag tag;
    tag.kind = kind();
    if (tag.kind == Tag::Kind::comment) return tag;
    skip_space();
    if (tag.kind == Tag::Kind::close && rest_.empty()) return tag;
    if (!path(tag.path)) return std::nullopt;
    if (is_block(tag.kind) && !comparison(tag)) return std::nullopt;
    while (take("|")) {
      if (!filter(tag)) return std::nullopt;
    }
    skip_space();
    return rest_.empty() ? std::optional(std::move(tag)) : std::nullopt;
  }

 private:
  [[nodiscard]] static bool is_block(Tag::Kind kind) {
    return kind == Tag::Kind::open || kind == Tag::Kind::open_inverted || kind == Tag::Kind::close;
  }

  Tag::Kind kind() {
    if (take("#")) return Tag::Kind::open;
    if (take("^")) return Tag::Kind::open_inverted;
    if (take("/")) return Tag::Kind::close;
    if (take("%")) return Tag::Kind::image;
    if (take(">")) return Tag::Kind::clause;
    if (take("!")) return Tag::Kind::comment;
    return Tag::Kind::value;
  }

  bool path(FieldPath& path) {
    skip_space();
    if (rest_ == "." || rest_.starts_with(". ") || rest_.starts_with(".|")) return take(".");
    if (rest_.empty() || !starts_name(rest_)) return false;
    do {
      auto segment = name();
      if (segment.empty()) return false;
      path.segments.push_back(std::move(segment));
    } while (take_here("."));
    return true;
  }

  bool comparison(Tag& tag) {
    const bool equal = take("==");
    if (!equal && !take("!=")) return true;
    auto value = quoted();
    if (!value) return false;
    tag.comparison = Comparison{equal, std::move(*value)};
    return true;
  }

  bool filter(Tag& tag) {
    skip_space();
    FilterCall call{name(), {}};
    if (call.name.empty()) return false;
    while (take(":")) {
      auto argument = quoted();
      if (!argument) argument = bare();
      if (!argument) return false;
      call.arguments.push_back(std::move(*argument));
    }
    tag.filters.push_back(std::move(call));
    return true;
  }

  std::optional<std::string> bare() {
    auto word = name();
    return word.empty() ? std::nullopt : std::optional(std::move(word));
  }

  std::string name() {
    std::string name;
    while (!rest_.empty()) {
      const auto size = name_character(rest_);
      if (size == 0) break;
      name.append(rest_.substr(0, size));
      rest_.remove_prefix(size);
    }
    return name;
  }

  std::optional<std::string> quoted() {
    skip_space();
    if (!quote()) return std::nullopt;
    std::string value;
    while (!rest_.empty()) {
      if (quote()) return value;
      value += rest_.front();
      rest_.remove_prefix(1);
    }
    return std::nullopt;
  }

  bool quote() {
    return std::any_of(quotes.begin(), quotes.end(), [&](std::string_view one) { return take_here(one); });
  }

  void skip_space() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t"), rest_.size())); }
  bool take(std::string_view what) {
    skip_space();
    return take_here(what);
  }
  bool take_here(std::string_view what) {
    if (!rest_.starts_with(what)) return false;
    rest_.remove_prefix(what.size());
    return true;
  }

  std::string text_;
  std::string_view rest_;
};

}  // namespace

std::string FieldPath::text() const {
  if (segments.empty()) return ".";
  std::string joined = segments.front();
  for (std::size_t index = 1; index < segments.size(); ++index) joined += '.' + segments[index];
  return joined;
}

std::optional<Tag> parse_tag(std::string_view inner) {
  return TagParser(inner).parse();
}

}  // namespace chancery::templating
