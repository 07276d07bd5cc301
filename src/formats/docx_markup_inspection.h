#pragma once

#include "formats/docx_bindings.h"
#include "formats/docx_hidden_styles.h"
#include "formats/docx_inspection.h"

#include <string_view>
#include <vector>

namespace chancery::formats {

/// What the markup of one part holds against a freeze, in document order.
[[nodiscard]] std::vector<DocxFinding> inspect_markup(const DocxPackage& package, std::string_view part,
                                                      const DocxHiddenStyles& styles, const DocxBindings& bindings);

}  // namespace chancery::formats
