#include "review/names.h"

#include "base/error.h"
#include "formats/utf8.h"
#include "text/tokens.h"
#include "text/transliteration.h"

#include <algorithm>

namespace chancery::review {
namespace {

using formats::Json;

[[noreturn]] void refuse() {
  throw Error(Fault::input, {"review.names_shape", {}});
}

/// The sounds of a Latin word, so that spellings of one name come together: ph, double letters, y for i, w for v, k for c.
std::string skeleton(std::string_view word) {
  std::string small;
  for (const char one : word) small += one >= 'A' && one <= 'Z' ? static_cast<char>(one + 32) : one;
  std::string sounds;
  for (std::size_t at = 0; at < small.size(); ++at) {
    char one = small[at];
    if (one == 'p' && at + 1 < small.size() && small[at + 1] == 'h') one = 'f', ++at;
    if (one == 'y' || one == 'j') one = 'i';
    if (one == 'w') one = 'v';
    if (one == 'c' || one == 'q') one = 'k';
    if (one == 'g') one = 'h';
    if (one == 'x') one = 'k';
    if (!sounds.empty() && sounds.back() == one) continue;
    sounds += one;
  }
  return sounds;
}

std::size_t distance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> row(right.size() + 1);
  for (std::size_t column = 0; column <= right.size(); ++column) row[column] = column;
  for (std::size_t line = 1; line <= left.size(); ++line) {
    auto diagonal = row[0];
    row[0] = line;
    for (std::size_t column = 1; column <= right.size(); ++column) {
      const auto above = row[column];
      row[column] = std::min({above + 1, row[column - 1] + 1, diagonal + (left[line - 1] == right[column - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row.back();
}

struct Capital {
  std::string word;
  std::string sounds;
  bool matched = false;
};

/// Capital words, of four letters at least, that do not stand first and are not written in capitals throughout.
std::vector<Capital> capitals(std::string_view text, bool cyrillic) {
  std::vector<Capital> found;
  bool first = true;
  for (const auto& token : text::tokenize(text)) {
    if (token.kind != text::Token::Kind::word) continue;
    const auto word = token.bytes.of(text);
    const auto letter = formats::parse_code_point(word, 0);
    const auto second = letter ? formats::parse_code_point(word, letter->length) : std::nullopt;
    const bool is_cyrillic = letter && letter->value >= 0x400 && letter->value < 0x530;
    const bool name = letter && second && text::is_capital(letter->value) && !text::is_capital(second->value);
    if (name && is_cyrillic == cyrillic && !first && word.size() >= (cyrillic ? 8U : 4U)) {
      found.push_back({std::string(word), skeleton(cyrillic ? text::transliterate(word) : std::string(word)), false});
    }
    first = false;
  }
  return found;
}

bool is_same(const std::string& left, const std::string& right) {
  const auto shorter = std::min(left.size(), right.size());
  std::size_t common = 0;
  while (common < shorter && left[common] == right[common]) ++common;
  return common >= 3 && common + 2 >= shorter;
}

}  // namespace

NameRegister::NameRegister(std::vector<Name> names) : names_(std::move(names)) {}

NameRegister NameRegister::read(const Json& json) {
  if (!json.is_object() || !json.contains("names") || !json.at("names").is_array()) refuse();
  std::vector<Name> names;
  for (const auto& one : json.at("names")) {
    if (!one.is_object()) refuse();
    Name name;
    for (const auto& [language, forms] : one.items()) {
      if (!LanguageTag::parse(language) || !forms.is_array()) refuse();
      for (const auto& form : forms) {
        if (!form.is_string()) refuse();
        name.forms[language].push_back(form.get<std::string>());
      }
    }
    names.push_back(std::move(name));
  }
  return NameRegister(std::move(names));
}

namespace {

void collect(const Json& json, std::string_view key, std::vector<NameRegister::Name>& names) {
  if (json.is_array()) {
    for (const auto& one : json) collect(one, key, names);
    return;
  }
  if (!json.is_object()) return;
  const bool is_name = key == "name" || key == "official_name" || key == "short_name" || key == "country";
  if (is_name && json.contains("uk") && json.at("uk").is_string()) {
    NameRegister::Name name;
    for (const auto& [language, form] : json.items()) {
      if (form.is_string() && LanguageTag::parse(language)) name.forms[language].push_back(form.get<std::string>());
    }
    if (name.forms.size() > 1) names.push_back(std::move(name));
    return;
  }
  for (const auto& [inner, value] : json.items()) collect(value, inner, names);
}

}  // namespace

NameRegister NameRegister::from_data(const Json& data) {
  std::vector<Name> names;
  collect(data, {}, names);
  return NameRegister(std::move(names));
}

std::vector<NameRegister::Prepared> NameRegister::prepare(const LanguageTag& source, const LanguageTag& target) const {
  std::vector<Prepared> all;
  const auto forms_of = [](const Name& name, const LanguageTag& language) {
    const auto found = name.forms.find(std::string(language.primary()));
    auto forms = found == name.forms.end() ? std::vector<std::string>() : found->second;
    const auto ukrainian = name.forms.find("uk");
    if (forms.empty() && ukrainian != name.forms.end() && language.primary() != "uk")
      forms.push_back(text::transliterate(ukrainian->second.front()));
    return forms;
  };
  for (const auto& name : names_) {
    Prepared one{&name, {}, {}};
    for (const auto& form : forms_of(name, source)) one.source.emplace_back(form);
    for (const auto& form : forms_of(name, target)) one.target.emplace_back(form);
    if (!one.source.empty() && !one.target.empty()) all.push_back(std::move(one));
  }
  return all;
}

std::optional<NearName> find_near_name(std::string_view ukrainian, std::string_view latin) {
  auto ours = capitals(ukrainian, true);
  if (ours.empty()) return std::nullopt;
  auto theirs = capitals(latin, false);
  for (auto& one : ours) {
    for (auto& other : theirs) {
      if (is_same(one.sounds, other.sounds)) one.matched = other.matched = true;
    }
  }
  for (const auto& one : ours) {
    if (one.matched) continue;
    for (const auto& other : theirs) {
      if (other.matched || other.sounds.size() < 5) continue;
      const auto length = std::min(one.sounds.size(), other.sounds.size());
      const auto apart =
          distance(std::string_view(one.sounds).substr(0, length), std::string_view(other.sounds).substr(0, length));
      if (apart <= 2 && apart * 3 <= length) return NearName{one.word, other.word};
    }
  }
  return std::nullopt;
}

}  // namespace chancery::review
