#pragma once

#include "formats/xml_document.h"
#include "workflow/chart.h"
#include "workflow/content_reader.h"
#include "workflow/problem_list.h"

namespace chancery::workflow {

/// The `w:verify` children of the root, once all states are known.
void read_obligations(const formats::XmlElement& root, Chart& chart, ContentReader& content, ProblemList& problems);

}  // namespace chancery::workflow
