#pragma once

#include "base/bytes.h"
#include "templating/tag_finder.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::templating {

/// What looks like a tag in bytes that no value reaches: attributes, field codes, charts, the branch of alternate content that is
/// not read.
struct UnreachedTag {
  std::string tag;
  std::string context;  // up to 60 characters around it
};

/// `is_field` says whether a path is one that the template knows: anything else between braces is somebody else's.
[[nodiscard]] std::vector<UnreachedTag> find_unreached_tags(BytesView bytes, const TagDelimiters& delimiters,
                                                            const std::function<bool(const FieldPath&)>& is_field);

}  // namespace chancery::templating
