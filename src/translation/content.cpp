#include "translation/content.h"

#include <map>
#include <set>

namespace chancery::translation {

using text::Inline;

std::string plain_text(const Content& content) {
  std::string joined;
  for (const auto& piece : content) {
    if (piece.kind == Inline::Kind::text) joined += piece.value;
  }
  return joined;
}

Content joined(Content content) {
  Content result;
  for (auto& piece : content) {
    if (piece.kind == Inline::Kind::text && piece.value.empty()) continue;
    if (piece.kind == Inline::Kind::text && !result.empty() && result.back().kind == Inline::Kind::text) {
      result.back().value += piece.value;
    } else {
      result.push_back(std::move(piece));
    }
  }
  return result;
}

CodeCheck check_codes(const Content& source, const Content& target) {
  using Key = std::pair<Inline::Kind, std::string>;
  std::set<Key> expected;
  for (const auto& piece : source) {
    if (piece.kind != Inline::Kind::text) expected.emplace(piece.kind, piece.id);
  }
  std::set<Key> seen;
  std::vector<std::string> open;
  for (const auto& piece : target) {
    if (piece.kind == Inline::Kind::text) continue;
    const Key key{piece.kind, piece.id};
    if (expected.count(key) == 0) return {CodeFault::unknown, piece.id};
    if (!seen.insert(key).second) return {CodeFault::doubled, piece.id};
    if (piece.kind == Inline::Kind::open) open.push_back(piece.id);
    if (piece.kind != Inline::Kind::close) continue;
    if (open.empty() || open.back() != piece.id) return {CodeFault::order, piece.id};
    open.pop_back();
  }
  for (const auto& key : expected) {
    if (seen.count(key) == 0) return {CodeFault::missing, key.second};
  }
  return {};
}

}  // namespace chancery::translation
