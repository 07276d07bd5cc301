#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace chancery::workflow {

/// An XPath expression of the chart. A bad one is a problem of a strict reader; a lenient one keeps it, and it fails when used.
struct Expression {
  std::string text;
  std::optional<std::size_t> compiled;  // number in Chart::expressions
};

}  // namespace chancery::workflow
