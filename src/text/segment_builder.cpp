#include "text/segment_builder.h"

#include "formats/utf8.h"
#include "text/normal_form.h"
#include "text/tokens.h"

#include <algorithm>
#include <map>

namespace chancery::text {

void SegmentBuilder::format(std::string_view format) {
  if (changes_.empty() ? format.empty() : changes_.back().format == format) return;
  if (!changes_.empty() && changes_.back().at == text_.size()) {
    changes_.back().format = format;
    return;
  }
  changes_.push_back({text_.size(), std::string(format)});
}

void SegmentBuilder::standalone(std::string_view value, std::string_view shown) {
  things_.push_back({{text_.size(), text_.size() + shown.size()}, std::string(value)});
  text_ += shown;
}

ByteRange SegmentBuilder::trimmed(ByteRange range) const {
  while (range.size() > 0) {
    const auto first = formats::parse_code_point(text_, range.begin);
    if (!first || !is_space(first->value)) break;
    range.begin += first->length;
  }
  while (range.size() > 0) {
    auto last = range.end - 1;
    while (last > range.begin && (static_cast<unsigned char>(text_[last]) & 0xC0U) == 0x80U) --last;
    const auto read = formats::parse_code_point(text_, last);
    if (!read || !is_space(read->value)) break;
    range.end = last;
  }
  return range;
}

std::string SegmentBuilder::format_at(std::size_t offset) const {
  std::string format;
  for (const auto& change : changes_) {
    if (change.at > offset) break;
    format = change.format;
  }
  return format;
}

std::vector<Inline> SegmentBuilder::cut(ByteRange range) const {
  range = trimmed(range);
  std::vector<Inline> content;
  if (range.size() == 0) return content;
  std::map<std::string, std::size_t> shares;
  std::vector<std::pair<ByteRange, std::string>> spans;
  auto begin = range.begin;
  const auto close_span = [&](std::size_t end) {
    if (end <= begin) return;
    spans.push_back({{begin, end}, format_at(begin)});
    shares[spans.back().second] += end - begin;
    begin = end;
  };
  for (const auto& change : changes_) {
    if (change.at > range.begin && change.at < range.end) close_span(change.at);
  }
  close_span(range.end);
  const auto common = std::max_element(shares.begin(), shares.end(), [](const auto& left, const auto& right) {
                        return left.second < right.second;
                      })->first;
  std::size_t codes = 0;
  const auto add_text = [&](ByteRange part) {
    if (part.size() == 0) return;
    auto characters = to_nfc(part.of(text_));
    if (!content.empty() && content.back().kind == Inline::Kind::text) {
      content.back().value += characters;
    } else {
      content.push_back({Inline::Kind::text, {}, std::move(characters)});
    }
  };
  const auto add_span = [&](ByteRange span) {
    for (const auto& thing : things_) {
      const bool inside =
          thing.at.begin >= span.begin &&
          (thing.at.begin < span.end || (span.end == range.end && thing.at.begin == span.end && thing.at.size() == 0));
      if (!inside) continue;
      add_text({span.begin, thing.at.begin});
      content.push_back({Inline::Kind::standalone, std::to_string(++codes), thing.value});
      span.begin = std::max(span.begin, thing.at.end);
    }
    add_text(span);
  };
  for (const auto& [span, format] : spans) {
    if (format == common) {
      add_span(span);
      continue;
    }
    const auto id = std::to_string(++codes);
    const auto name = format.empty() ? std::string("plain") : format;
    content.push_back({Inline::Kind::open, id, name});
    add_span(span);
    content.push_back({Inline::Kind::close, id, name});
  }
  return content;
}

}  // namespace chancery::text
