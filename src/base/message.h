#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace chancery {

/// A text for people: a key of the catalogues and its named arguments. `text/catalogue` turns it into words.
/// Keys are `module.what_happened`; arguments are data, never words.
struct Message {
  using Argument = std::variant<std::string, std::int64_t>;

  std::string key;
  std::vector<std::pair<std::string, Argument>> arguments;

  friend bool operator==(const Message&, const Message&) = default;
};

/// The key and its arguments on one line, for logs and assertions; people read `Catalogue::say`.
[[nodiscard]] std::string to_log(const Message& message);

}  // namespace chancery
