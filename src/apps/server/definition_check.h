#pragma once

#include "apps/server/form.h"
#include "formats/json.h"
#include "text/catalogue.h"

#include <string>
#include <vector>

namespace chancery::server {

/// What is wrong in a template or a workflow, or worth a look; each with its place, in words.
struct DefinitionCheck {
  std::vector<std::string> findings;
  bool has_errors = false;
};

/// As an office of this program would compile it.   `description` is JSON.
[[nodiscard]] DefinitionCheck check_template(const FormField& docx, const FormField& description, text::Language language);
[[nodiscard]] DefinitionCheck check_workflow(const FormField& scxml, text::Language language);

}  // namespace chancery::server
