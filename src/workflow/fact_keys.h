#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::workflow {

/// The keys of the facts that an expression can look at, so that no more of them is made into a tree; absent: any.
/// Judged on the text: `$facts/KEY` and nothing that leads up or round again (`..`, an axis, an absolute path).
[[nodiscard]] std::optional<std::vector<std::string>> fact_keys(std::string_view expression);

}  // namespace chancery::workflow
