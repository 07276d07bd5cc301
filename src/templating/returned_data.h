#pragma once

#include "formats/docx_package.h"
#include "formats/json.h"

namespace chancery::templating {

/// What stands in the content controls of a document that came back, by their tags: texts as they are read, dates as YYYY-MM-DD,
/// checkboxes as true and false, choices by their value, repeating sections as lists of objects. A dotted tag makes objects.
/// A control that still shows its placeholder has no value. Of two controls with one tag the first one counts.
/// Throws: Error{Fault::input} for a part that is not well-formed.
[[nodiscard]] formats::Json read_controls(const formats::DocxPackage& package);

}  // namespace chancery::templating
