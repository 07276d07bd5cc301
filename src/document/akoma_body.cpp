#include "document/akoma_body.h"

#include <algorithm>

namespace chancery::document {
namespace {

using Kind = OutlineItem::Kind;

constexpr std::string_view line_separator = "\u2028";

bool is_numbered(const OutlineItem& item) {
  return item.kind == Kind::section || item.kind == Kind::paragraph || item.kind == Kind::point;
}

/// `2.1.` → `2.1`, `(3)` → `3`
std::string_view bare(std::string_view number) {
  const auto begin = std::min(number.find_first_not_of('('), number.size());
  const auto end = number.find_last_not_of(".)");
  return number.substr(begin, end + 1 - begin);
}

}  // namespace

void AkomaBody::write(const std::vector<OutlineItem>& items) {
  auto first = std::find_if(items.begin(), items.end(), is_numbered);
  if (first == items.end()) first = items.begin();
  if (first != items.begin()) {
    xml_.open("preface");
    std::for_each(items.begin(), first, [&](const OutlineItem& one) {
      if (one.kind == Kind::table) return table(one);
      preface_line(one.text);
    });
    xml_.close();
  }
  xml_.open("mainBody");
  if (first == items.end()) xml_.open("p").close();
  std::for_each(first, items.end(), [&](const OutlineItem& one) { item(one, {}); });
  xml_.close();
}

void AkomaBody::item(const OutlineItem& item, const std::string& above) {
  switch (item.kind) {
    case Kind::line:
      return line(item.text);
    case Kind::table:
      return table(item);
    case Kind::section:
      return numbered(item, "section", new_eid(above, "sec", item.number));
    case Kind::paragraph:
      return numbered(item, "paragraph", new_eid(above, "para", item.number));
    case Kind::point:
      return numbered(item, "point", new_eid(above, "point", item.number));
  }
}

void AkomaBody::numbered(const OutlineItem& item, std::string_view element, const std::string& eid) {
  xml_.open(element).attribute("eId", prefix_ + eid).element("num", item.number);
  if (item.kind == Kind::section) {
    xml_.open("heading");
    characters(item.text);
  } else {
    xml_.open(item.children.empty() ? "content" : "intro");
    line(item.text);
  }
  xml_.close();
  for (const auto& child : item.children) this->item(child, eid);
  xml_.close();
}

void AkomaBody::table(const OutlineItem& item) {
  xml_.open("table");
  for (const auto& cells : item.rows) {
    xml_.open("tr");
    for (const auto& cell : cells) {
      xml_.open("td");
      for (const auto& one : cell) this->item(one, {});
      xml_.close();
    }
    xml_.close();
  }
  xml_.close();
}

void AkomaBody::line(std::string_view text) {
  xml_.open("p");
  characters(text);
  xml_.close();
}

void AkomaBody::preface_line(std::string_view text) {
  if (!title_.empty() && text == title_) {
    xml_.open("p").open("docTitle");
    characters(text);
    xml_.close().close();
    return;
  }
  const auto at = number_.empty() ? std::string_view::npos : text.find(number_);
  if (at == std::string_view::npos) return line(text);
  xml_.open("p");
  characters(text.substr(0, at));
  xml_.element("docNumber", number_);
  characters(text.substr(at + number_.size()));
  xml_.close();
}

void AkomaBody::characters(std::string_view text) {
  for (auto at = text.find(line_separator); at != std::string_view::npos; at = text.find(line_separator)) {
    xml_.text(text.substr(0, at)).open("eol").close();
    text.remove_prefix(at + line_separator.size());
  }
  xml_.text(text);
}

/// A number that comes again, in an annex for instance, gets its count behind it: every eId is unique in the document.
std::string AkomaBody::new_eid(const std::string& above, std::string_view kind, std::string_view number) {
  auto eid = above.empty() ? std::string() : above + "__";
  eid.append(kind).append("_").append(bare(number));
  const auto count = ++taken_[eid];
  return count == 1 ? eid : eid + "-" + std::to_string(count);
}

}  // namespace chancery::document
