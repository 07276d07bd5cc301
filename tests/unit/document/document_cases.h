#pragma once

#include "document/document.h"

#include <string>

namespace chancery::tests {

inline Sha256 hash_of(const std::string& text) {
  return sha256(text);
}

inline document::File file_named(const std::string& path) {
  return {path, "text/plain", path.size(), hash_of(path)};
}

/// A memorandum in Ukrainian and English between two parties, that only shows what a test changes.
inline document::Document memorandum() {
  const auto tag = [](const char* text) { return *LanguageTag::parse(text); };
  const auto docx = file_named("memorandum.docx");
  return {*DocumentId::parse("000102030405060708090a0b0c0d0e0f"),
          "memorandum",
          formats::Json::array({{{"language", "uk"}, {"value", "Меморандум ’Ґ Є І Ї’"}}}),
          *OrganisationId::parse("101112131415161718191a1b1c1d1e1f"),
          "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
          *Timestamp::parse("2026-02-03T04:05:06.789Z"),
          true,
          hash_of("workflow"),
          hash_of("template"),
          file_named("data.json"),
          hash_of("data"),
          {"Київська область", "State of Washington"},
          {{tag("uk"), docx, hash_of("текст"), std::nullopt, document::TranslationStatus::authentic},
           {tag("en"), docx, hash_of("text"), hash_of("текст"), document::TranslationStatus::authentic}},
          {},
          {},
          {},
          {},
          {},
          {},
          {},
          {},
          {},
          {},
          formats::Json::object(),
          {"open", "draft"},
          3};
}

inline document::Document approved(document::Document document, const std::string& section, const Sha256& hash) {
  document.approvals.push_back({section, hash, "approve", "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", document.created});
  return document;
}

}  // namespace chancery::tests
