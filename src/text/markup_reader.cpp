#include "text/markup_reader.h"

#include "base/error.h"
#include "text/characters.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace chancery::text {
namespace {

constexpr std::string_view xml_white_space = " \t\r\n";
constexpr std::string_view cdata_start = "<![CDATA[";

struct KnownNamespace {
  std::string_view uri;
  Vocabulary vocabulary;
};

constexpr std::array known_namespaces{
    KnownNamespace{"http://schemas.openxmlformats.org/wordprocessingml/2006/main", Vocabulary::word},
    KnownNamespace{"http://purl.oclc.org/ooxml/wordprocessingml/main", Vocabulary::word},
    KnownNamespace{"http://schemas.microsoft.com/office/word/2010/wordml", Vocabulary::word_2010},
    KnownNamespace{"http://schemas.microsoft.com/office/word/2012/wordml", Vocabulary::word_2012},
    KnownNamespace{"http://schemas.openxmlformats.org/officeDocument/2006/relationships", Vocabulary::relationships},
    KnownNamespace{"http://purl.oclc.org/ooxml/officeDocument/relationships", Vocabulary::relationships},
    KnownNamespace{"http://schemas.openxmlformats.org/markup-compatibility/2006", Vocabulary::compatibility},
    KnownNamespace{"http://schemas.openxmlformats.org/drawingml/2006/main", Vocabulary::drawing},
    KnownNamespace{"http://purl.oclc.org/ooxml/drawingml/main", Vocabulary::drawing},
    KnownNamespace{"urn:schemas-microsoft-com:vml", Vocabulary::vml},
    KnownNamespace{"http://schemas.openxmlformats.org/officeDocument/2006/math", Vocabulary::math},
    KnownNamespace{"http://purl.oclc.org/ooxml/officeDocument/math", Vocabulary::math},
    KnownNamespace{"http://www.w3.org/XML/1998/namespace", Vocabulary::xml},
};

Vocabulary vocabulary_of_uri(std::string_view uri) {
  if (uri.empty()) return Vocabulary::none;
  const auto* known =
      std::find_if(known_namespaces.begin(), known_namespaces.end(), [&](const auto& one) { return one.uri == uri; });
  return known == known_namespaces.end() ? Vocabulary::other : known->vocabulary;
}

std::pair<std::string_view, std::string_view> split_name(std::string_view qualified) {
  const auto colon = qualified.find(':');
  if (colon == std::string_view::npos) return {{}, qualified};
  return {qualified.substr(0, colon), qualified.substr(colon + 1)};
}

/// Names beyond ASCII are taken as they are: no vocabulary of ours has any, so they can only be carried along.
bool is_name_byte(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == ':' ||
         byte == '_' || byte == '-' || byte == '.' || static_cast<unsigned char>(byte) >= 0x80;
}

bool is_name(std::string_view name) {
  const auto first_may_be = [](char byte) {
    return is_name_byte(byte) && byte != '-' && byte != '.' && byte != ':' && (byte < '0' || byte > '9');
  };
  const auto [prefix, local] = split_name(name);
  if (local.empty() || !first_may_be(local.front()) || local.find(':') != std::string_view::npos) return false;
  return prefix.empty() ? name.front() != ':' : first_may_be(prefix.front());
}

std::optional<char32_t> parse_character_number(std::string_view digits) {
  const bool hexadecimal = digits.starts_with('x');
  if (hexadecimal) digits.remove_prefix(1);
  std::uint32_t number = 0;
  const auto* end = digits.data() + digits.size();
  const auto [stop, code] = std::from_chars(digits.data(), end, number, hexadecimal ? 16 : 10);
  if (digits.empty() || stop != end || code != std::errc{} || !is_xml_character(number)) return std::nullopt;
  return number;
}

}  // namespace

MarkupReader::MarkupReader(BytesView part, std::string_view place, const MarkupLimits& limits)
    : part_(part), place_(place), limits_(limits) {
  refuse_above("text.markup_too_large", limits_.bytes, part_.size());
  if (const auto bad = find_bad_character(part_)) {
    at_ = *bad;
    refuse("text.markup_character");
  }
  namespaces_.push_back({"xml", Vocabulary::xml, 0});
  if (part_.starts_with("\xEF\xBB\xBF")) at_ = 3;
  check_declaration();
}

bool MarkupReader::next() {
  if (token_.kind == MarkupToken::Kind::end || token_.kind == MarkupToken::Kind::empty) leave_element();
  while (at_ < part_.size()) {
    if (part_[at_] != '<') {
      read_text();
      if (!open_.empty()) return true;
      if (!trim(token_.bytes.of(part_)).empty()) refuse("text.markup_outside_root");
    } else if (limits_.cdata && !open_.empty() && part_.substr(at_).starts_with(cdata_start)) {
      read_cdata();
      return true;
    } else if (!skip_invisible()) {
      part_.substr(at_).starts_with("</") ? read_end_tag() : read_start_tag();
      return true;
    }
  }
  if (!open_.empty()) refuse("text.markup_unclosed_element", open_.back());
  if (!root_seen_) refuse("text.markup_no_root");
  return false;
}

std::optional<std::string> MarkupReader::attribute(Vocabulary vocabulary, std::string_view name) const {
  for (const auto& one : attributes_) {
    if (split_name(one.qualified).second == name && vocabulary_of(one.qualified, true) == vocabulary) {
      return resolve_references(one.value);
    }
  }
  return std::nullopt;
}

void MarkupReader::refuse(const char* key, std::string_view found) const {
  throw Error(Fault::input, {key,
                             {{"place", std::string(place_)},
                              {"offset", static_cast<std::int64_t>(at_)},
                              {"found", std::string(first_characters(found, 40))}}});
}

void MarkupReader::refuse_above(const char* key, std::size_t limit, std::size_t found) const {
  if (found <= limit) return;
  throw Error(Fault::input, {key,
                             {{"place", std::string(place_)},
                              {"offset", static_cast<std::int64_t>(at_)},
                              {"limit", static_cast<std::int64_t>(limit)},
                              {"found", static_cast<std::int64_t>(found)}}});
}

void MarkupReader::check_declaration() {
  if (!part_.substr(at_).starts_with("<?xml")) return;
  const auto end = part_.find("?>", at_);
  if (end == BytesView::npos) refuse("text.markup_tag");
  const auto declaration = part_.substr(at_, end - at_);
  const auto encoding = declaration.find("encoding");
  if (encoding != BytesView::npos) {
    const auto value = declaration.find_first_of("\"'", encoding);
    const auto name = value == BytesView::npos ? BytesView{} : declaration.substr(value + 1, 5);
    if (name != "UTF-8" && name != "utf-8") refuse("text.markup_encoding");
  }
  at_ = end + 2;
}

/// Comments and processing instructions are carried along unread.
bool MarkupReader::skip_invisible() {
  const auto rest = part_.substr(at_);
  if (rest.starts_with(cdata_start)) refuse("text.markup_cdata");
  const bool comment = rest.starts_with("<!--");
  if (!comment && rest.starts_with("<!")) refuse("text.markup_doctype");
  if (!comment && !rest.starts_with("<?")) return false;
  const std::string_view closing = comment ? "-->" : "?>";
  const auto end = part_.find(closing, at_ + (comment ? 4 : 2));
  if (end == BytesView::npos) refuse("text.markup_tag");
  at_ = end + closing.size();
  return true;
}

void MarkupReader::read_text() {
  const auto end = std::min(part_.find('<', at_), part_.size());
  refuse_above("text.markup_text_too_long", limits_.text_node, end - at_);
  token_ = {MarkupToken::Kind::text, {at_, end}, {}, {}, Vocabulary::none, false};
  check_entities(token_.bytes.of(part_));
  at_ = end;
}

void MarkupReader::read_cdata() {
  const auto begin = at_ + cdata_start.size();
  const auto end = part_.find("]]>", begin);
  if (end == BytesView::npos) refuse("text.markup_tag");
  refuse_above("text.markup_text_too_long", limits_.text_node, end - begin);
  token_ = {MarkupToken::Kind::text, {begin, end}, {}, {}, Vocabulary::none, true};
  at_ = end + 3;
}

void MarkupReader::read_end_tag() {
  const auto begin = at_;
  at_ += 2;
  const auto qualified = read_name();
  skip_space();
  if (at_ >= part_.size() || part_[at_] != '>') refuse("text.markup_tag", qualified);
  if (open_.empty() || open_.back() != qualified) refuse("text.markup_unbalanced", qualified);
  token_ = {MarkupToken::Kind::end,          {begin, ++at_}, qualified, split_name(qualified).second,
            vocabulary_of(qualified, false), false};
}

void MarkupReader::read_start_tag() {
  const auto begin = at_++;
  const auto qualified = read_name();
  if (open_.empty() && std::exchange(root_seen_, true)) refuse("text.markup_outside_root");
  read_attributes();
  const bool empty = part_[at_] == '/';
  at_ += empty ? 1 : 0;
  if (at_ >= part_.size() || part_[at_] != '>') refuse("text.markup_tag", qualified);
  ++at_;
  refuse_above("text.markup_tag_too_long", limits_.start_tag, at_ - begin);
  open_.push_back(qualified);
  refuse_above("text.markup_too_deep", limits_.depth, open_.size());
  declare_namespaces();
  token_ = {empty ? MarkupToken::Kind::empty : MarkupToken::Kind::start,
            {begin, at_},
            qualified,
            split_name(qualified).second,
            vocabulary_of(qualified, false),
            false};
}

std::string_view MarkupReader::read_name() {
  const auto begin = at_;
  while (at_ < part_.size() && is_name_byte(part_[at_])) ++at_;
  const auto name = part_.substr(begin, at_ - begin);
  if (!is_name(name)) refuse("text.markup_tag", name);
  return name;
}

/// Stops at the `>` or `/` that ends the tag.
void MarkupReader::read_attributes() {
  attributes_.clear();
  while (true) {
    const auto before = at_;
    skip_space();
    if (at_ >= part_.size()) refuse("text.markup_tag");
    if (part_[at_] == '>' || part_[at_] == '/') return;
    if (before == at_) refuse("text.markup_tag");
    read_attribute();
    refuse_above("text.markup_attributes", limits_.attributes, attributes_.size());
  }
}

void MarkupReader::read_attribute() {
  const auto name = read_name();
  skip_space();
  if (at_ >= part_.size() || part_[at_++] != '=') refuse("text.markup_tag", name);
  skip_space();
  const char quote = at_ < part_.size() ? part_[at_++] : '\0';
  const auto end = quote == '"' || quote == '\'' ? part_.find(quote, at_) : BytesView::npos;
  if (end == BytesView::npos) refuse("text.markup_tag", name);
  const auto value = part_.substr(at_, end - at_);
  if (value.find('<') != BytesView::npos) refuse("text.markup_tag", name);
  check_entities(value);
  const bool twice = std::any_of(attributes_.begin(), attributes_.end(), [&](const auto& one) { return one.qualified == name; });
  if (twice) refuse("text.markup_tag", name);
  attributes_.push_back({name, value});
  at_ = end + 1;
}

void MarkupReader::skip_space() {
  while (at_ < part_.size() && xml_white_space.find(part_[at_]) != std::string_view::npos) ++at_;
}

void MarkupReader::check_entities(std::string_view raw) const {
  for (auto at = raw.find('&'); at != std::string_view::npos; at = raw.find('&', at + 1)) {
    if (!parse_reference(raw.substr(at))) refuse("text.markup_entity", raw.substr(at, raw.find(';', at) - at));
  }
}

void MarkupReader::declare_namespaces() {
  for (const auto& one : attributes_) {
    const auto [prefix, local] = split_name(one.qualified);
    if (prefix == "xmlns") {
      namespaces_.push_back({local, vocabulary_of_uri(one.value), open_.size()});
    } else if (one.qualified == "xmlns") {
      namespaces_.push_back({{}, vocabulary_of_uri(one.value), open_.size()});
    }
  }
  for (const auto& one : attributes_) std::ignore = vocabulary_of(one.qualified, true);
}

/// An attribute without a prefix is in no namespace; an element without one is in the default namespace.
Vocabulary MarkupReader::vocabulary_of(std::string_view qualified, bool is_attribute) const {
  const auto prefix = split_name(qualified).first;
  if (prefix == "xmlns" || (prefix.empty() && is_attribute)) return Vocabulary::none;
  const auto found =
      std::find_if(namespaces_.rbegin(), namespaces_.rend(), [&](const auto& one) { return one.prefix == prefix; });
  if (found != namespaces_.rend()) return found->vocabulary;
  if (!prefix.empty()) refuse("text.markup_prefix", qualified);
  return Vocabulary::none;
}

void MarkupReader::leave_element() {
  while (!namespaces_.empty() && namespaces_.back().depth == open_.size()) namespaces_.pop_back();
  open_.pop_back();
  token_.kind = MarkupToken::Kind::text;
}

std::optional<Reference> parse_reference(std::string_view raw) {
  const auto semicolon = raw.substr(0, 12).find(';');
  if (raw.empty() || raw.front() != '&' || semicolon == std::string_view::npos) return std::nullopt;
  const auto name = raw.substr(1, semicolon - 1);
  if (name.starts_with('#')) {
    const auto character = parse_character_number(name.substr(1));
    return character ? std::optional(Reference{semicolon + 1, *character}) : std::nullopt;
  }
  constexpr std::array<std::pair<std::string_view, char32_t>, 5> entities{
      {{"amp", U'&'}, {"lt", U'<'}, {"gt", U'>'}, {"quot", U'"'}, {"apos", U'\''}}};
  const auto* known = std::find_if(entities.begin(), entities.end(), [&](const auto& one) { return one.first == name; });
  return known == entities.end() ? std::nullopt : std::optional(Reference{semicolon + 1, known->second});
}

std::string resolve_references(std::string_view raw) {
  std::string text;
  text.reserve(raw.size());
  while (!raw.empty()) {
    const auto plain = std::min(raw.find('&'), raw.size());
    text.append(raw.substr(0, plain));
    raw.remove_prefix(plain);
    const auto reference = parse_reference(raw);
    if (!reference) break;
    append_utf8(text, reference->character);
    raw.remove_prefix(reference->size);
  }
  return text;
}

void append_escaped(Bytes& out, std::string_view value) {
  std::size_t written = 0;
  for (std::size_t at = 0; at < value.size(); ++at) {
    const char one = value[at];
    if (one != '&' && one != '<' && one != '>') continue;
    out.append(value.substr(written, at - written));
    out.append(one == '&' ? "&amp;" : one == '<' ? "&lt;" : "&gt;");
    written = at + 1;
  }
  out.append(value.substr(written));
}

}  // namespace chancery::text
