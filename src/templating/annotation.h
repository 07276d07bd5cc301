#pragma once

#include "base/bytes.h"
#include "formats/docx_package.h"
#include "templating/finding.h"
#include "text/catalogue.h"

#include <vector>

namespace chancery::templating {

/// A copy of a template with a Word comment at the paragraph of each finding. A word processor takes comments in the body alone:
/// what was found in a header, a note or a text box stands at the paragraph that anchors it, else at the first one, and names its
/// place. Comments that are there already stay. The same input gives the same bytes: no date, the author is `Chancery`.
/// Throws: Error{Fault::input} for a part that is not well-formed.
[[nodiscard]] Bytes annotated(const formats::DocxPackage& package, const std::vector<Finding>& findings, text::Language language);

}  // namespace chancery::templating
