#pragma once

#include "formats/xml_document.h"
#include "workflow/chart.h"
#include "workflow/problem_list.h"

#include <optional>

namespace chancery::workflow {

/// The `w:label` children of an element.
[[nodiscard]] Label read_label(const formats::XmlElement& element, ProblemList& problems);
/// The `w:` attributes of a transition; absent where it has no `w:role`.
[[nodiscard]] std::optional<Task> read_task(const formats::XmlElement& element, ProblemList& problems);

}  // namespace chancery::workflow
