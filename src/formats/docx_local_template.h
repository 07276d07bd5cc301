#pragma once

#include "formats/docx_package.h"

#include <optional>

namespace chancery::formats {

/// The package without the link to a template on its author's disk (`w:attachedTemplate` that is not remote): it means nothing
/// anywhere else, and tells the name of a folder. Absent when there is none; every other entry is copied as it is.
/// Throws: Error{Fault::input} for a part that is not well-formed.
[[nodiscard]] std::optional<DocxPackage> without_local_template(const DocxPackage& package);

}  // namespace chancery::formats
