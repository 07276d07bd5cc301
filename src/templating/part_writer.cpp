#include "templating/part_writer.h"

#include "base/error.h"
#include "templating/field_names.h"
#include "templating/filter.h"
#include "templating/rich_writer.h"
#include "templating/run_language.h"
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

/// Whether the description asks for a field that a control names, in whatever list it stands.
bool is_required(const Description& description, const FieldPath& path) {
  const auto name = path.text();
  return std::any_of(description.fields.begin(), description.fields.end(), [&](const FieldDescription& one) {
    const auto plain = plain_path(one.path);
    return one.required && (plain == name || plain.ends_with("." + name));
  });
}

const Json& no_value() {
  static const Json value;
  return value;
}

}  // namespace

PartWriter::PartWriter(const Template& compiled, const Json& data, const FillOptions& options, std::vector<Finding>& findings)
    : compiled_(compiled), options_(options), findings_(findings), scopes_{&data} {}

Bytes PartWriter::write(const std::string& part, const Program& program) {
  program_ = &program;
  part_ = part;
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
    case Kind::control:
      write_control(program_->tags[operation.first], program_->controls[operation.second]);
      break;
    case Kind::section_begin:
      if (!has_items(program_->tags[operation.first])) return operation.second;
      break;
    case Kind::section_end:
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

/// A repeating section without an item goes as a whole: an empty one would be no document.
bool PartWriter::has_items(const PlacedTag& one) {
  const auto value = value_of_block(one);
  return value && !items_of_block(one, *value).empty();
}

void PartWriter::write_value(const PlacedTag& one) {
  if (is_too_large(one)) return;
  if (is_left_standing(one)) return text::append_escaped(out_, one.source);
  if (one.form == ValueForm::picture) return write_picture(one);
  const auto found = words(one);
  if (!found) return;
  if (text::find_bad_character(*found)) return report("control_character", one, one.tag.path.text());
  write_words(one, *found);
}

void PartWriter::write_words(const PlacedTag& one, const std::string& words) {
  if (program_->plain) return text::append_escaped(out_, words);
  if (one.form == ValueForm::words) return append_words(out_, words, program_->prefix);
  auto parsed = parse_rich_text(words);
  if (const auto* problem = std::get_if<RichProblem>(&parsed)) return report("link_refused", one, problem->link);
  append_rich_text(out_, std::get<std::vector<RichBlock>>(parsed), one, program_->prefix);
}

std::optional<Picture> PartWriter::picture_of(const PlacedTag& one) {
  const auto value = find_value(scopes_, one.tag.path);
  if (!value || value->json().is_null()) {
    report("undefined", one, one.tag.path.text());
    return std::nullopt;
  }
  auto read = read_picture(value->json(), picture_size(one.tag), language_of(one));
  if (const auto* problem = std::get_if<PictureProblem>(&read)) {
    report(problem->code.c_str(), one, problem->detail.empty() ? one.tag.path.text() : problem->detail);
    return std::nullopt;
  }
  return std::get<Picture>(std::move(read));
}

/// Between two texts of the run that the tag stands in.
void PartWriter::write_picture(const PlacedTag& one) {
  const auto picture = picture_of(one);
  if (!picture) return;
  const auto& prefix = program_->prefix;
  out_.append("</").append(prefix).append("t>").append(media_.drawing(part_, *picture, prefix));
  out_.append(open_text(prefix));
}

/// Where nothing describes the fields, a control that the data do not know belongs to somebody else and stays as it is.
void PartWriter::write_control(const PlacedTag& one, const ControlForm& form) {
  if (is_too_large(one)) return;
  const auto value = find_value(scopes_, one.tag.path);
  const bool known = value && !value->json().is_null();
  const bool optional = !known && !default_text(one.tag.filters) &&
                        (!compiled_.description() || !is_required(*compiled_.description(), one.tag.path));
  if (form.locked && known) report("control_locked", one, one.tag.path.text());
  if (form.locked || optional || is_left_standing(one)) {
    out_ += form.original;
    return;
  }
  form.kind == text::StoryControl::Kind::picture ? write_picture_control(one, form) : write_bare_control(one, form);
}

void PartWriter::write_picture_control(const PlacedTag& one, const ControlForm& form) {
  const auto picture = picture_of(one);
  if (!picture) return;
  out_ += form.head + form.head_end + media_.add(part_, *picture) + form.tail;
  if (form.binding) bound_values_.push_back({*form.binding, to_base64(picture->content), &one});
}

void PartWriter::write_bare_control(const PlacedTag& one, const ControlForm& form) {
  const auto value = control_value(one, form);
  if (!value) return;
  if (text::find_bad_character(value->shown)) return report("control_character", one, one.tag.path.text());
  out_ += form.head;
  if (form.has_state) out_ += value->state;
  out_ += form.head_end;
  append_words(out_, value->shown, program_->prefix);
  out_ += form.tail;
  if (form.binding) bound_values_.push_back({*form.binding, value->stored, &one});
}

std::optional<ControlValue> PartWriter::control_value(const PlacedTag& one, const ControlForm& form) {
  const auto found = find_value(scopes_, one.tag.path);
  if (found && one.tag.filters.empty() && form.kind != text::StoryControl::Kind::text &&
      form.kind != text::StoryControl::Kind::rich_text) {
    auto read = read_control_value(form, found->json(), language_of(one));
    if (auto* value = std::get_if<ControlValue>(&read)) return std::move(*value);
    report(std::get<FilterProblem>(read).code.c_str(), one, one.tag.path.text());
    return std::nullopt;
  }
  const auto said = words(one);
  return said ? std::optional(ControlValue{*said, {}, *said}) : std::nullopt;
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
  auto said = result ? words_of(without_case(*result)) : std::nullopt;
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
