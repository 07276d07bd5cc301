#pragma once

#include "apps/server/site.h"

namespace chancery::server {

/// Templates and workflows that documents can be made with, for those who publish them.
[[nodiscard]] Response show_definitions(Site& site, const Visit& visit);
/// `docx`, `description` and, where it is not the file's, `name`; `do` is `check` or `publish`. What the check found is shown
/// with its places; what has errors is never published.
[[nodiscard]] Response take_template(Site& site, const Visit& visit);
/// `scxml`, and `do` likewise.
[[nodiscard]] Response take_workflow(Site& site, const Visit& visit);

}  // namespace chancery::server
