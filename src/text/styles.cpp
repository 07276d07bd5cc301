#include "text/styles.h"

#include "formats/opc.h"
#include "text/word_xml.h"

namespace chancery::text {
namespace {

/// Word itself stops following `basedOn` at ten; a circle must end.
constexpr int chain_limit = 32;

std::string language_in(const formats::XmlElement& owner) {
  const auto properties = word_child(owner, "rPr");
  return properties ? child_value(*properties, "lang").value_or("") : "";
}

bool is_on(std::string_view value) {
  return value == "1" || value == "true" || value == "on";
}

}  // namespace

Styles Styles::read(const formats::XmlDocument& document) {
  Styles result;
  if (const auto defaults = word_child(document.root(), "docDefaults")) {
    const auto run = word_child(*defaults, "rPrDefault");
    if (run) result.default_language_ = language_in(*run);
  }
  for (const auto& element : word_children(document.root(), "style")) {
    const auto id = word_attribute(element, "styleId");
    const bool paragraph = word_attribute(element, "type") == "paragraph";
    if (paragraph && is_on(word_attribute(element, "default"))) result.default_paragraph_ = id;
    result.styles_.emplace(id, read_style(element));
  }
  return result;
}

Styles Styles::of(const formats::DocxPackage& package) {
  const auto part = package.styles_part();
  return part ? read(formats::read_xml_part(package.archive(), *part)) : Styles();
}

Styles::Style Styles::read_style(const formats::XmlElement& element) {
  Style style;
  style.based_on = child_value(element, "basedOn").value_or("");
  style.language = language_in(element);
  const auto properties = word_child(element, "pPr");
  if (!properties) return style;
  style.outline = child_number(*properties, "outlineLvl");
  if (const auto list = word_child(*properties, "numPr")) {
    style.number = child_value(*list, "numId");
    style.level = child_number(*list, "ilvl");
  }
  return style;
}

const Styles::Style* Styles::find(std::string_view id) const {
  const auto found = styles_.find(id);
  return found == styles_.end() ? nullptr : &found->second;
}

std::string Styles::language(std::string_view style) const {
  const auto* one = find(style);
  const auto* unmarked = find(default_paragraph_);
  for (int steps = 0; one != nullptr && one != unmarked && steps < chain_limit; ++steps, one = find(one->based_on)) {
    if (!one->language.empty()) return one->language;
  }
  return {};
}

std::optional<NumberingLink> Styles::numbering(std::string_view style) const {
  std::optional<std::size_t> level;
  const auto* one = find(style);
  for (int steps = 0; one != nullptr && steps < chain_limit; ++steps, one = find(one->based_on)) {
    if (!level) level = one->level;
    if (one->number) return NumberingLink{*one->number, level.value_or(0)};
  }
  return std::nullopt;
}

/// Level 9 means body text (ECMA-376 part 1, 17.3.1.20).
std::optional<std::size_t> Styles::outline(std::string_view style) const {
  const auto* one = find(style);
  for (int steps = 0; one != nullptr && steps < chain_limit; ++steps, one = find(one->based_on)) {
    if (one->outline) return *one->outline < 9 ? one->outline : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace chancery::text
