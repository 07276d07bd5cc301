#include "templating/clause_expansion.h"

#include "templating/run_language.h"
#include "templating/suggestion.h"
#include "text/markup_reader.h"

#include <algorithm>
#include <utility>

namespace chancery::templating {
namespace {

constexpr std::size_t deepest = 8;

/// The name of a clause is its path without a language behind it.
std::pair<std::string, std::string> name_and_language(const Tag& tag) {
  auto path = tag.path;
  std::string language;
  if (path.segments.size() > 1 && LanguageTag::parse(path.segments.back())) {
    language = path.segments.back();
    path.segments.pop_back();
  }
  return {path.text(), language};
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

struct Replacement {
  std::size_t begin = 0;
  std::size_t end = 0;
  Bytes bytes;
};

/// One place of a part where a clause stands.
class ClausePlace {
 public:
  ClausePlace(const text::Story& story, const FoundTags& found, const FoundTag& tag)
      : story_(story), found_(found), tag_(tag), paragraph_(story.paragraphs()[tag.paragraph]) {}

  [[nodiscard]] bool stands_alone() const {
    const std::string_view words = found_.texts[tag_.paragraph].text();
    const bool blank = words.substr(0, tag_.text_begin).find_first_not_of(' ') == std::string_view::npos &&
                       words.substr(tag_.text_end).find_first_not_of(' ') == std::string_view::npos;
    const bool plain = story_.nodes()[story_.runs()[tag_.run].node].parent == paragraph_.node;
    return blank && plain && !story_.is_properties() && !paragraph_.ends_section;
  }

  [[nodiscard]] std::vector<Replacement> in_paragraphs(const std::vector<std::string>& texts) const {
    const auto& node = story_.nodes()[paragraph_.node];
    const std::string_view part = story_.part();
    const auto prefix = prefix_of(part.substr(node.bytes.begin, node.content.begin - node.bytes.begin));
    const auto& run = story_.runs()[tag_.run];
    Bytes bytes;
    for (const auto& text : texts) {
      bytes += part.substr(node.bytes.begin, node.content.begin - node.bytes.begin);
      bytes += paragraph_.properties.of(part);
      bytes += run.start_tag.of(part);
      bytes += run.properties.of(part);
      bytes += open_text(prefix);
      text::append_escaped(bytes, text);
      bytes += "</" + prefix + "t></" + prefix + "r></" + prefix + "p>";
    }
    return {{node.bytes.begin, node.bytes.end, std::move(bytes)}};
  }

  [[nodiscard]] std::vector<Replacement> in_line(const std::string& text) const {
    std::vector<Replacement> all;
    for (const auto& span : tag_.spans) all.push_back({span.bytes.begin, span.bytes.end, {}});
    text::append_escaped(all.front().bytes, text);
    return all;
  }

 private:
  static std::string prefix_of(std::string_view start_tag) {
    const auto end = start_tag.find_first_of(": />");
    return start_tag[end] == ':' ? std::string(start_tag.substr(1, end)) : std::string();
  }

  const text::Story& story_;
  const FoundTags& found_;
  const FoundTag& tag_;
  const text::StoryParagraph& paragraph_;
};

Bytes with_replacements(const Bytes& part, const std::vector<Replacement>& replacements) {
  Bytes result;
  std::size_t at = 0;
  for (const auto& one : replacements) {
    result.append(part, at, one.begin - at).append(one.bytes);
    at = one.end;
  }
  return result.append(part, at);
}

}  // namespace

std::optional<Bytes> ClauseExpansion::expand(const text::Story& story, const FoundTags& found,
                                             const std::vector<PlacedTag>& placed) {
  std::vector<Replacement> replacements;
  for (std::size_t index = 0; index < found.tags.size(); ++index) {
    const auto& tag = found.tags[index];
    if (tag.tag.kind != Tag::Kind::clause) continue;
    auto texts = paragraphs_of(tag.tag, placed[index], 1);
    if (description_) {
      for (auto& text : texts) text = replaced(replaced(text, "}", description_->closing), "{", description_->opening);
    }
    const ClausePlace place(story, found, tag);
    const bool alone = place.stands_alone();
    if (!alone && texts.size() > 1) report("clause_not_alone", placed[index], tag.tag.path.text());
    auto more = alone ? place.in_paragraphs(texts) : place.in_line(texts.empty() ? std::string() : texts.front());
    std::move(more.begin(), more.end(), std::back_inserter(replacements));
  }
  return replacements.empty() ? std::nullopt : std::optional(with_replacements(story.part(), replacements));
}

const Clause* ClauseExpansion::clause_of(const std::string& name, const PlacedTag& tag) {
  std::optional<Sha256> pinned;
  if (description_) {
    const auto pin = description_->clauses.find(name);
    if (pin != description_->clauses.end()) pinned = pin->second;
  }
  const auto* newest = library_.find(name, std::nullopt);
  if (newest == nullptr) return report("unknown_clause", tag, name, nearest_name(name, library_.names())), nullptr;
  if (description_ && !pinned) return report("clause_not_pinned", tag, name, newest->sha256.hex()), nullptr;
  const auto* found = library_.find(name, pinned);
  if (found == nullptr) return report("clause_changed", tag, name, newest->sha256.hex()), nullptr;
  taken_.insert_or_assign(name, found->sha256);
  return found;
}

/// What the tag names, then what the text around it is marked with, then the only language of the template.
std::optional<std::string> ClauseExpansion::language_of(const Tag& tag, const PlacedTag& placed) const {
  if (auto named = name_and_language(tag).second; !named.empty()) return named;
  if (placed.language) return placed.language->text();
  if (description_ && description_->languages.size() == 1) return description_->languages.front().text();
  return std::nullopt;
}

std::vector<std::string> ClauseExpansion::paragraphs_of(const Tag& tag, const PlacedTag& placed, std::size_t depth) {
  const auto name = name_and_language(tag).first;
  if (depth > deepest) return report("clause_too_deep", placed, name), std::vector<std::string>{};
  const auto* clause = clause_of(name, placed);
  if (clause == nullptr) return {};
  const auto language = language_of(tag, placed);
  const auto text = language ? clause->text.find(*language) : clause->text.end();
  if (text == clause->text.end()) return report("clause_language", placed, language.value_or(name)), std::vector<std::string>{};
  auto paragraphs = text->second;
  for (auto& one : paragraphs) one = with_inner_clauses(one, *language, placed, depth);
  return paragraphs;
}

std::string ClauseExpansion::with_inner_clauses(const std::string& paragraph, const std::string& language,
                                                const PlacedTag& placed, std::size_t depth) {
  std::string result;
  std::size_t at = 0;
  for (auto open = paragraph.find("{>"); open != std::string::npos; open = paragraph.find("{>", at)) {
    const auto close = paragraph.find('}', open);
    const auto tag = close == std::string::npos ? std::nullopt : parse_tag(paragraph.substr(open + 1, close - open - 1));
    if (!tag) break;
    auto inner = placed;
    inner.language = LanguageTag::parse(language);
    const auto texts = paragraphs_of(*tag, inner, depth + 1);
    result.append(paragraph, at, open - at);
    for (const auto& text : texts) result += (&text == &texts.front() ? "" : "\n") + text;
    at = close + 1;
  }
  return result.append(paragraph, at);
}

void ClauseExpansion::report(const char* code, const PlacedTag& placed, const std::string& detail, std::string suggestion) {
  const bool told = std::any_of(findings_.begin(), findings_.end(), [&](const Finding& one) {
    return one.code == code && one.tag == placed.source && one.place.part == placed.place.part &&
           one.place.paragraph == placed.place.paragraph;
  });
  if (!told) findings_.push_back(make_finding(code, placed.source, placed.place, std::move(suggestion), detail));
}

}  // namespace chancery::templating
