#include "templating/part_writer.h"

#include "base/error.h"
#include "templating/field_names.h"
#include "templating/filter.h"
#include "templating/template_check.h"
#include "text/characters.h"
#include "text/markup_reader.h"

#include <algorithm>

namespace chancery::templating {
namespace {

using formats::Json;
using Kind = Operation::Kind;

bool agrees(const Comparison& comparison, const Json& value) {
  const auto same = [&](const Json& one) { return words_of(one) == comparison.value; };
  const bool found = value.is_array() ? std::any_of(value.begin(), value.end(), same) : same(value);
  return found == comparison.equal;
}

/// A value that stands for "yes" where a block needs no items of its own.
const Json& one_item() {
  static const Json item(true);
  return item;
}

const Json& no_value() {
  static const Json value;
  return value;
}

}  // namespace

PartWriter::PartWriter(const Template& compiled, const Json& data, const FillOptions& options, std::vector<Finding>& findings)
    : compiled_(compiled), options_(options), findings_(findings), scopes_{&data} {}

Bytes PartWriter::write(const Program& program) {
  program_ = &program;
  out_.clear();
  out_.reserve(program.literals.size() + program.literals.size() / 2);
  for (std::size_t at = 0; at < program.operations.size();) at = step(at);
  written_ += out_.size();
  return std::move(out_);
}

std::size_t PartWriter::step(std::size_t at) {
  const auto& operation = program_->operations[at];
  switch (operation.kind) {
    case Kind::literal:
      out_.append(program_->literals, operation.first, operation.second - operation.first);
      break;
    case Kind::value:
      write_value(program_->tags[operation.first]);
      break;
    case Kind::block_begin:
      return begin_block(at);
    case Kind::block_end:
      return end_block(at);
    case Kind::table_begin:
    case Kind::container_begin:
      marks_.push_back(out_.size());
      break;
    case Kind::table_end:
      end_table();
      break;
    case Kind::container_end:
      end_container();
      break;
  }
  return at + 1;
}

std::size_t PartWriter::begin_block(std::size_t at) {
  const auto& operation = program_->operations[at];
  const auto& one = program_->tags[operation.first];
  auto value = value_of_block(one);
  if (!value) return operation.second;
  // The items may lie in what was put together for this block: it must have its place before they are pointed at.
  auto& frame = frames_.emplace_back(Frame{at, {}, 0, std::move(*value)});
  frame.items = items_of_block(one, frame.value);
  const bool too_many = frame.items.size() > options_.item_limit;
  if (too_many) report("too_many_items", one, std::to_string(frame.items.size()));
  if (too_many || frame.items.empty()) {
    frames_.pop_back();
    return operation.second;
  }
  scopes_.push_back(frame.items.front());
  return at + 1;
}

/// Absent when the value is not there and the tag may not do without it.
std::optional<FoundValue> PartWriter::value_of_block(const PlacedTag& one) {
  auto value = find_value(scopes_, one.tag.path);
  if (value) return value;
  // The description was asked when the template was compiled; without one nothing tells an absent value from a misspelt name.
  if (compiled_.description()) return FoundValue(&no_value());
  report("undefined", one, one.tag.path.text());
  return std::nullopt;
}

std::vector<const Json*> PartWriter::items_of_block(const PlacedTag& one, const FoundValue& value) {
  const bool inverted = one.tag.kind == Tag::Kind::open_inverted;
  if (!one.tag.comparison && !inverted) return items_of(value.json());
  const bool holds = one.tag.comparison ? agrees(*one.tag.comparison, value.json()) : !items_of(value.json()).empty();
  return holds != inverted ? std::vector{&one_item()} : std::vector<const Json*>{};
}

std::size_t PartWriter::end_block(std::size_t at) {
  auto& frame = frames_.back();
  if (++frame.item == frame.items.size() || is_too_large(program_->tags[program_->operations[at].first])) {
    scopes_.pop_back();
    frames_.pop_back();
    return at + 1;
  }
  scopes_.back() = frame.items[frame.item];
  return frame.begin + 1;
}

void PartWriter::write_value(const PlacedTag& one) {
  if (is_too_large(one)) return;
  if (is_left_standing(one)) return text::append_escaped(out_, one.source);
  const auto found = words(one);
  if (!found) return;
  if (text::find_bad_character(*found)) return report("control_character", one, one.tag.path.text());
  append_words(*found);
}

std::optional<std::string> PartWriter::words(const PlacedTag& one) {
  const auto value = find_value(scopes_, one.tag.path);
  if (!value || value->json().is_null()) {
    auto instead = default_text(one.tag.filters);
    if (!instead) report("undefined", one, one.tag.path.text());
    return instead;
  }
  if (one.tag.filters.empty() && value->json().is_string()) return value->json().get<std::string>();
  const auto result = filtered(one, value->json());
  auto said = result ? words_of(*result) : std::nullopt;
  if (result && !said)
    report(is_language_list(*result) || result->is_object() ? "language_missing" : "not_text", one, one.tag.path.text());
  return said;
}

std::optional<Json> PartWriter::filtered(const PlacedTag& one, Json value) {
  const auto language = language_of(one);
  for (const auto& call : one.tag.filters) {
    auto outcome = apply_filter(call, value, language);
    if (const auto* problem = std::get_if<FilterProblem>(&outcome)) {
      report(problem->code.c_str(), one, call.name);
      return std::nullopt;
    }
    value = std::move(std::get<Json>(outcome));
  }
  return value;
}

/// What the path selects, then what the text around the tag is marked with, then the first language of the template.
std::optional<LanguageTag> PartWriter::language_of(const PlacedTag& one) const {
  const auto& segments = one.tag.path.segments;
  if (segments.size() > 1) {
    if (auto selected = LanguageTag::parse(segments.back())) return selected;
  }
  if (one.language) return one.language;
  const auto& description = compiled_.description();
  return description ? std::optional(description->languages.front()) : std::nullopt;
}

void PartWriter::append_words(std::string_view text) {
  if (program_->plain) return text::append_escaped(out_, text);
  while (true) {
    const auto end = text.find_first_of("\r\n");
    append_tab_parts(text.substr(0, end));
    if (end == std::string_view::npos) return;
    text.remove_prefix(text.substr(end).starts_with("\r\n") ? end + 2 : end + 1);
    break_text("br");
  }
}

void PartWriter::append_tab_parts(std::string_view line) {
  while (true) {
    const auto end = line.find('\t');
    text::append_escaped(out_, line.substr(0, end));
    if (end == std::string_view::npos) return;
    line.remove_prefix(end + 1);
    break_text("tab");
  }
}

/// The text element is closed, the break stands in the same run, and the text goes on.
void PartWriter::break_text(std::string_view element) {
  const auto& prefix = program_->prefix;
  out_.append("</").append(prefix).append("t><").append(prefix).append(element).append("/><");
  out_.append(prefix).append("t xml:space=\"preserve\">");
}

bool PartWriter::is_too_large(const PlacedTag& one) {
  const bool too_large = written_ + out_.size() > options_.output_limit;
  if (too_large) report("too_large", one, std::to_string(options_.output_limit));
  return too_large;
}

std::size_t PartWriter::pop_mark() {
  const auto mark = marks_.back();
  marks_.pop_back();
  return mark;
}

void PartWriter::end_table() {
  const auto mark = pop_mark();
  if (out_.find("<" + program_->prefix + "tr", mark) == Bytes::npos) out_.resize(mark);
}

/// ECMA-376 part 1, 17.4.66: the last element of a cell is a paragraph; headers, notes and boxes hold at least one.
void PartWriter::end_container() {
  const auto mark = pop_mark();
  const std::string_view content = std::string_view(out_).substr(mark);
  const auto& prefix = program_->prefix;
  const bool ends_well = content.ends_with("</" + prefix + "p>") || content.ends_with("/>");
  const bool has_one = content.find("<" + prefix + "p>") != std::string_view::npos ||
                       content.find("<" + prefix + "p ") != std::string_view::npos ||
                       content.find("<" + prefix + "p/") != std::string_view::npos;
  const bool needs_one = !has_one || (!ends_well && content.ends_with("</" + prefix + "tbl>"));
  if (needs_one) out_.append("<").append(prefix).append("p/>");
}

bool PartWriter::is_left_standing(const PlacedTag& one) const {
  return options_.leave_register_tags && is_register_field(one.tag.path);
}

void PartWriter::report(const char* code, const PlacedTag& one, std::string detail) {
  if (!reported_.emplace(&one, code).second) return;
  findings_.push_back(make_finding(code, one.source, one.place, {}, std::move(detail)));
}

}  // namespace chancery::templating
