#include "templating/template_check.h"

#include "templating/field_names.h"
#include "templating/filter.h"
#include "templating/lookup.h"
#include "templating/suggestion.h"

#include <algorithm>
#include <set>

namespace chancery::templating {
namespace {

class TagCheck {
 public:
  explicit TagCheck(const std::optional<Description>& description) : description_(description) {}

  void part(const std::vector<PlacedTag>& tags) {
    FieldScopes scopes(description_);
    for (const auto& one : tags) {
      if (one.tag.kind == Tag::Kind::close) scopes.leave();
      if (one.tag.kind == Tag::Kind::value || one.tag.kind == Tag::Kind::image) value(one, scopes);
      if (one.tag.kind != Tag::Kind::open && one.tag.kind != Tag::Kind::open_inverted) continue;
      const auto field = scopes.resolve(one.tag.path);
      note(one, field);
      scopes.enter(one.tag.kind == Tag::Kind::open ? field : std::nullopt);
    }
  }

  [[nodiscard]] std::vector<Finding> finish() {
    compare_columns();
    find_unused();
    return std::move(findings_);
  }

 private:
  void value(const PlacedTag& one, const FieldScopes& scopes) {
    const auto field = scopes.resolve(one.tag.path);
    note(one, field);
    if (field) image(one, *field);
    for (const auto& call : one.tag.filters) {
      const auto problem = check_filter(call);
      if (problem) report(problem->code, one, nearest_name(call.name, filter_names()), call.name);
    }
    if (field) languages(one, *field);
  }

  /// An image is written by `{%…}` and by nothing else, and only an image.
  void image(const PlacedTag& one, const ResolvedField& field) {
    if (field.description == nullptr) return;
    const bool is_image = field.description->type == FieldType::image;
    const bool written_as_image = one.tag.kind == Tag::Kind::image || one.of_control;
    if (is_image != written_as_image && !one.of_control) report("image_field", one, {}, field.path);
  }

  void note(const PlacedTag& one, const std::optional<ResolvedField>& field) {
    if (!field) {
      if (description_ && one.of_control) return report("unknown_control", one, nearest_field(one.tag.path, *description_));
      if (description_) report("unknown_field", one, nearest_field(one.tag.path, *description_));
      return;
    }
    used_.insert(field->path);
    // A block may begin in one column and end in the other: only what is written counts.
    if (one.column && one.tag.kind == Tag::Kind::value) columns_[field->path].emplace(*one.column, &one);
  }

  void languages(const PlacedTag& one, const ResolvedField& field) {
    const bool translated = field.description != nullptr && is_translated(field.description->type);
    if (field.description != nullptr && !translated && !field.language.empty())
      return report("language_unknown", one, {}, field.language);
    if (translated && field.language.empty())
      return report("language_missing", one, field.path + "." + description_->languages.front().text());
    if (translated && !has_language(field.language)) return report("language_unknown", one, {}, field.language);
    const bool elsewhere = one.column && !field.language.empty() && description_ &&
                           LanguageTag::parse(field.language)->primary() != description_->columns[*one.column].primary();
    if (elsewhere) report("column_language", one, {}, field.language);
  }

  [[nodiscard]] bool has_language(std::string_view language) const {
    const auto& all = description_->languages;
    return std::any_of(all.begin(), all.end(), [&](const LanguageTag& one) { return one.text() == language; });
  }

  void compare_columns() {
    if (!description_) return;
    for (const auto& [path, places] : columns_) {
      if (places.size() < description_->columns.size()) report("column_only", *places.begin()->second, {}, path);
    }
  }

  void find_unused() {
    if (!description_) return;
    for (const auto& field : description_->fields) {
      const auto path = plain_path(field.path);
      const bool used = std::any_of(used_.begin(), used_.end(), [&](const std::string& one) {
        return one == path || one.starts_with(path + ".") || path.starts_with(one + ".");
      });
      if (!used) findings_.push_back(make_finding("unused_field", field.path, {}));
    }
  }

  void report(std::string code, const PlacedTag& one, std::string suggestion = {}, std::string detail = {}) {
    findings_.push_back(make_finding(std::move(code), one.source, one.place, std::move(suggestion), std::move(detail)));
  }

  const std::optional<Description>& description_;
  std::vector<Finding> findings_;
  std::set<std::string> used_;
  std::map<std::string, std::map<std::size_t, const PlacedTag*>> columns_;
};

}  // namespace

std::vector<Finding> check_tags(const std::map<std::string, std::vector<PlacedTag>>& tags,
                                const std::optional<Description>& description) {
  TagCheck check(description);
  for (const auto& [part, placed] : tags) check.part(placed);
  return check.finish();
}

bool is_register_field(const FieldPath& path) {
  return path.segments.size() == 1 && (path.segments.front() == "doc_no" || path.segments.front() == "doc_date");
}

}  // namespace chancery::templating
