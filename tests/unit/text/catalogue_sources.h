#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::tests {

/// A file of `src/text/catalogue/<language>/`; its module is the first word of its name.
struct CatalogueFile {
  std::string module;
  std::vector<std::string> keys;
};

/// A Message written in a source: `{"module.key", {{"name", value}, …}}`.
struct MessageUse {
  std::string place;  // file:line
  std::string key;
  std::optional<std::set<std::string>> arguments;  // absent where they are not written out at this place
};

[[nodiscard]] std::vector<CatalogueFile> catalogue_files(std::string_view language);

/// The messages in a text of C++, found by their shape.
[[nodiscard]] std::vector<MessageUse> message_uses_in(std::string_view source, std::string_view place);
/// Of every source below `src/`.
[[nodiscard]] std::vector<MessageUse> message_uses();

/// A word in a source that has the shape of a key: a whole literal of C++, or a name in a page.
struct KeyLiteral {
  std::string place;  // file:line
  std::string key;
};

/// All of them below `src/` whose first word begins a key of `known`.
[[nodiscard]] std::vector<KeyLiteral> key_literals(const std::vector<std::string>& known);
/// The ids of rules, as `src/apps/README.md` lists them between back-ticks.
[[nodiscard]] std::set<std::string> listed_rules();

/// Every word with a dot in the sources and pages below `src/` that could be a key, or the beginning of keys put together there.
[[nodiscard]] std::set<std::string> mentioned_keys();
/// A word that ends in `.` or `_` mentions all keys that begin so.
[[nodiscard]] bool is_mentioned(const std::set<std::string>& mentioned, std::string_view key);

/// The words that hold Latin and Cyrillic letters.
[[nodiscard]] std::vector<std::string> mixed_words(std::string_view text);

}  // namespace chancery::tests
