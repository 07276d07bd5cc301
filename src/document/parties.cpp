#include "document/parties.h"

#include <algorithm>
#include <array>

namespace chancery::document {
namespace {

using formats::Json;

/// The fields that hold those who sign: an object for one body or person, a list for several.
struct KindParties {
  std::string_view kind;
  std::array<const char*, 2> fields;  // the second may be absent
};

constexpr std::array party_kinds{
    KindParties{"appeal", {"adopting_body", "co_signatories"}}, KindParties{"declaration", {"adopting_parties", nullptr}},
    KindParties{"full_powers", {"issuing_authority", nullptr}}, KindParties{"note_verbale", {"sender", nullptr}},
    KindParties{"certified_translation", {"translator", nullptr}}};

std::string in_language(const Json& value, const LanguageTag& source) {
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_array() || value.empty()) return {};
  const auto found =
      std::find_if(value.begin(), value.end(), [&](const Json& text) { return text.at("language") == source.text(); });
  return (found == value.end() ? value.front() : *found).at("value").get<std::string>();
}

std::string name_of(const Json& party, const LanguageTag& source) {
  for (const char* field : {"official_name", "name"}) {
    if (party.is_object() && party.contains(field)) return in_language(party.at(field), source);
  }
  return {};
}

void take(std::vector<std::string>& parties, const Json& data, const char* field, const LanguageTag& source) {
  if (field == nullptr || !data.contains(field)) return;
  const Json& value = data.at(field);
  if (value.is_object()) parties.push_back(name_of(value, source));
  if (!value.is_array()) return;
  for (const Json& party : value) parties.push_back(name_of(party, source));
}

}  // namespace

std::vector<std::string> parties_of(std::string_view kind, const Json& data, const LanguageTag& source) {
  std::vector<std::string> parties;
  const auto found =
      std::find_if(party_kinds.begin(), party_kinds.end(), [&](const KindParties& one) { return one.kind == kind; });
  if (found != party_kinds.end()) {
    for (const char* field : found->fields) take(parties, data, field, source);
  }
  if (parties.empty()) take(parties, data, "parties", source);
  return parties;
}

}  // namespace chancery::document
