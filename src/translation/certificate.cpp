#include "translation/certificate.h"

#include "text/catalogue.h"

#include <array>
#include <utility>

namespace chancery::translation {
namespace {

using formats::Json;

constexpr std::array<std::pair<Status, std::string_view>, 4> status_names{{{Status::authentic, "authentic"},
                                                                           {Status::official, "official"},
                                                                           {Status::courtesy, "courtesy"},
                                                                           {Status::machine, "machine"}}};

Json person(const Translator& one) {
  Json json{{"name", one.name}, {"qualification", one.qualification}};
  if (!one.certificate.empty()) json["certificate"] = one.certificate;
  return json;
}

/// The content with its codes as a reader sees them: nothing but spaces for tabs and breaks.
std::string shown(const Content& content) {
  std::string joined;
  for (const auto& piece : content) {
    if (piece.kind == text::Inline::Kind::text) joined += piece.value;
    if (piece.kind == text::Inline::Kind::standalone && (piece.value == "tab" || piece.value == "br")) joined += ' ';
  }
  return joined;
}

}  // namespace

std::string_view name_of(Status status) {
  for (const auto& [one, name] : status_names) {
    if (one == status) return name;
  }
  return {};
}

std::optional<Status> parse_status(std::string_view name) {
  for (const auto& [status, one] : status_names) {
    if (one == name) return status;
  }
  return std::nullopt;
}

std::string statement_of(const Certificate& certificate, bool reviser, const LanguageTag& language) {
  const auto words = language.primary() == "uk" ? text::Language::uk : text::Language::en;
  const auto& who = reviser && certificate.reviser ? *certificate.reviser : certificate.translator;
  const auto fill = [&](const char* key) {
    return text::say(words, {key,
                             {{"name", who.name},
                              {"source_language", certificate.source_language.text()},
                              {"target_language", certificate.target_language.text()},
                              {"source", certificate.source.hex()},
                              {"target", certificate.target.hex()},
                              {"status", std::string(name_of(certificate.status))}}});
  };
  return reviser ? fill("translation.statement_reviser") : fill("translation.statement_translator");
}

Json certificate_data(const Certificate& certificate, const text::SegmentedText& source, const Entries& entries) {
  Json rows = Json::array();
  for (const auto& segment : source.segments) {
    const auto found = entries.find(segment.id);
    rows.push_back({{"number", std::to_string(rows.size() + 1)},
                    {"left", segment.text()},
                    {"right", found == entries.end() ? std::string() : shown(found->second.target)}});
  }
  Json statement = Json::array();
  for (const char* const tag : {"uk", "en"}) {
    statement.push_back({{"language", tag}, {"value", statement_of(certificate, false, *LanguageTag::parse(tag))}});
  }
  Json data{
      {"source",
       {{"id", certificate.document}, {"language", certificate.source_language.text()}, {"hash", certificate.source.hex()}}},
      {"target", {{"language", certificate.target_language.text()}, {"hash", certificate.target.hex()}}},
      {"translator", person(certificate.translator)},
      {"statement", std::move(statement)},
      {"date", certificate.date},
      {"status", std::string(name_of(certificate.status))},
      {"rows", std::move(rows)}};
  if (!certificate.reviser) return data;
  data["reviser"] = person(*certificate.reviser);
  Json revised = Json::array();
  for (const char* const tag : {"uk", "en"}) {
    revised.push_back({{"language", tag}, {"value", statement_of(certificate, true, *LanguageTag::parse(tag))}});
  }
  data["reviser_statement"] = std::move(revised);
  return data;
}

bool covers(const Certificate& certificate, const Sha256& source, const Sha256& target) {
  return certificate.source == source && certificate.target == target;
}

}  // namespace chancery::translation
