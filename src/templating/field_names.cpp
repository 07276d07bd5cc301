#include "templating/field_names.h"

#include "templating/lookup.h"
#include "templating/suggestion.h"
#include "templating/template_check.h"

#include <algorithm>

namespace chancery::templating {
namespace {

bool is_item_number(const std::string& segment) {
  return std::all_of(segment.begin(), segment.end(), [](char one) { return one >= '0' && one <= '9'; });
}

std::string join(const std::string& scope, const std::vector<std::string>& segments, std::size_t count) {
  std::string joined = scope;
  for (std::size_t index = 0; index < count; ++index) {
    if (is_item_number(segments[index])) continue;
    if (!joined.empty()) joined += '.';
    joined += segments[index];
  }
  return joined;
}

}  // namespace

std::optional<ResolvedField> FieldScopes::resolve(const FieldPath& path) const {
  if (path.segments.empty()) return ResolvedField{scopes_.empty() ? "." : scopes_.back(), {}, nullptr};
  for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope) {
    if (!scope->empty() && description_) {
      if (auto found = resolve_in(*scope, path)) return found;
    }
  }
  return resolve_in({}, path);
}

std::optional<ResolvedField> FieldScopes::resolve_in(const std::string& scope, const FieldPath& path) const {
  const auto& segments = path.segments;
  const auto whole = join(scope, segments, segments.size());
  const bool language = segments.size() + (scope.empty() ? 0U : 1U) > 1 && is_language_segment(segments.back());
  const auto shorter = join(scope, segments, segments.size() - 1);
  if (!description_) return language ? ResolvedField{shorter, segments.back(), nullptr} : ResolvedField{whole, {}, nullptr};
  const auto described = [&](const std::string& name) {
    const auto* field = description_->find(name);
    return field != nullptr ? field : description_->find(name + "[]");
  };
  if (description_->knows(whole) || is_register_field(path)) return ResolvedField{whole, {}, described(whole)};
  if (language && description_->knows(shorter)) return ResolvedField{shorter, segments.back(), described(shorter)};
  return std::nullopt;
}

void FieldScopes::enter(const std::optional<ResolvedField>& field) {
  scopes_.push_back(field ? field->path : "");
}

void FieldScopes::leave() {
  if (!scopes_.empty()) scopes_.pop_back();
}

std::string nearest_field(const FieldPath& path, const Description& description) {
  auto written = path;
  const bool language = written.segments.size() > 1 && is_language_segment(written.segments.back());
  const auto suffix = language ? "." + written.segments.back() : std::string();
  if (language) written.segments.pop_back();
  const auto name = written.text();
  const auto names = known_names(description);
  const auto inside = std::find_if(names.begin(), names.end(), [&](const std::string& one) { return one.ends_with("." + name); });
  const auto nearest = inside != names.end() ? *inside : nearest_name(name, names);
  return nearest.empty() ? nearest : nearest + suffix;
}

std::vector<std::string> known_names(const Description& description) {
  std::vector<std::string> names;
  for (const auto& field : description.fields) {
    names.push_back(plain_path(field.path));
    const auto list = field.path.rfind("[].");
    if (list != std::string::npos) names.push_back(plain_path(field.path.substr(list + 3)));
  }
  names.insert(names.end(), {"doc_date", "doc_no"});
  return names;
}

}  // namespace chancery::templating
