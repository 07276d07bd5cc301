#include "templating/control_value.h"

#include "templating/lookup.h"
#include "text/values.h"

#include <algorithm>

namespace chancery::templating {
namespace {

using formats::Json;
using ControlKind = text::StoryControl::Kind;
using Outcome = std::variant<ControlValue, FilterProblem>;

/// `w:dateFormat` in the letters of Word: what has no month in words is a short date.
text::DateStyle style_of(const std::string& format) {
  if (format == "yyyy-MM-dd") return text::DateStyle::iso;
  const bool words = format.empty() || format.find("MMM") != std::string::npos;
  if (words && format.find('d') == std::string::npos && !format.empty()) return text::DateStyle::month_year;
  return words ? text::DateStyle::long_form : text::DateStyle::short_form;
}

std::optional<LanguageTag> writing_language(const ControlForm& form, const std::optional<LanguageTag>& language) {
  for (const auto& one : {LanguageTag::parse(form.language), language}) {
    if (one && text::writes_values_in(*one)) return one;
  }
  return std::nullopt;
}

Outcome date(const ControlForm& form, const Json& value, const std::optional<LanguageTag>& language) {
  const auto day = value.is_string() ? text::CalendarDate::parse(value.get_ref<const std::string&>()) : std::nullopt;
  if (!day) return FilterProblem{"not_a_date"};
  const auto writing = writing_language(form, language);
  if (!writing) return FilterProblem{"filter_language"};
  const auto iso = text::write_date(*day, text::DateStyle::iso, *writing);
  const auto shown = text::write_date(*day, style_of(form.date_format), *writing);
  const auto moment = iso + "T00:00:00Z";
  const auto& storage = form.date_storage;
  return ControlValue{shown, moment, storage == "text" ? shown : storage == "date" ? iso : iso + "T00:00:00"};
}

Outcome checkbox(const ControlForm& form, const Json& value) {
  const bool yes = value == Json(true) || value == Json("yes");
  const bool no = value == Json(false) || value == Json("no");
  if (!yes && !no) return FilterProblem{"not_yes_or_no"};
  return ControlValue{yes ? form.on : form.off, yes ? "1" : "0", yes ? "true" : "false"};
}

Outcome choice(const ControlForm& form, const Json& value) {
  const auto words = words_of(value);
  if (!words) return FilterProblem{"not_text"};
  const auto& all = form.choices;
  auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.value == *words; });
  if (found == all.end()) found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.shown == *words; });
  if (found == all.end()) return FilterProblem{"not_a_choice"};
  return ControlValue{found->shown.empty() ? found->value : found->shown, {}, found->value};
}

}  // namespace

Outcome read_control_value(const ControlForm& form, const Json& value, const std::optional<LanguageTag>& language) {
  if (form.kind == ControlKind::date) return date(form, value, language);
  if (form.kind == ControlKind::checkbox) return checkbox(form, value);
  if (form.kind == ControlKind::choice) return choice(form, value);
  return FilterProblem{"not_text"};
}

}  // namespace chancery::templating
