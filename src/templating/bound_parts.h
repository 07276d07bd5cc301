#pragma once

#include "base/bytes.h"
#include "formats/docx_package.h"
#include "templating/control_value.h"
#include "templating/finding.h"

#include <map>
#include <string>
#include <vector>

namespace chancery::templating {

/// Puts the values of bound controls into their custom XML parts: Word shows what stands there, not what the control says.
/// `parts` are those already written, by name. What cannot be reached, or is given two values, is a finding.
void fill_bound_parts(const formats::DocxPackage& package, const std::vector<BoundValue>& values,
                      std::map<std::string, Bytes>& parts, std::vector<Finding>& findings);

}  // namespace chancery::templating
