#include "templating/run_language.h"

#include "text/values.h"

#include <algorithm>

namespace chancery::templating {
namespace {

/// Word checks the spelling by region.
std::string with_region(const LanguageTag& language) {
  const auto& tag = language.text();
  if (tag == "uk") return "uk-UA";
  if (tag == "en") return "en-GB";
  if (tag == "fr") return "fr-FR";
  if (tag == "it") return "it-IT";
  return tag;
}

/// What may stand behind `w:lang` among the properties of a run (ECMA-376 part 1, EG_RPrBase).
std::size_t place_for_language(std::string_view properties, const std::string& prefix) {
  auto place = properties.rfind("</" + prefix + "rPr>");
  for (const auto* later : {"eastAsianLayout", "specVanish", "oMath", "rPrChange"}) {
    place = std::min(place, properties.find("<" + prefix + later));
  }
  return place;
}

}  // namespace

std::optional<LanguageTag> named_language(const Tag& tag) {
  for (auto call = tag.filters.rbegin(); call != tag.filters.rend(); ++call) {
    if (call->name == "default" || call->name == "translit") continue;
    for (auto argument = call->arguments.rbegin(); argument != call->arguments.rend(); ++argument) {
      const auto language = LanguageTag::parse(*argument);
      if (language && text::writes_values_in(*language)) return language;
    }
  }
  const auto& segments = tag.path.segments;
  if (segments.size() < 2) return std::nullopt;
  const auto language = LanguageTag::parse(segments.back());
  return language && text::writes_values_in(*language) ? language : std::nullopt;
}

std::optional<LanguageTag> language_to_mark(const PlacedTag& tag, const text::StoryRun& run, const text::Styles& styles) {
  const auto language = named_language(tag.tag);
  if (!language) return std::nullopt;
  const auto said = [&](std::string_view written) { return written.substr(0, written.find('-')) == language->primary(); };
  if (tag.language && tag.language->primary() == language->primary()) return std::nullopt;
  // A column of another language keeps its language: the check has told that the value stands in the wrong one.
  if (tag.column || said(run.language)) return std::nullopt;
  if (run.language.empty() && said(styles.language(run.style))) return std::nullopt;
  return language;
}

std::optional<std::string> with_language(std::string_view run_start, std::string_view prefix_view,
                                         const std::optional<LanguageTag>& language) {
  if (!language) return std::nullopt;
  const std::string prefix(prefix_view);
  const auto mark = "<" + prefix + "lang " + prefix + "val=\"" + with_region(*language) + "\"/>";
  std::string start(run_start);
  const auto old = start.find("<" + prefix + "lang ");
  if (old != std::string::npos) return start.replace(old, start.find('>', old) + 1 - old, mark);
  const auto place = place_for_language(start, prefix);
  if (place != std::string::npos) return start.insert(place, mark);
  const auto end = start.find('>') + 1;
  return start.substr(0, end) + "<" + prefix + "rPr>" + mark + "</" + prefix + "rPr>";
}

std::string open_text(std::string_view prefix) {
  return "<" + std::string(prefix) + "t xml:space=\"preserve\">";
}

}  // namespace chancery::templating
