#pragma once

#include "formats/docx_inspection.h"
#include "support/schema.h"
#include "support/suites.h"
#include "templating/fill.h"
#include "text/rendition.h"

#include <catch2/catch.hpp>

#include <map>
#include <set>
#include <string>
#include <vector>

/// The templates that the program brings along, filled with the data of its specimens.
namespace chancery::tests::library {

inline const std::filesystem::path folder = std::filesystem::path(CHANCERY_SOURCE) / "templates";

/// Data of a specimen and the template that it is for.
struct Specimen {
  std::string data;
  std::string form;
};

inline const std::vector<Specimen> specimens{
    {"appeal-washington", "appeal"},
    {"appeal-utah", "appeal"},
    {"appeal-ile-de-france", "appeal_fr"},
    {"appeal-tuscany", "appeal_it"},
    {"appeal-utah", "appeal_uk"},
    {"appeal-utah", "appeal_en"},
    {"declaration-summit", "declaration"},
    {"declaration-summit", "declaration_uk"},
    {"declaration-summit", "declaration_en"},
    {"note_verbale-embassy", "note_verbale"},
    {"note_verbale-embassy", "note_verbale_uk"},
    {"note_verbale-embassy", "note_verbale_en"},
    {"full_powers-utah", "full_powers"},
    {"full_powers-utah", "full_powers_uk"},
    {"full_powers-utah", "full_powers_en"},
    {"annex-public", "annex"},
    {"annex-designated", "annex"},
    {"annex-public", "annex_uk"},
    {"annex-designated", "annex_uk"},
    {"annex-public", "annex_en"},
    {"annex-designated", "annex_en"},
    {"certified_translation-en", "certified_translation"},
    {"certified_translation-from-en", "certified_translation_from_en"},
    {"certified_translation-fr", "certified_translation_fr"},
    {"certified_translation-it", "certified_translation_it"},
    {"kyiv-washington", "memorandum_of_understanding"},
    {"kyiv-washington", "memorandum_of_understanding_uk"},
    {"kyiv-washington", "memorandum_of_understanding_en"},
};

inline formats::Json json_of(const std::filesystem::path& file) {
  return formats::parse_json(content_of(file), file.filename().string());
}

inline const templating::Template& form(const std::string& name) {
  static std::map<std::string, templating::Template> compiled;
  auto found = compiled.find(name);
  if (found == compiled.end()) {
    auto package = formats::DocxPackage::read(Blob(content_of(folder / (name + ".docx"))), name);
    const auto description = templating::read_description(json_of(folder / (name + ".json")));
    found = compiled.emplace(name, templating::compile(std::move(package), description)).first;
  }
  return found->second;
}

/// The data of a specimen as it is after the freeze has given number and date.
inline formats::Json data_of(const std::string& name) {
  auto data = json_of(folder / "demonstration" / (name + ".json"));
  data["doc_no"] = "01-12/345";
  data["doc_date"] = "2026-11-21";
  return data;
}

inline formats::DocxPackage filled(const std::string& name, const formats::Json& data,
                                   const templating::FillOptions& options = {}) {
  auto outcome = templating::fill(form(name), data, options);
  if (const auto* findings = std::get_if<std::vector<templating::Finding>>(&outcome)) {
    for (const auto& finding : *findings) FAIL_CHECK(templating::to_json(finding).dump());
  }
  return formats::DocxPackage::read(Blob(std::get<templating::Filled>(std::move(outcome)).package), name + ".docx");
}

inline formats::DocxPackage filled(const Specimen& specimen) {
  return filled(specimen.form, data_of(specimen.data));
}

inline std::string text_of(const formats::DocxPackage& package, const std::string& name, const LanguageTag& language) {
  const auto& description = *form(name).description();
  return text::rendition(package, {language, description.columns, description.languages});
}

inline std::string text_of(const Specimen& specimen, const char* language) {
  return text_of(filled(specimen), specimen.form, *LanguageTag::parse(language));
}

/// Against ECMA-376, every part of WordprocessingML.
inline void check_valid(const formats::DocxPackage& package) {
  const auto schemas = find_suite("../schemas/wordprocessingml");
  if (!schemas) return;
  static const Schema schema(*schemas / "wml.xsd");
  REQUIRE(schema.is_sound());
  for (const formats::ZipEntry& entry : package.archive().entries()) {
    const auto type = package.content_types().of(entry.name);
    if (!type.starts_with("application/vnd.openxmlformats-officedocument.wordprocessingml.")) continue;
    INFO(entry.name);
    CHECK(schema.errors_in(package.part(entry.name)) == "");
  }
}

inline bool has_cyrillic(std::string_view text) {
  return text.find_first_of("\xd0\xd1\xd2") != std::string_view::npos;  // U+0400 to U+04BF
}

inline bool holds(std::string_view text, std::string_view what) {
  return text.find(what) != std::string_view::npos;
}

}  // namespace chancery::tests::library
