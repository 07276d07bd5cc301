#include "text/catalogue.h"

#include "base/embedded_file.h"
#include "base/error.h"
#include "formats/json.h"

#include <map>
#include <span>

namespace chancery::text {

namespace catalogues {
/// The files of `src/text/catalogue`, written by chancery_catalogues in `src/modules.cmake`.
std::span<const EmbeddedFile> embedded_files();
}  // namespace catalogues

namespace {

using Phrases = std::map<std::string, Phrase, std::less<>>;

Phrases read_phrases(Language language) {
  const std::string folder = "text/catalogue/" + std::string(tag_of(language)) + '/';
  Phrases phrases;
  for (const EmbeddedFile& file : catalogues::embedded_files()) {
    if (!file.name.starts_with(folder)) continue;
    const formats::Json words = formats::parse_json(file.bytes, file.name);
    for (const auto& [key, pattern] : words.items()) phrases.try_emplace(key, language, pattern.get<std::string>());
  }
  return phrases;
}

const Phrases& phrases_in(Language language) {
  static const Phrases ukrainian = read_phrases(Language::uk);
  static const Phrases english = read_phrases(Language::en);
  return language == Language::uk ? ukrainian : english;
}

const Phrase* find_phrase(Language language, std::string_view key) {
  const Phrases& phrases = phrases_in(language);
  const auto found = phrases.find(key);
  return found == phrases.end() ? nullptr : &found->second;
}

}  // namespace

std::string say(Language language, const Message& message) {
  const Phrase* phrase = find_phrase(language, message.key);
  return phrase == nullptr ? to_log(message) : phrase->say(message).value_or(to_log(message));
}

std::vector<std::string> keys(Language language) {
  std::vector<std::string> all;
  for (const auto& [key, phrase] : phrases_in(language)) all.push_back(key);
  return all;
}

bool has_key(Language language, std::string_view key) {
  return find_phrase(language, key) != nullptr;
}

std::string pattern(Language language, std::string_view key) {
  const Phrase* phrase = find_phrase(language, key);
  if (phrase == nullptr) throw Error(Fault::absent, {"text.no_such_key", {{"key", std::string(key)}}});
  return phrase->pattern();
}

}  // namespace chancery::text
