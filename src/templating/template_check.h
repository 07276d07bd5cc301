#pragma once

#include "templating/description.h"
#include "templating/finding.h"
#include "templating/program.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace chancery::templating {

/// What can be judged of the tags without data: fields against the description, filters, languages and their columns.
[[nodiscard]] std::vector<Finding> check_tags(const std::map<std::string, std::vector<PlacedTag>>& tags,
                                              const std::optional<Description>& description);

/// The register fields, which every template knows: they are filled at the freeze.
[[nodiscard]] bool is_register_field(const FieldPath& path);

}  // namespace chancery::templating
