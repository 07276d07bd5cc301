#include "templating/unreached_tags.h"

#include "text/characters.h"
#include "text/markup_reader.h"

#include <algorithm>

namespace chancery::templating {
namespace {

constexpr std::size_t longest_tag = 300;
constexpr std::size_t shown_on_a_side = 30;

std::string around(BytesView bytes, std::size_t begin, std::size_t end) {
  const auto before = text::last_characters(bytes.substr(0, begin), shown_on_a_side);
  const auto after = text::first_characters(bytes.substr(end), shown_on_a_side);
  return std::string(before).append(bytes.substr(begin, end - begin)).append(after);
}

}  // namespace

std::vector<UnreachedTag> find_unreached_tags(BytesView bytes, const TagDelimiters& delimiters,
                                              const std::function<bool(const FieldPath&)>& is_field) {
  std::vector<UnreachedTag> found;
  for (auto at = bytes.find(delimiters.opening); at != BytesView::npos; at = bytes.find(delimiters.opening, at + 1)) {
    const auto inner = at + delimiters.opening.size();
    const auto close = bytes.substr(0, inner + longest_tag).find(delimiters.closing, inner);
    if (close == BytesView::npos) continue;
    const auto written = bytes.substr(inner, close - inner);
    if (written.find_first_of("<>") != BytesView::npos) continue;
    const auto tag = parse_tag(text::resolve_references(written));
    const auto end = close + delimiters.closing.size();
    if (tag && !tag->path.segments.empty() && is_field(tag->path))
      found.push_back({std::string(bytes.substr(at, end - at)), around(bytes, at, end)});
  }
  return found;
}

}  // namespace chancery::templating
