#pragma once

#include "base/language_tag.h"
#include "base/sha256.h"
#include "formats/json.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::templating {

/// A version of a clause that templates take by `{>name}`: `templates/clauses/NAME.json`, {clause, version, title:{uk, en},
/// text:{uk: …, en: …}}; a text is one paragraph or a list of them, and may hold tags between `{` and `}`, further clauses too.
struct Clause {
  std::string name;
  std::uint64_t version = 1;
  std::map<std::string, std::string> title;              // language → words
  std::map<std::string, std::vector<std::string>> text;  // language → paragraphs
  Sha256 sha256;                                         // of the RFC 8785 bytes of its JSON: the hash that it is pinned by
};

/// Throws: Error{Fault::input} naming the place in the JSON and what is wrong there.
[[nodiscard]] Clause read_clause(const formats::Json& json);

/// The clauses at hand, every version of them.
class ClauseLibrary {
 public:
  void add(Clause clause);
  /// The version with this hash, or the newest one; absent when there is none.
  [[nodiscard]] const Clause* find(std::string_view name, const std::optional<Sha256>& pinned) const;
  [[nodiscard]] std::vector<std::string> names() const;

 private:
  std::map<std::string, std::vector<Clause>, std::less<>> clauses_;  // by name, the newest version last
};

}  // namespace chancery::templating
