#include "templating/xml_fill.h"

#include "templating/filter.h"
#include "templating/lookup.h"
#include "templating/template_check.h"
#include "text/characters.h"
#include "text/markup_reader.h"

#include <algorithm>
#include <deque>
#include <set>
#include <string>
#include <utility>

namespace chancery::templating {
namespace {

using formats::Json;
using XmlKind = XmlOperation::Kind;

const Json& no_value() {
  static const Json value;
  return value;
}

bool agrees(const Comparison& comparison, const Json& value) {
  const auto same = [&](const Json& one) { return words_of(one) == comparison.value; };
  const bool found = value.is_array() ? std::any_of(value.begin(), value.end(), same) : same(value);
  return found == comparison.equal;
}

/// Quotes would end an attribute; line ends and tabs in one would be read as spaces.   Standard: XML 1.0, 3.3.3.
void append_to_attribute(Bytes& out, std::string_view value) {
  for (const char one : value) {
    switch (one) {
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      case '\n':
        out += "&#10;";
        break;
      case '\r':
        out += "&#13;";
        break;
      case '\t':
        out += "&#9;";
        break;
      default:
        text::append_escaped(out, std::string_view(&one, 1));
    }
  }
}

/// A carriage return that stands as it is would be read as a line feed.   Standard: XML 1.0, 2.11.
void append_to_text(Bytes& out, std::string_view value) {
  for (auto at = value.find('\r'); at != std::string_view::npos; at = value.find('\r')) {
    text::append_escaped(out, value.substr(0, at));
    out += "&#13;";
    value.remove_prefix(at + 1);
  }
  text::append_escaped(out, value);
}

/// Runs the operations of a template over one set of data. Every tag without a value leaves a finding, and writing goes on.
class XmlFiller {
 public:
  XmlFiller(const XmlTemplate& compiled, const Json& data, const FillOptions& options)
      : compiled_(compiled), options_(options), scopes_{&data} {}

  [[nodiscard]] Bytes run() {
    const auto& operations = compiled_.operations();
    for (std::size_t at = 0; at < operations.size();) at = step(at, operations[at]);
    return std::move(out_);
  }

  [[nodiscard]] std::vector<Finding> findings() && { return std::move(findings_); }

 private:
  struct Frame {
    std::vector<const Json*> items;  // empty for a condition
    std::size_t item = 0;
    FoundValue value;  // keeps alive what was put together for it
  };

  [[nodiscard]] std::size_t step(std::size_t at, const XmlOperation& operation) {
    switch (operation.kind) {
      case XmlKind::literal:
        out_.append(compiled_.literals(), operation.first, operation.second - operation.first);
        return at + 1;
      case XmlKind::text:
      case XmlKind::attribute:
        write(compiled_.tags()[operation.first], operation.kind == XmlKind::attribute);
        return at + 1;
      case XmlKind::each_begin:
        return begin_each(at, operation);
      case XmlKind::if_begin:
      case XmlKind::unless_begin:
        return begin_condition(at, operation);
      case XmlKind::block_end:
        return end_block(at, operation);
    }
    return at + 1;
  }

  [[nodiscard]] std::size_t begin_each(std::size_t at, const XmlOperation& operation) {
    const auto& one = compiled_.tags()[operation.first];
    auto value = value_of_block(one);
    if (!value) return operation.second;
    // The items may lie in what was put together for this block: it must have its place before they are pointed at.
    auto& frame = frames_.emplace_back(Frame{{}, 0, std::move(*value)});
    frame.items = items_of(frame.value.json());
    const bool too_many = frame.items.size() > options_.item_limit;
    if (too_many) report("too_many_items", one, std::to_string(frame.items.size()));
    if (too_many || frame.items.empty()) {
      frames_.pop_back();
      return operation.second;
    }
    scopes_.push_back(frame.items.front());
    return at + 1;
  }

  [[nodiscard]] std::size_t begin_condition(std::size_t at, const XmlOperation& operation) {
    const auto& one = compiled_.tags()[operation.first];
    auto value = value_of_block(one);
    if (!value) return operation.second;
    const bool there = !items_of(value->json()).empty();
    const bool holds = one.tag.comparison ? agrees(*one.tag.comparison, value->json()) : there;
    if (holds != (operation.kind == XmlKind::if_begin)) return operation.second;
    frames_.push_back(Frame{{}, 0, FoundValue(&no_value())});
    return at + 1;
  }

  [[nodiscard]] std::size_t end_block(std::size_t at, const XmlOperation& operation) {
    auto& frame = frames_.back();
    const bool repeats = !frame.items.empty();
    const bool goes_on = repeats && ++frame.item < frame.items.size() && !is_too_large(compiled_.tags()[operation.first]);
    if (goes_on) {
      scopes_.back() = frame.items[frame.item];
      return operation.second + 1;
    }
    if (repeats) scopes_.pop_back();
    frames_.pop_back();
    return at + 1;
  }

  /// Absent when the value is not there and nothing tells whether it may be: without a description a name could be misspelt.
  [[nodiscard]] std::optional<FoundValue> value_of_block(const PlacedTag& one) {
    auto value = find_value(scopes_, one.tag.path);
    if (value) return value;
    if (compiled_.description()) return FoundValue(&no_value());
    report("undefined", one, one.tag.path.text());
    return std::nullopt;
  }

  void write(const PlacedTag& one, bool attribute) {
    if (is_too_large(one)) return;
    const bool left_standing = options_.leave_register_tags && is_register_field(one.tag.path);
    const auto said = left_standing ? std::optional(one.source) : words(one);
    if (!said) return;
    if (text::find_bad_character(*said)) return report("control_character", one, one.tag.path.text());
    attribute ? append_to_attribute(out_, *said) : append_to_text(out_, *said);
  }

  [[nodiscard]] std::optional<std::string> words(const PlacedTag& one) {
    const auto value = find_value(scopes_, one.tag.path);
    if (!value || value->json().is_null()) {
      auto instead = default_text(one.tag.filters);
      if (!instead) report("undefined", one, one.tag.path.text());
      return instead;
    }
    const auto result = filtered(one, value->json());
    auto said = result ? words_of(*result) : std::nullopt;
    if (result && !said)
      report(is_language_list(*result) || result->is_object() ? "language_missing" : "not_text", one, one.tag.path.text());
    return said;
  }

  [[nodiscard]] std::optional<Json> filtered(const PlacedTag& one, Json value) {
    for (const auto& call : one.tag.filters) {
      auto outcome = apply_filter(call, value, language_of(one));
      if (const auto* problem = std::get_if<FilterProblem>(&outcome)) {
        report(problem->code.c_str(), one, call.name);
        return std::nullopt;
      }
      value = std::move(std::get<Json>(outcome));
    }
    return value;
  }

  /// What the path selects, then `xml:lang`, then the first language of the template.
  [[nodiscard]] std::optional<LanguageTag> language_of(const PlacedTag& one) const {
    const auto& segments = one.tag.path.segments;
    if (segments.size() > 1) {
      if (auto selected = LanguageTag::parse(segments.back())) return selected;
    }
    if (one.language) return one.language;
    const auto& description = compiled_.description();
    return description ? std::optional(description->languages.front()) : std::nullopt;
  }

  [[nodiscard]] bool is_too_large(const PlacedTag& one) {
    const bool too_large = out_.size() > options_.output_limit;
    if (too_large) report("too_large", one, std::to_string(options_.output_limit));
    return too_large;
  }

  void report(const char* code, const PlacedTag& one, std::string detail) {
    if (!reported_.emplace(&one, code).second) return;
    findings_.push_back(make_finding(code, one.source, one.place, {}, std::move(detail)));
  }

  const XmlTemplate& compiled_;
  const FillOptions& options_;
  Bytes out_;
  std::vector<Finding> findings_;
  std::vector<const Json*> scopes_;
  std::deque<Frame> frames_;  // never moves what it holds
  std::set<std::pair<const PlacedTag*, std::string>> reported_;
};

}  // namespace

XmlOutcome fill_xml(const XmlTemplate& compiled, const Json& data, const FillOptions& options) {
  if (has_errors(compiled.findings())) return compiled.findings();
  auto findings = compiled.description() ? check_data(*compiled.description(), data) : std::vector<Finding>{};
  XmlFiller filler(compiled, data, options);
  auto document = filler.run();
  auto of_tags = std::move(filler).findings();
  std::move(of_tags.begin(), of_tags.end(), std::back_inserter(findings));
  if (has_errors(findings)) return findings;
  return FilledXml{std::move(document), std::move(findings)};
}

}  // namespace chancery::templating
