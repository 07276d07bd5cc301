#include "text/catalogue.h"

#include "base/error.h"
#include "unit/text/catalogue_sources.h"

#include <catch2/catch.hpp>
#include <unicode/messagepattern.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

using namespace chancery;
using namespace chancery::text;
using tests::CatalogueFile;
using tests::MessageUse;

namespace {

constexpr std::array languages{Language::uk, Language::en};

icu::MessagePattern parts_of(const std::string& pattern) {
  UErrorCode status = U_ZERO_ERROR;
  icu::MessagePattern parts(icu::UnicodeString::fromUTF8(pattern), nullptr, status);
  CAPTURE(pattern);
  REQUIRE(U_SUCCESS(status));
  return parts;
}

std::string part_text(const icu::MessagePattern& parts, const icu::MessagePattern::Part& part) {
  std::string text;
  return parts.getSubstring(part).toUTF8String(text);
}

std::set<std::string> argument_names(const std::string& pattern) {
  const icu::MessagePattern parts = parts_of(pattern);
  std::set<std::string> names;
  for (std::int32_t i = 0; i < parts.countParts(); ++i) {
    if (parts.getPartType(i) == UMSGPAT_PART_TYPE_ARG_NAME) names.insert(part_text(parts, parts.getPart(i)));
  }
  return names;
}

/// The selectors of every plural argument of a pattern, one set an argument.
std::vector<std::set<std::string>> plural_forms(const std::string& pattern) {
  const icu::MessagePattern parts = parts_of(pattern);
  std::vector<std::set<std::string>> plurals;
  std::vector<bool> open;  // for each argument that is open: is it a plural?
  for (std::int32_t i = 0; i < parts.countParts(); ++i) {
    const auto& part = parts.getPart(i);
    if (part.getType() == UMSGPAT_PART_TYPE_ARG_START) open.push_back(part.getArgType() == UMSGPAT_ARG_TYPE_PLURAL);
    if (part.getType() == UMSGPAT_PART_TYPE_ARG_START && open.back()) plurals.emplace_back();
    if (part.getType() == UMSGPAT_PART_TYPE_ARG_LIMIT) open.pop_back();
    if (part.getType() == UMSGPAT_PART_TYPE_ARG_SELECTOR && open.back()) plurals.back().insert(part_text(parts, part));
  }
  return plurals;
}

}  // namespace

TEST_CASE("every text is there in both languages") {
  CHECK(keys(Language::uk) == keys(Language::en));
}

TEST_CASE("a text has the same arguments in both languages") {
  for (const std::string& key : keys(Language::uk)) {
    CAPTURE(key);
    CHECK(argument_names(pattern(Language::uk, key)) == argument_names(pattern(Language::en, key)));
  }
}

TEST_CASE("every pattern can be said") {
  for (const Language language : languages) {
    for (const std::string& key : keys(language)) {
      // An argument that selects takes a word, one that counts takes a number.
      Message with_numbers{key, {}};
      Message with_words{key, {}};
      for (const std::string& name : argument_names(pattern(language, key))) {
        with_numbers.arguments.emplace_back(name, std::int64_t{5});
        with_words.arguments.emplace_back(name, std::string("слово"));
      }
      CHECK((say(language, with_numbers) != to_log(with_numbers) || say(language, with_words) != to_log(with_words)));
    }
  }
}

TEST_CASE("a Ukrainian plural has the form for one, few, many and other") {
  for (const std::string& key : keys(Language::uk)) {
    for (const auto& forms : plural_forms(pattern(Language::uk, key))) {
      CAPTURE(key);
      for (const char* form : {"one", "few", "many", "other"}) CHECK(forms.count(form) == 1);
    }
  }
}

TEST_CASE("no text holds an ASCII apostrophe, which MessageFormat would take for a quotation mark") {
  for (const Language language : languages) {
    for (const std::string& key : keys(language)) {
      CAPTURE(key);
      CHECK(pattern(language, key).find('\'') == std::string::npos);
    }
  }
}

TEST_CASE("a Ukrainian text holds no letter of another alphabet that only looks right") {
  for (const std::string& key : keys(Language::uk)) {
    CAPTURE(key);
    CHECK(tests::mixed_words(pattern(Language::uk, key)) == std::vector<std::string>{});
    for (const char* letter : {"ы", "э", "ё", "ъ", "Ы", "Э", "Ё", "Ъ"}) {
      CHECK(pattern(Language::uk, key).find(letter) == std::string::npos);
    }
  }
}

TEST_CASE("a key stands in the file of its module, once in a language") {
  for (const Language language : languages) {
    std::vector<std::string> found;
    for (const CatalogueFile& file : tests::catalogue_files(tag_of(language))) {
      for (const std::string& key : file.keys) {
        CHECK(key.substr(0, key.find('.')) == file.module);
        found.push_back(key);
      }
    }
    std::sort(found.begin(), found.end());
    CHECK(found == keys(language));
  }
}

TEST_CASE("every text that a source asks for is there, and gets the arguments that it names") {
  const std::vector<MessageUse> uses = tests::message_uses();
  REQUIRE_FALSE(uses.empty());
  for (const MessageUse& use : uses) {
    CAPTURE(use.place, use.key);
    CHECK(has_key(Language::uk, use.key));
    if (!has_key(Language::uk, use.key) || !use.arguments) continue;
    for (const std::string& name : argument_names(pattern(Language::uk, use.key))) {
      CAPTURE(name);
      CHECK(use.arguments->count(name) == 1);
    }
  }
}

TEST_CASE("whatever looks like a key is a text of the catalogues or a rule that src/apps/README.md lists") {
  const std::set<std::string> rules = tests::listed_rules();
  for (const tests::KeyLiteral& literal : tests::key_literals(keys(Language::uk))) {
    CAPTURE(literal.place, literal.key);
    CHECK((has_key(Language::uk, literal.key) || rules.count(literal.key) == 1));
  }
}

TEST_CASE("no text lies in the catalogue that no source asks for") {
  const std::set<std::string> mentioned = tests::mentioned_keys();
  for (const std::string& key : keys(Language::uk)) {
    CAPTURE(key);
    CHECK(tests::is_mentioned(mentioned, key));
  }
}

TEST_CASE("a message without a text comes back as its log line") {
  CHECK(say(Language::uk, {"text.never_written", {{"count", std::int64_t{3}}, {"name", "Ґанок"}}}) ==
        "text.never_written count=3 name=Ґанок");
}

TEST_CASE("the pattern of a text that is not there is absent") {
  CHECK_FALSE(has_key(Language::en, "text.never_written"));
  try {
    (void)pattern(Language::en, "text.never_written");
    FAIL("a pattern was found");
  } catch (const Error& error) {
    CHECK(error.fault() == Fault::absent);
    CHECK(say(Language::en, error.message()) == "The catalogue has no text with the key “text.never_written”.");
    CHECK(say(Language::uk, error.message()) == "У каталозі немає тексту з ключем «text.never_written».");
  }
}
