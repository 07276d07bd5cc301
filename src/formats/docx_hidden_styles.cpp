#include "formats/docx_hidden_styles.h"

#include "formats/wordprocessing.h"

namespace chancery::formats {
namespace {

using wordprocessing::is_on;
using wordprocessing::main_namespace;

std::optional<XmlElement> properties_of(const XmlElement& element, std::string_view name = "rPr") {
  return element.child(name, main_namespace);
}

std::optional<bool> own_vanish(const std::optional<XmlElement>& properties) {
  const auto vanish = properties ? properties->child("vanish", main_namespace) : std::nullopt;
  return vanish ? std::optional(is_on(*vanish)) : std::nullopt;
}

std::string value_of(const XmlElement& element, std::string_view child) {
  const auto found = element.child(child, main_namespace);
  return found ? found->attribute("val", main_namespace).value_or("") : std::string{};
}

bool is_default_paragraph_style(const XmlElement& style) {
  const auto flag = style.attribute("default", main_namespace).value_or("0");
  return style.attribute("type", main_namespace) == "paragraph" && (flag == "1" || flag == "true" || flag == "on");
}

}  // namespace

DocxHiddenStyles DocxHiddenStyles::read(const DocxPackage& package) {
  DocxHiddenStyles result;
  if (!package.styles_part()) return result;
  const XmlDocument document = read_xml_part(package.archive(), *package.styles_part());
  for (const XmlElement& style : document.root().children("style", main_namespace)) {
    const std::string id = style.attribute("styleId", main_namespace).value_or("");
    result.styles_[id] = {own_vanish(properties_of(style)), value_of(style, "basedOn")};
    if (is_default_paragraph_style(style)) result.paragraph_default_ = id;
  }
  const auto defaults = document.root().child("docDefaults", main_namespace);
  const auto run_default = defaults ? defaults->child("rPrDefault", main_namespace) : std::nullopt;
  if (run_default) result.default_ = own_vanish(properties_of(*run_default)).value_or(false);
  return result;
}

std::optional<bool> DocxHiddenStyles::vanish_of(const std::optional<XmlElement>& properties,
                                                std::string_view style_element) const {
  std::string id = properties ? value_of(*properties, style_element) : std::string{};
  if (id.empty() && style_element == "pStyle") id = paragraph_default_;
  for (std::size_t step = 0; step <= styles_.size(); ++step) {  // a style may be based on itself by mistake
    const auto style = styles_.find(id);
    if (style == styles_.end()) return std::nullopt;
    if (style->second.vanish) return style->second.vanish;
    id = style->second.based_on;
  }
  return std::nullopt;
}

bool DocxHiddenStyles::hides(const XmlElement& run, const std::optional<XmlElement>& paragraph) const {
  const auto properties = properties_of(run);
  if (const auto own = own_vanish(properties)) return *own;
  if (const auto character = vanish_of(properties, "rStyle")) return *character;
  const auto paragraph_properties = paragraph ? properties_of(*paragraph, "pPr") : std::nullopt;
  return vanish_of(paragraph_properties, "pStyle").value_or(default_);
}

}  // namespace chancery::formats
