#pragma once

#include "workflow/definition.h"

#include <string>
#include <string_view>
#include <vector>

namespace chancery::workflow {

/// The chart for Graphviz: states in their order from top to bottom, nested ones in frames, the present ones filled, ways back
/// dashed. `language` is `uk` or `en`; `configuration` may be empty. Pure: the caller runs `dot`.
[[nodiscard]] std::string to_dot(const Definition& definition, const std::vector<std::string>& configuration,
                                 std::string_view language);

/// A way out of a state, in words.
struct OutlineWay {
  std::string event;  // empty where it goes on by itself
  std::string label;
  std::string target;  // its label; empty when the state stays
};

/// The same for people who do not see a drawing: states in order, with their depth.
struct OutlineItem {
  std::string id;
  std::string label;
  std::size_t depth = 0;
  bool is_active = false;
  bool is_final = false;
  std::vector<OutlineWay> ways;
};

[[nodiscard]] std::vector<OutlineItem> to_outline(const Definition& definition, const std::vector<std::string>& configuration,
                                                  std::string_view language);

}  // namespace chancery::workflow
