#include "review/agreement.h"

#include "formats/utf8.h"
#include "text/characters.h"
#include "text/tokens.h"

#include <algorithm>
#include <array>

namespace chancery::review {
namespace {

using Kind = Value::Kind;

constexpr std::array kinds{Kind::number, Kind::date, Kind::money, Kind::percentage, Kind::reference, Kind::address, Kind::code};

std::string joined(const std::vector<const Value*>& values) {
  std::string list;
  for (const auto* value : values) list += (list.empty() ? "" : ", ") + value->canonical;
  return list.empty() ? "—" : list;
}

Message message_of(Kind kind, const std::string& source, const std::string& target) {
  switch (kind) {
    case Kind::number:
      return {"review.numbers", {{"source", source}, {"target", target}}};
    case Kind::date:
      return {"review.dates", {{"source", source}, {"target", target}}};
    case Kind::money:
      return {"review.amounts", {{"source", source}, {"target", target}}};
    case Kind::percentage:
      return {"review.percentages", {{"source", source}, {"target", target}}};
    case Kind::reference:
      return {"review.references", {{"source", source}, {"target", target}}};
    case Kind::address:
      return {"review.addresses", {{"source", source}, {"target", target}}};
    case Kind::code:
      break;
  }
  return {"review.codes", {{"source", source}, {"target", target}}};
}

bool same(const Value& left, const Value& right) {
  return left.canonical == right.canonical || (!left.other.empty() && left.other == right.canonical) ||
         (!right.other.empty() && right.other == left.canonical);
}

/// What stands on one side only, after equal values went away in pairs.
void take_equal(std::vector<const Value*>& left, std::vector<const Value*>& right, bool (*equal)(const Value&, const Value&)) {
  for (auto one = left.begin(); one != left.end();) {
    const auto found = std::find_if(right.begin(), right.end(), [&](const Value* other) { return equal(**one, *other); });
    if (found == right.end()) {
      ++one;
    } else {
      right.erase(found);
      one = left.erase(one);
    }
  }
}

/// «п. 3» may be clause 3 or a bare 3; 5 % may be five of a hundred: the number counts, not what it is called.
std::string bare(const Value& value) {
  const auto space = value.canonical.rfind(' ');
  return value.kind == Kind::reference && space != std::string::npos ? value.canonical.substr(space + 1) : value.canonical;
}
bool same_bare(const Value& left, const Value& right) {
  const bool article = left.kind == Kind::reference && right.kind == Kind::reference &&
                       left.canonical.starts_with("article") != right.canonical.starts_with("article");
  const bool comparable = left.kind == right.kind || left.kind == Kind::number || right.kind == Kind::number ||
                          left.kind == Kind::code || right.kind == Kind::code;
  return comparable && !article && left.kind != Kind::money && left.kind != Kind::percentage && right.kind != Kind::money &&
         right.kind != Kind::percentage && bare(left) == bare(right);
}

/// Names are inflected in Ukrainian, and not in the others.
text::Words::Form form_in(const LanguageTag& language) {
  return language.primary() == "uk" ? text::Words::Form::inflected : text::Words::Form::exact;
}

std::size_t count(std::string_view text, std::string_view sign) {
  std::size_t found = 0;
  for (auto at = text.find(sign); at != std::string_view::npos; at = text.find(sign, at + sign.size())) ++found;
  return found;
}

struct Letters {
  std::size_t latin = 0;  // words of three letters and more
  std::size_t cyrillic = 0;
  std::string first_cyrillic;
  std::string russian;  // the first word with a letter that Ukrainian has not
};

Letters letters_of(std::string_view text) {
  Letters letters;
  for (const auto& token : text::tokenize(text)) {
    if (token.kind != text::Token::Kind::word) continue;
    const auto word = token.bytes.of(text);
    const auto first = static_cast<unsigned char>(word.front());
    const bool cyrillic = first == 0xD0 || first == 0xD1 || first == 0xD2;
    if (cyrillic && letters.russian.empty()) {
      for (const char* const letter : {"ы", "э", "ё", "ъ", "Ы", "Э", "Ё", "Ъ"}) {
        if (word.find(letter) != std::string_view::npos) letters.russian = word;
      }
    }
    if (word.size() < (cyrillic ? 6U : 3U)) continue;
    ++(cyrillic ? letters.cyrillic : letters.latin);
    if (cyrillic && letters.first_cyrillic.empty()) letters.first_cyrillic = word;
  }
  return letters;
}

}  // namespace

Agreement::Agreement(LanguageTag source, LanguageTag target, const NameRegister& names)
    : source_(std::move(source)), target_(std::move(target)), register_(names), names_(register_.prepare(source_, target_)) {}

std::vector<Finding> Agreement::check(const SentencePair& pair) const {
  std::vector<Finding> findings;
  if (text::trim(pair.target).empty()) return findings;
  check_language(pair, findings);
  if (!findings.empty() && (findings.back().rule() == "review.untranslated" || findings.back().rule() == "review.same_as_source"))
    return findings;
  check_values(pair, findings);
  check_names(pair, findings);
  check_signs(pair, findings);
  return findings;
}

std::vector<Finding> Agreement::check_all(const std::vector<SentencePair>& pairs) const {
  std::vector<Finding> findings;
  std::unordered_map<std::string_view, const SentencePair*> known;
  for (const auto& pair : pairs) {
    auto own = check(pair);
    findings.insert(findings.end(), std::make_move_iterator(own.begin()), std::make_move_iterator(own.end()));
    if (text::trim(pair.target).empty()) continue;
    const auto [first, added] = known.emplace(pair.source, &pair);
    if (added || first->second->target == pair.target) continue;
    findings.push_back({pair.segment,
                        {"review.inconsistent",
                         {{"source", std::string(pair.source)},
                          {"target", std::string(pair.target)},
                          {"other", std::string(first->second->target)}}},
                        {}});
  }
  return findings;
}

void Agreement::check_values(const SentencePair& pair, std::vector<Finding>& findings) const {
  const auto ours = values_in(pair.source, source_);
  const auto theirs = values_in(pair.target, target_);
  std::array<std::vector<const Value*>, kinds.size()> left;
  std::array<std::vector<const Value*>, kinds.size()> right;
  for (const auto& value : ours) left[static_cast<std::size_t>(value.kind)].push_back(&value);
  for (const auto& value : theirs) right[static_cast<std::size_t>(value.kind)].push_back(&value);
  for (std::size_t kind = 0; kind < kinds.size(); ++kind) take_equal(left[kind], right[kind], same);
  // What one language calls an article or a code, another may write as a number.
  for (std::size_t first = 0; first < kinds.size(); ++first) {
    for (std::size_t second = 0; second < kinds.size(); ++second) take_equal(left[first], right[second], same_bare);
  }
  for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
    if (left[kind].empty() && right[kind].empty()) continue;
    const auto hard = [](const Value* value) { return !value->soft; };
    const bool alone = left[kind].empty() || right[kind].empty();
    const bool any_hard =
        std::any_of(left[kind].begin(), left[kind].end(), hard) || std::any_of(right[kind].begin(), right[kind].end(), hard);
    if (alone && !any_hard) continue;
    findings.push_back({pair.segment, message_of(kinds[kind], joined(left[kind]), joined(right[kind])), {}});
  }
}

void Agreement::check_names(const SentencePair& pair, std::vector<Finding>& findings) const {
  if (!names_.empty()) {
    const text::Words source(pair.source);
    const text::Words target(pair.target);
    for (const auto& name : names_) {
      const auto in_source = std::find_if(name.source.begin(), name.source.end(),
                                          [&](const text::Words& form) { return source.hold(form, form_in(source_)); });
      if (in_source == name.source.end()) continue;
      const bool in_target = std::any_of(name.target.begin(), name.target.end(),
                                         [&](const text::Words& form) { return target.hold(form, form_in(target_)); });
      if (in_target) continue;
      const auto& forms = name.name->forms;
      const auto word = [&](const LanguageTag& language) {
        const auto found = forms.find(std::string(language.primary()));
        return found == forms.end() ? std::string("—") : found->second.front();
      };
      findings.push_back({pair.segment, {"review.names", {{"source", word(source_)}, {"target", word(target_)}}}, {}});
    }
  }
  const bool ukrainian_source = source_.primary() == "uk" && target_.primary() != "uk";
  const bool ukrainian_target = target_.primary() == "uk" && source_.primary() != "uk";
  if (!ukrainian_source && !ukrainian_target) return;
  const auto near = ukrainian_source ? find_near_name(pair.source, pair.target) : find_near_name(pair.target, pair.source);
  if (near)
    findings.push_back({pair.segment, {"review.near_name", {{"ukrainian", near->ukrainian}, {"latin", near->latin}}}, {}});
}

void Agreement::check_signs(const SentencePair& pair, std::vector<Finding>& findings) const {
  const auto differs = [&](const char* open, const char* close) {
    const auto opened = count(pair.target, open);
    return opened != count(pair.target, close) || (std::string_view(open) != "(" && opened != count(pair.source, open));
  };
  const bool source_list = count(pair.source, "(") != count(pair.source, ")");  // «а)» closes what nothing opens
  const bool round = !source_list && differs("(", ")");
  const bool fewer = !source_list && count(pair.source, "(") != count(pair.target, "(");
  const bool square = differs("[", "]");
  const bool quotes = count(pair.target, "«") != count(pair.target, "»") || count(pair.target, "\"") % 2 != 0;
  if (round || fewer || square || quotes) findings.push_back({pair.segment, {"review.brackets", {}}, {}});
}

void Agreement::check_language(const SentencePair& pair, std::vector<Finding>& findings) const {
  const auto source = letters_of(pair.source);
  const auto target = letters_of(pair.target);
  if (source_.primary() == "uk" && !source.russian.empty())
    findings.push_back({pair.segment, {"review.russian_letters", {{"word", source.russian}}}, {}});
  if (target_.primary() == "uk" && !target.russian.empty())
    findings.push_back({pair.segment, {"review.russian_letters", {{"word", target.russian}}}, {}});
  if (pair.source == pair.target) {
    if (source.latin + source.cyrillic > 0 && source_.primary() != target_.primary())
      findings.push_back({pair.segment, {"review.same_as_source", {}}, {}});
    return;
  }
  if (target_.primary() != "uk" && target.cyrillic > 0) {
    findings.push_back({pair.segment, {"review.untranslated", {{"word", target.first_cyrillic}}}, {}});
  } else if (target_.primary() == "uk" && target.cyrillic == 0 && target.latin > 2) {
    findings.push_back(
        {pair.segment, {"review.untranslated", {{"word", std::string(text::first_characters(pair.target, 40))}}}, {}});
  }
}

}  // namespace chancery::review
