#include "translation/lineage.h"

namespace chancery::translation {

using formats::Json;

Sha256 hash_of(const Content& content) {
  text::Segment segment;
  segment.content = content;
  return segment.hash();
}

Lineage lineage_of(const LanguageTag& first, const LanguageTag& language, const Entries& entries) {
  Lineage lineage{first, language, {}};
  for (const auto& [id, entry] : entries) lineage.segments.push_back({id, entry.source, hash_of(entry.target), entry.state});
  return lineage;
}

Json to_json(const Lineage& lineage) {
  Json segments = Json::array();
  for (const auto& one : lineage.segments) {
    segments.push_back(
        {{"id", one.segment}, {"from", one.from.hex()}, {"to", one.to.hex()}, {"state", std::string(name_of(one.state))}});
  }
  return {{"type", "chancery.lineage/1"},
          {"first", lineage.first.text()},
          {"language", lineage.language.text()},
          {"segments", std::move(segments)}};
}

std::optional<Lineage> parse_lineage(const Json& json) {
  const auto text = [](const Json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  if (!json.is_object() || text(json, "type") != "chancery.lineage/1") return std::nullopt;
  const auto first = LanguageTag::parse(text(json, "first"));
  const auto language = LanguageTag::parse(text(json, "language"));
  const auto segments = json.find("segments");
  if (!first || !language || segments == json.end() || !segments->is_array()) return std::nullopt;
  Lineage lineage{*first, *language, {}};
  for (const auto& one : *segments) {
    if (!one.is_object()) return std::nullopt;
    const auto from = Sha256::parse(text(one, "from"));
    const auto to = Sha256::parse(text(one, "to"));
    const auto state = parse_state(text(one, "state"));
    if (!from || !to || !state || text(one, "id").empty()) return std::nullopt;
    lineage.segments.push_back({text(one, "id"), *from, *to, *state});
  }
  return lineage;
}

}  // namespace chancery::translation
