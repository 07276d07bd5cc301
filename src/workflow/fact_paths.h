#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace chancery::workflow {

/// The paths below `$facts` that an expression looks at, with the names in predicates as their continuation:
/// `$facts/approvals[section = 'a']/stands` gives `approvals`, `approvals/section`, `approvals/stands`.
[[nodiscard]] std::vector<std::string> fact_paths(std::string_view expression);
/// The functions that an expression calls, as written.
[[nodiscard]] std::vector<std::string> called_functions(std::string_view expression);

/// Whether the engine ever gives such a fact (workflows/README.md).
[[nodiscard]] bool is_fact(std::string_view path);
/// Whether it is something that may have to be erased, and therefore never is among the facts.
[[nodiscard]] bool is_erasable(std::string_view path);
[[nodiscard]] bool is_function(std::string_view name);

}  // namespace chancery::workflow
