#pragma once

#include "formats/xml_document.h"
#include "workflow/chart.h"
#include "workflow/problem_list.h"

#include <optional>

namespace chancery::workflow {

/// The `w:label` children of an element.
[[nodiscard]] Label read_label(const formats::XmlElement& element, ProblemList& problems);
/// `author`, or `performers of EVENT EVENT …`, or both: `author performers of EVENT`.
void read_exclusion(const formats::XmlElement& element, const std::optional<std::string>& value, bool& author,
                    std::vector<std::string>& performers, ProblemList& problems);
/// The `w:` attributes of a transition; absent where it has neither `w:role` nor `w:task`.
[[nodiscard]] std::optional<Task> read_task(const formats::XmlElement& element, ProblemList& problems);

}  // namespace chancery::workflow
