#pragma once

#include "templating/clause.h"
#include "templating/description.h"
#include "templating/finding.h"
#include "templating/program.h"
#include "templating/tag_finder.h"
#include "text/story.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace chancery::templating {

/// Puts the texts of clauses in place of `{>name}`: alone in a paragraph, a paragraph for each one of the clause, otherwise in
/// the line. The tags of the texts are tags of the template then.   Limits: DESIGN §11, clauses in clauses 8 deep.
class ClauseExpansion {
 public:
  /// All arguments stay with the caller.
  ClauseExpansion(const ClauseLibrary& library, const std::optional<Description>& description, std::vector<Finding>& findings)
      : library_(library), description_(description), findings_(findings) {}

  /// The part with the texts in it; absent when it takes no clause. `placed` are the tags of `found`, in the same order.
  [[nodiscard]] std::optional<Bytes> expand(const text::Story& story, const FoundTags& found,
                                            const std::vector<PlacedTag>& placed);
  /// The clauses taken so far and the hash of the version of each.
  [[nodiscard]] const std::map<std::string, Sha256>& taken() const { return taken_; }

 private:
  [[nodiscard]] const Clause* clause_of(const std::string& name, const PlacedTag& tag);
  [[nodiscard]] std::optional<std::string> language_of(const Tag& tag, const PlacedTag& placed) const;
  [[nodiscard]] std::vector<std::string> paragraphs_of(const Tag& tag, const PlacedTag& placed, std::size_t depth);
  [[nodiscard]] std::string with_inner_clauses(const std::string& paragraph, const std::string& language, const PlacedTag& placed,
                                               std::size_t depth);
  void report(const char* code, const PlacedTag& placed, const std::string& detail, std::string suggestion = {});

  const ClauseLibrary& library_;
  const std::optional<Description>& description_;
  std::vector<Finding>& findings_;
  std::map<std::string, Sha256> taken_;
};

}  // namespace chancery::templating
