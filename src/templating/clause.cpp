#include "templating/clause.h"

#include "base/error.h"

#include <algorithm>

namespace chancery::templating {
namespace {

using formats::Json;

[[noreturn]] void refuse(const char* key, std::string place) {
  throw Error(Fault::input, {key, {{"place", std::move(place)}}});
}

std::vector<std::string> paragraphs_of(const Json& value, const std::string& place) {
  if (value.is_string() && !value.get_ref<const std::string&>().empty()) return {value.get<std::string>()};
  const bool texts = value.is_array() && !value.empty() && std::all_of(value.begin(), value.end(), [](const Json& one) {
                       return one.is_string() && !one.get_ref<const std::string&>().empty();
                     });
  if (!texts) refuse("templating.description_text", place);
  return value.get<std::vector<std::string>>();
}

const Json& object_at(const Json& json, const char* key) {
  const auto found = json.find(key);
  if (found == json.end() || !found->is_object() || found->empty())
    refuse("templating.description_words", std::string("$.") + key);
  for (const auto& [language, value] : found->items()) {
    if (!LanguageTag::parse(language)) refuse("templating.description_language", std::string("$.") + key);
  }
  return *found;
}

}  // namespace

Clause read_clause(const Json& json) {
  if (!json.is_object()) refuse("templating.description_not_object", "$");
  for (const auto& [key, value] : json.items()) {
    if (key != "clause" && key != "version" && key != "title" && key != "text")
      throw Error(Fault::input, {"templating.description_key", {{"place", std::string("$")}, {"found", key}}});
  }
  const bool named = json.contains("clause") && json.at("clause").is_string() && !json.at("clause").get<std::string>().empty();
  if (!named) refuse("templating.description_text", "$.clause");
  const bool versioned = json.contains("version") && json.at("version").is_number_unsigned();
  if (!versioned) refuse("templating.clause_version", "$.version");
  Clause clause{json.at("clause").get<std::string>(),
                json.at("version").get<std::uint64_t>(),
                {},
                {},
                sha256(formats::canonical_json(json))};
  for (const auto& [language, words] : object_at(json, "title").items()) {
    if (!words.is_string()) refuse("templating.description_words", "$.title");
    clause.title.emplace(language, words.get<std::string>());
  }
  for (const auto& [language, text] : object_at(json, "text").items())
    clause.text.emplace(language, paragraphs_of(text, "$.text." + language));
  return clause;
}

void ClauseLibrary::add(Clause clause) {
  auto& versions = clauses_[clause.name];
  const auto behind = std::upper_bound(versions.begin(), versions.end(), clause.version,
                                       [](std::uint64_t version, const Clause& one) { return version < one.version; });
  versions.insert(behind, std::move(clause));
}

const Clause* ClauseLibrary::find(std::string_view name, const std::optional<Sha256>& pinned) const {
  const auto known = clauses_.find(name);
  if (known == clauses_.end()) return nullptr;
  if (!pinned) return &known->second.back();
  const auto& versions = known->second;
  const auto found = std::find_if(versions.begin(), versions.end(), [&](const Clause& one) { return one.sha256 == *pinned; });
  return found == versions.end() ? nullptr : &*found;
}

std::vector<std::string> ClauseLibrary::names() const {
  std::vector<std::string> names;
  for (const auto& [name, versions] : clauses_) names.push_back(name);
  return names;
}

}  // namespace chancery::templating
