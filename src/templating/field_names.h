#pragma once

#include "templating/description.h"
#include "templating/tag.h"

#include <optional>
#include <string>
#include <vector>

namespace chancery::templating {

/// The field that a tag means: its full path without `[]`, item numbers and language.
struct ResolvedField {
  std::string path;
  std::string language;                           // the segment that selects one, where there is one
  const FieldDescription* description = nullptr;  // absent for objects and lists that are not described themselves
};

/// The blocks around a tag, as far as they open a scope. Without a description every name is taken as it is written.
class FieldScopes {
 public:
  explicit FieldScopes(const std::optional<Description>& description) : description_(description) {}

  /// Absent for a field that the description does not know.
  [[nodiscard]] std::optional<ResolvedField> resolve(const FieldPath& path) const;
  void enter(const std::optional<ResolvedField>& field);
  void leave();

 private:
  [[nodiscard]] std::optional<ResolvedField> resolve_in(const std::string& scope, const FieldPath& path) const;

  const std::optional<Description>& description_;
  std::vector<std::string> scopes_;
};

/// The field that a name unknown here most likely means, with the language it selects: one of the same name inside a list or
/// object, otherwise the nearest spelling. Empty when nothing is near.
[[nodiscard]] std::string nearest_field(const FieldPath& path, const Description& description);

/// Every name that a tag may use, for suggestions: full paths, and the last part of those in lists.
[[nodiscard]] std::vector<std::string> known_names(const Description& description);

}  // namespace chancery::templating
