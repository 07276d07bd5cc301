#include "templating/xml_markup.h"

#include <algorithm>
#include <array>
#include <utility>

namespace chancery::templating {
namespace {

constexpr std::string_view template_namespace = "urn:chancery:template:1";
constexpr std::string_view white_space = " \t\r\n";

/// `xmlns:t` declares `t`, `xmlns` the default.
std::optional<std::string_view> declared_prefix(std::string_view attribute) {
  if (attribute == "xmlns") return std::string_view();
  return attribute.starts_with("xmlns:") ? std::optional(attribute.substr(6)) : std::nullopt;
}

}  // namespace

std::vector<XmlAttributePlace> attributes_of(BytesView document, const text::MarkupToken& token) {
  std::vector<XmlAttributePlace> attributes;
  auto at = token.bytes.begin + 1 + token.qualified.size();
  while (true) {
    const auto space = at;
    at = document.find_first_not_of(white_space, at);
    if (document[at] == '>' || document[at] == '/') return attributes;
    const auto name_end = document.find_first_of(" \t\r\n=", at);
    const auto quote = document.find_first_of("\"'", name_end);
    const auto value_end = document.find(document[quote], quote + 1);
    attributes.push_back({document.substr(at, name_end - at), {quote + 1, value_end}, {space, value_end + 1}});
    at = value_end + 1;
  }
}

std::optional<XmlBlock> parse_xml_block(std::string_view local_name) {
  constexpr std::array<std::pair<std::string_view, XmlBlock>, 4> names{
      {{"each", XmlBlock::each}, {"if", XmlBlock::when}, {"unless", XmlBlock::unless}, {"comment", XmlBlock::comment}}};
  const auto* found = std::find_if(names.begin(), names.end(), [&](const auto& one) { return one.first == local_name; });
  return found == names.end() ? std::nullopt : std::optional(found->second);
}

void XmlScopes::open(BytesView document, const std::vector<XmlAttributePlace>& attributes) {
  Scope scope{bindings_.size(), language()};
  for (const auto& attribute : attributes) {
    if (attribute.name == "xml:lang") scope.language = text::resolve_references(attribute.value.of(document));
    if (const auto prefix = declared_prefix(attribute.name))
      bindings_.push_back({std::string(*prefix), text::resolve_references(attribute.value.of(document)) == template_namespace});
  }
  scopes_.push_back(std::move(scope));
}

void XmlScopes::close() {
  bindings_.resize(scopes_.back().bindings, Binding{});
  scopes_.pop_back();
}

bool XmlScopes::is_template(std::string_view qualified) const {
  const auto colon = qualified.find(':');
  const auto prefix = colon == std::string_view::npos ? std::string_view() : qualified.substr(0, colon);
  const auto found = std::find_if(bindings_.rbegin(), bindings_.rend(), [&](const Binding& one) { return one.prefix == prefix; });
  return found != bindings_.rend() && found->is_template;
}

bool declares_template(BytesView document, const XmlAttributePlace& attribute) {
  return declared_prefix(attribute.name) && text::resolve_references(attribute.value.of(document)) == template_namespace;
}

}  // namespace chancery::templating
