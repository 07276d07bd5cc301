#pragma once

#include "formats/docx_package.h"
#include "support/docx_builder.h"
#include "templating/fill.h"
#include "templating/template.h"
#include "text/rendition.h"

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace chancery::tests {

inline formats::Json json(std::string_view text) {
  return formats::Json::parse(text);
}

inline formats::DocxPackage read_package(Bytes bytes) {
  return formats::DocxPackage::read(Blob(std::move(bytes)), "filled.docx");
}

/// The document, where the template and its data are without a fault.
inline Bytes filled(const templating::Template& compiled, const formats::Json& data,
                    const templating::FillOptions& options = {}) {
  auto outcome = templating::fill(compiled, data, options);
  if (const auto* findings = std::get_if<std::vector<templating::Finding>>(&outcome)) {
    for (const auto& one : *findings) UNSCOPED_INFO(to_json(one).dump());
  }
  REQUIRE(std::holds_alternative<templating::Filled>(outcome));
  return std::get<templating::Filled>(std::move(outcome)).package;
}

/// What people read in a filled template, a line for each paragraph.
inline std::string lines(const DocxBuilder& builder, std::string_view data,
                         const std::optional<templating::Description>& description = std::nullopt) {
  return text::rendition(read_package(filled(templating::compile(builder.package(), description), json(data))));
}

/// What stands in the way of filling.
inline std::vector<templating::Finding> findings(const templating::Template& compiled, const formats::Json& data) {
  const auto outcome = templating::fill(compiled, data);
  if (const auto* found = std::get_if<std::vector<templating::Finding>>(&outcome)) return *found;
  return std::get<templating::Filled>(outcome).warnings;
}

inline std::vector<templating::Finding> findings(const DocxBuilder& builder, std::string_view data,
                                                 const std::optional<templating::Description>& description = std::nullopt) {
  return findings(templating::compile(builder.package(), description), json(data));
}

inline std::vector<std::string> codes(const std::vector<templating::Finding>& findings) {
  std::vector<std::string> found;
  for (const auto& one : findings) found.push_back(one.code);
  return found;
}

}  // namespace chancery::tests
