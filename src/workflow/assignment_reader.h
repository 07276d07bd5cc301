#pragma once

#include "formats/xml_document.h"
#include "workflow/chart.h"
#include "workflow/content_reader.h"
#include "workflow/problem_list.h"

namespace chancery::workflow {

/// A `w:task` child of a state.
[[nodiscard]] Assignment read_assignment(const formats::XmlElement& element, StateIndex state, ContentReader& content,
                                         ProblemList& problems);

/// Joins the transitions with `w:task` to their assignments, whose roles and exclusions become theirs.
void join_assignments(Chart& chart, ProblemList& problems);

}  // namespace chancery::workflow
