#pragma once

#include "formats/json.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::review {

/// Words by language (primary tag).
using ByLanguage = std::map<std::string, std::vector<std::string>>;

/// A word that the profile advises against, and why.
struct AdvisedWord {
  std::string language;
  std::string word;     // inflected forms count too
  std::string instead;  // what to write; may be empty
  std::string source;   // key into the profile's sources
};

/// A clause that the profile expects: one of the words stands somewhere in the text.
struct ExpectedClause {
  std::string clause;  // financing, duration, language, termination, non_binding, …
  ByLanguage words;
  std::string source;
};

/// What a kind of document for a kind of partner is looked at for; a file of `src/review/profiles/`.
struct Profile {
  std::string name;
  std::map<std::string, std::string> title;                           // by language of the interface
  std::map<std::string, std::map<std::string, std::string>> sources;  // the acts and guidance, in words for people
  std::vector<AdvisedWord> words;
  std::vector<ExpectedClause> clauses;
  ByLanguage terms;             // that are defined where they are used with a capital: Сторони, Parties
  bool signature_block = true;  // false: a note verbale has none

  /// In the language of the interface; empty for an unknown key.
  [[nodiscard]] std::string source_in(const std::string& key, std::string_view language) const;
};

/// Throws: Error{Fault::input} naming profile and field.
[[nodiscard]] Profile read_profile(const formats::Json& json, std::string_view name);

/// The profiles that come with the program: ukrainian_region, us_state, eu_region, note_verbale.
[[nodiscard]] const std::vector<Profile>& built_in_profiles();
/// Null when there is none of that name.
[[nodiscard]] const Profile* find_profile(std::string_view name);

}  // namespace chancery::review
