#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::workflow {

/// The boolean skeleton of an XPath condition: `and`, `or` and `not()` over expressions that are taken as they stand. It means
/// what the condition means; the checker and the explanation look at its parts one by one.
struct Guard {
  enum class Kind { all, any, negation, atom, constant };

  Kind kind = Kind::atom;
  std::string text;
  std::size_t expression = 0;  // of an atom: its number in Chart::expressions
  bool value = false;          // of a constant
  std::vector<Guard> parts;
};

/// Splits a condition; atoms have no number yet. What nests deeper than anybody writes stays one atom.
[[nodiscard]] Guard parse_guard(std::string_view condition);

/// Whether the guard holds when its atoms do as `holds` says; asks only for the atoms that it needs, from left to right.
[[nodiscard]] bool evaluate(const Guard& guard, const std::function<bool(const Guard& atom)>& holds);

void for_each_atom(const Guard& guard, const std::function<void(const Guard& atom)>& visit);
void for_each_atom(Guard& guard, const std::function<void(Guard& atom)>& visit);

/// The text with every run of white space outside literals as one space, and none beside brackets, commas and operators.
[[nodiscard]] std::string normal_expression(std::string_view text);
/// The text with every literal as `_`, so that what is left can be searched.
[[nodiscard]] std::string without_literals(std::string_view text);

}  // namespace chancery::workflow
