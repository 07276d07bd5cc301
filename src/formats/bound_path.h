#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::formats {

/// A step of the path that binds a content control to custom XML: `a:name[2]`, `name`, `@name`.
struct BoundStep {
  bool attribute = false;
  std::string name;
  std::string namespace_uri;
  std::size_t position = 1;  // from 1
};

/// An absolute path of plain steps, which is what Word writes; absent for any other XPath.
/// `prefix_mappings` as `w:prefixMappings` has them.   Standard: ECMA-376 part 1 §17.5.2.6.
[[nodiscard]] std::optional<std::vector<BoundStep>> parse_bound_path(std::string_view path, std::string_view prefix_mappings);

}  // namespace chancery::formats
