#include "translation/glossary.h"

#include "base/error.h"
#include "text/terms.h"

namespace chancery::translation {
namespace {

constexpr std::size_t term_limit = 100'000;

[[noreturn]] void refuse(const char* what) {
  throw Error(Fault::input, {"translation.glossary_shape", {{"field", std::string(what)}}});
}

}  // namespace

Glossary Glossary::read(const formats::Json& json) {
  if (!json.is_object() || !json.contains("terms") || !json.at("terms").is_array()) refuse("terms");
  if (json.at("terms").size() > term_limit) refuse("terms");
  std::vector<Term> terms;
  for (const auto& one : json.at("terms")) {
    if (!one.is_object() || !one.contains("words") || !one.at("words").is_object()) refuse("words");
    Term term;
    for (const auto& [language, word] : one.at("words").items()) {
      if (!LanguageTag::parse(language) || !word.is_string()) refuse("words");
      term.words.emplace(language, word.get<std::string>());
    }
    if (one.contains("definition") && !one.at("definition").is_string()) refuse("definition");
    term.definition = one.value("definition", "");
    terms.push_back(std::move(term));
  }
  return Glossary(std::move(terms));
}

std::vector<const Term*> Glossary::found_in(std::string_view text, const LanguageTag& language) const {
  std::vector<const Term*> found;
  for (const auto& term : terms_) {
    const auto word = term.words.find(std::string(language.primary()));
    if (word != term.words.end() && text::holds_term(text, word->second)) found.push_back(&term);
  }
  return found;
}

}  // namespace chancery::translation
