#pragma once

#include "apps/server/form.h"
#include "formats/json.h"
#include "text/catalogue.h"

#include <string>
#include <vector>

namespace chancery::server {

/// What is wrong in a template or a workflow, or worth a look; each with its place, in words.
struct DefinitionFinding {
  std::string text;
  std::vector<std::string> way = {};  // for a workflow: the shortest way to the defect, one line a step
};

struct DefinitionCheck {
  std::vector<DefinitionFinding> findings;
  bool has_errors = false;
  std::string praise = {};  // what was proved
};

/// As an office of this program would compile it.   `description` is JSON.
[[nodiscard]] DefinitionCheck check_template(const FormField& docx, const FormField& description, text::Language language);
/// A workflow is proved; one that was not fully explored has errors too, since nothing is known of the rest.
[[nodiscard]] DefinitionCheck check_workflow(const FormField& scxml, text::Language language);

}  // namespace chancery::server
