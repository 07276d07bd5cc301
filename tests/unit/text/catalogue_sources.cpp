#include "unit/text/catalogue_sources.h"

#include "formats/json.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>

namespace chancery::tests {
namespace {

namespace files = std::filesystem;

const files::path sources = files::path(CHANCERY_SOURCE) / "src";

std::string content_of(const files::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<files::path> files_below(const files::path& folder, const std::set<std::string>& endings) {
  std::vector<files::path> found;
  for (const auto& entry : files::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && endings.count(entry.path().extension()) == 1) found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// The end of the string literal that begins at `at`.
std::size_t after_literal(std::string_view source, std::size_t at) {
  for (++at; at < source.size() && source[at] != '"'; ++at) {
    if (source[at] == '\\') ++at;
  }
  return at + 1;
}

/// The names in `{{"name", value}, …}` at the beginning of `source`: literals that follow a second brace.
std::set<std::string> names_in(std::string_view source) {
  std::set<std::string> names;
  int depth = 0;
  for (std::size_t at = 0; at < source.size(); ++at) {
    if (source[at] == '"') {
      const std::size_t end = after_literal(source, at);
      if (depth == 2 && source[at - 1] == '{') names.emplace(source.substr(at + 1, end - at - 2));
      at = end - 1;
    } else if (source[at] == '\'' && at + 2 < source.size() && source[at + 2] == '\'') {
      at += 2;
    } else if (source[at] == '{') {
      ++depth;
    } else if (source[at] == '}' && --depth == 0) {
      break;
    }
  }
  return names;
}

std::size_t line_at(std::string_view source, std::size_t at) {
  return static_cast<std::size_t>(std::count(source.begin(), source.begin() + static_cast<std::ptrdiff_t>(at), '\n')) + 1;
}

}  // namespace

std::vector<CatalogueFile> catalogue_files(std::string_view language) {
  std::vector<CatalogueFile> found;
  for (const auto& path : files_below(sources / "text/catalogue" / language, {".json"})) {
    const std::string name = path.stem();
    CatalogueFile file{name.substr(0, name.find('_')), {}};
    const auto words = formats::parse_json(content_of(path), name);
    for (const auto& [key, pattern] : words.items()) file.keys.push_back(key);
    found.push_back(std::move(file));
  }
  return found;
}

std::vector<MessageUse> message_uses_in(std::string_view source, std::string_view place) {
  // A Refusal begins alike, but its rule is followed by a message of its own: `{"rule", {"key"`.
  static const std::regex shape(R"re(\{\s*"([a-z][a-z0-9]*\.[a-z0-9_.]*[a-z0-9])"\s*(\}|,\s*(?=\{\s*[{}])))re");
  std::vector<MessageUse> uses;
  for (std::cregex_iterator at(source.data(), source.data() + source.size(), shape), end; at != end; ++at) {
    const auto begin = static_cast<std::size_t>(at->position());
    const auto rest = begin + static_cast<std::size_t>(at->length());
    uses.push_back({std::string(place) + ':' + std::to_string(line_at(source, begin)), (*at)[1],
                    (*at)[2] == "}" ? std::set<std::string>{} : names_in(source.substr(rest))});
  }
  return uses;
}

std::vector<MessageUse> message_uses() {
  std::vector<MessageUse> all;
  for (const auto& path : files_below(sources, {".cpp", ".h"})) {
    const auto uses = message_uses_in(content_of(path), path.lexically_relative(CHANCERY_SOURCE).string());
    all.insert(all.end(), uses.begin(), uses.end());
  }
  return all;
}

std::vector<KeyLiteral> key_literals(const std::vector<std::string>& known) {
  std::set<std::string> first_words;
  for (const std::string& key : known) first_words.insert(key.substr(0, key.find('.')));
  static const std::regex shape(R"re((?:"|\{\{)(([a-z]+)\.([a-z][a-z0-9_.]*[a-z0-9]))(?:"|\}\}))re");
  static const std::set<std::string> file_endings{"db", "docx", "html", "json", "pdf", "scxml", "sql", "txt", "xml"};
  std::vector<KeyLiteral> found;
  for (const auto& path : files_below(sources, {".cpp", ".h", ".mustache"})) {
    const std::string source = content_of(path);
    for (std::sregex_iterator at(source.begin(), source.end(), shape), end; at != end; ++at) {
      if (first_words.count((*at)[2]) == 0 || file_endings.count((*at)[3]) == 1) continue;
      const auto line = line_at(source, static_cast<std::size_t>(at->position()));
      found.push_back({path.lexically_relative(CHANCERY_SOURCE).string() + ':' + std::to_string(line), (*at)[1]});
    }
  }
  return found;
}

std::set<std::string> listed_rules() {
  static const std::regex shape("`([a-z]+\\.[a-z0-9_]+)`");
  const std::string page = content_of(sources / "apps/README.md");
  std::set<std::string> rules;
  for (std::sregex_iterator at(page.begin(), page.end(), shape), end; at != end; ++at) rules.insert((*at)[1]);
  return rules;
}

std::set<std::string> mentioned_keys() {
  // A beginning counts only as a whole literal: the end of a sentence in a comment looks alike.
  static const std::regex shape(R"re([a-z][a-z0-9]*\.[a-z0-9_.]*[a-z0-9]|"[a-z][a-z0-9]*\.(?:[a-z0-9_.]*[_.])?(?="))re");
  std::set<std::string> mentioned;
  for (const auto& path : files_below(sources, {".cpp", ".h", ".html", ".mustache", ".js"})) {
    const std::string source = content_of(path);
    for (std::sregex_iterator at(source.begin(), source.end(), shape), end; at != end; ++at) {
      const std::string word = at->str();
      mentioned.insert(word.front() == '"' ? word.substr(1) : word);
    }
  }
  return mentioned;
}

bool is_mentioned(const std::set<std::string>& mentioned, std::string_view key) {
  return std::any_of(mentioned.begin(), mentioned.end(), [&](const std::string& word) {
    return word == key || ((word.back() == '_' || word.back() == '.') && key.starts_with(word));
  });
}

std::vector<std::string> mixed_words(std::string_view text) {
  static const std::regex word("(?:[A-Za-z]|[\xD0-\xD3][\x80-\xBF])+");
  std::vector<std::string> mixed;
  const std::string all(text);
  for (std::sregex_iterator at(all.begin(), all.end(), word), end; at != end; ++at) {
    const std::string found = at->str();
    const auto latin =
        std::count_if(found.begin(), found.end(), [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
    if (latin > 0 && static_cast<std::size_t>(latin) < found.size()) mixed.push_back(found);
  }
  return mixed;
}

}  // namespace chancery::tests
