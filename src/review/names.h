#pragma once

#include "base/language_tag.h"
#include "formats/json.h"
#include "text/terms.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::review {

/// Names that have one form in each language: parties, people, places.
class NameRegister {
 public:
  struct Name {
    std::map<std::string, std::vector<std::string>> forms;  // by primary language; the first one is the name proper
  };

  NameRegister() = default;
  explicit NameRegister(std::vector<Name> names);
  /// {names:[{uk:[…], en:[…]}]}.   Throws: Error{Fault::input} naming what is not so.
  [[nodiscard]] static NameRegister read(const formats::Json& json);
  /// Every object of a document's data that has the same name in several languages: {uk, en} of a party or a person.
  [[nodiscard]] static NameRegister from_data(const formats::Json& data);

  struct Prepared {
    const Name* name;
    std::vector<text::Words> source;
    std::vector<text::Words> target;
  };
  /// The names that both languages have, ready to look for; a Latin form that is missing is the transliteration.
  [[nodiscard]] std::vector<Prepared> prepare(const LanguageTag& source, const LanguageTag& target) const;

 private:
  std::vector<Name> names_;
};

/// A capital word of a Latin text that is nearly, but not, the transliteration of one of the Ukrainian text.
struct NearName {
  std::string ukrainian;
  std::string latin;
};
[[nodiscard]] std::optional<NearName> find_near_name(std::string_view ukrainian, std::string_view latin);

}  // namespace chancery::review
