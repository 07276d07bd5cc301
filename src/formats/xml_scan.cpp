#include "formats/xml_scan.h"

#include "base/error.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <string>
#include <vector>

namespace chancery::formats {
namespace {

class Scanner {
 public:
  Scanner(BytesView bytes, std::string_view place, const XmlLimits& limits) : bytes_(bytes), place_(place), limits_(limits) {}

  void run() {
    if (bytes_.size() > limits_.bytes) refuse_limit("formats.xml_too_large", limits_.bytes, bytes_.size());
    check_encoding();
    while (at_ < bytes_.size()) {
      text();
      if (at_ < bytes_.size()) markup();
    }
  }

 private:
  [[nodiscard]] std::int64_t line() const {
    return 1 + std::count(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(std::min(at_, bytes_.size())), '\n');
  }
  [[noreturn]] void refuse(const char* key) const {
    throw Error(Fault::input, {key, {{"place", std::string(place_)}, {"line", line()}}});
  }
  [[noreturn]] void refuse_limit(const char* key, std::size_t limit, std::size_t found) const {
    throw Error(Fault::input, {key,
                               {{"place", std::string(place_)},
                                {"line", line()},
                                {"limit", static_cast<std::int64_t>(limit)},
                                {"found", static_cast<std::int64_t>(found)}}});
  }
  [[nodiscard]] bool starts(std::string_view what) const { return bytes_.substr(at_).starts_with(what); }
  void skip_past(std::string_view end) {
    const auto found = bytes_.find(end, at_);
    at_ = found == BytesView::npos ? bytes_.size() : found + end.size();
  }

  /// UTF-16 and UTF-32 cannot be written without a zero byte or their mark; XML 1.0 has no U+0000.
  void check_encoding() {
    if (starts("\xFE\xFF") || starts("\xFF\xFE") || bytes_.find('\0') != BytesView::npos) refuse("formats.xml_encoding");
    if (starts("\xEF\xBB\xBF")) at_ = 3;
    if (!starts("<?xml")) return;
    std::string declaration(bytes_.substr(at_, bytes_.find("?>", at_) - at_));
    std::transform(declaration.begin(), declaration.end(), declaration.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const auto name = declaration.find("encoding");
    if (name == std::string::npos) return;
    const auto value = declaration.find_first_of("'\"", name);
    if (value == std::string::npos || declaration.compare(value + 1, 5, "utf-8") != 0) refuse("formats.xml_encoding");
  }

  void text() {
    const auto end = std::min(bytes_.find('<', at_), bytes_.size());
    if (end - at_ > limits_.text_node) refuse_limit("formats.xml_text_too_long", limits_.text_node, end - at_);
    at_ = end;
  }

  void markup() {
    if (starts("<!--")) return skip_past("-->");
    if (starts("<![CDATA[")) return cdata();
    if (starts("<!")) refuse("formats.xml_doctype");
    if (starts("<?")) return skip_past("?>");
    if (starts("</")) return end_tag();
    start_tag();
  }

  void cdata() {
    const auto begin = at_;
    skip_past("]]>");
    if (at_ - begin > limits_.text_node) refuse_limit("formats.xml_text_too_long", limits_.text_node, at_ - begin);
  }

  void end_tag() {
    skip_past(">");
    if (open_.empty()) return;
    namespaces_ -= open_.back();
    open_.pop_back();
  }

  struct Tag {
    std::size_t attributes = 0;
    std::size_t namespaces = 0;
    std::size_t end = 0;  // behind its `>`
  };

  /// A quote opens a value, in which `>` and `=` mean nothing.
  [[nodiscard]] Tag read_tag() const {
    Tag tag;
    char quote = 0;
    const auto stop = std::min(bytes_.size(), at_ + limits_.start_tag + 1);
    for (tag.end = at_ + 1; tag.end < stop; ++tag.end) {
      const char c = bytes_[tag.end];
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        ++tag.end;
        break;
      } else if (c == '=') {
        ++tag.attributes;
      } else if (c == 'x' && bytes_.substr(tag.end).starts_with("xmlns")) {
        ++tag.namespaces;
      }
    }
    return tag;
  }

  void start_tag() {
    const auto tag = read_tag();
    if (tag.end - at_ > limits_.start_tag) refuse_limit("formats.xml_tag_too_long", limits_.start_tag, tag.end - at_);
    if (tag.attributes > limits_.attributes) refuse_limit("formats.xml_attributes", limits_.attributes, tag.attributes);
    if (namespaces_ + tag.namespaces > limits_.namespaces) {
      refuse_limit("formats.xml_namespaces", limits_.namespaces, namespaces_ + tag.namespaces);
    }
    const bool empty = bytes_.substr(at_, tag.end - at_).ends_with("/>");
    at_ = tag.end;
    if (open_.size() + 1 > limits_.depth) refuse_limit("formats.xml_too_deep", limits_.depth, open_.size() + 1);
    if (empty) return;
    open_.push_back(tag.namespaces);
    namespaces_ += tag.namespaces;
  }

  BytesView bytes_;
  std::string_view place_;
  const XmlLimits& limits_;
  std::size_t at_ = 0;
  std::size_t namespaces_ = 0;     // declared by the elements that are open
  std::vector<std::size_t> open_;  // namespace declarations of each open element
};

}  // namespace

void scan_xml(BytesView bytes, std::string_view place, const XmlLimits& limits) {
  Scanner(bytes, place, limits).run();
}

}  // namespace chancery::formats
