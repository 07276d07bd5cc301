#include "review/lint.h"

#include "review/values.h"
#include "text/terms.h"
#include "text/tokens.h"

#include <algorithm>
#include <set>

namespace chancery::review {
namespace {

/// The whole text, prepared once for all rules.
class Linter {
 public:
  Linter(const text::SegmentedText& text, const LanguageTag& language, const Profile& profile,
         std::string_view interface_language)
      : text_(text), language_(language), profile_(profile), interface_(interface_language) {
    for (const auto& segment : text.segments) {
      texts_.push_back(segment.text());
      words_.emplace_back(texts_.back());
    }
  }

  std::vector<Finding> run() {
    advised_words();
    missing_clauses();
    undefined_terms();
    broken_references();
    number_words();
    if (!profile_.signature_block) signature_block();
    return std::move(findings_);
  }

 private:
  void add(std::size_t segment, Message message, const std::string& source) {
    findings_.push_back({text_.segments[segment].id, std::move(message), profile_.source_in(source, interface_)});
  }

  void advised_words() {
    std::vector<std::pair<const AdvisedWord*, text::Words>> wanted;
    for (const auto& word : profile_.words) {
      if (word.language == language_.primary()) wanted.emplace_back(&word, text::Words(word.word));
    }
    for (std::size_t segment = 0; segment < words_.size(); ++segment) {
      for (const auto& [word, prepared] : wanted) {
        if (!words_[segment].hold(prepared)) continue;
        add(segment, {"review.advised_word", {{"word", word->word}, {"instead", word->instead}}}, word->source);
      }
    }
  }

  void missing_clauses() {
    for (const auto& clause : profile_.clauses) {
      const auto list = clause.words.find(std::string(language_.primary()));
      if (list == clause.words.end() || texts_.empty()) continue;
      const bool there =
          std::any_of(list->second.begin(), list->second.end(), [&](const std::string& word) { return holds(word); });
      if (there) continue;
      findings_.push_back(
          {{}, {"review.missing_clause", {{"clause", clause.clause}}}, profile_.source_in(clause.source, interface_)});
    }
  }

  [[nodiscard]] bool holds(const std::string& word) const {
    const text::Words prepared(word);
    return std::any_of(words_.begin(), words_.end(), [&](const text::Words& one) { return one.hold(prepared); });
  }

  /// «(далі — Сторони)», “(hereinafter the “Parties”)”: a term stands in brackets or quotation marks where it is defined.
  void undefined_terms() {
    const auto list = profile_.terms.find(std::string(language_.primary()));
    if (list == profile_.terms.end()) return;
    for (const auto& term : list->second) {
      const text::Words prepared(term);
      if (is_defined(prepared)) continue;
      for (std::size_t segment = 0; segment < texts_.size(); ++segment) {
        if (!uses_capital(texts_[segment], prepared)) continue;
        add(segment, {"review.undefined_term", {{"term", term}}}, {});
        break;
      }
    }
  }

  [[nodiscard]] bool is_defined(const text::Words& term) const {
    for (const auto& sentence : texts_) {
      for (const char* const mark : {"далі", "надалі", "hereinafter", "referred to as", "ci-après", "di seguito"}) {
        const auto at = sentence.find(mark);
        if (at != std::string::npos && text::Words(std::string_view(sentence).substr(at)).hold(term)) return true;
      }
    }
    return false;
  }

  /// The term with a capital inside the sentence, where a capital means the defined term.
  static bool uses_capital(std::string_view sentence, const text::Words& term) {
    bool first = true;
    for (const auto& token : text::tokenize(sentence)) {
      if (token.kind != text::Token::Kind::word) continue;
      const auto word = token.bytes.of(sentence);
      const bool capital =
          text::small_letters(word).front() != word.front() || (word.size() > 1 && text::small_letters(word)[1] != word[1]);
      if (!first && capital && text::Words(word).hold(term)) return true;
      first = false;
    }
    return false;
  }

  void broken_references() {
    std::set<std::string> numbers;
    for (const auto& article : text_.articles) {
      std::string digits;
      for (const char one : article.number) {
        if (one >= '0' && one <= '9') digits += one;
      }
      if (!digits.empty()) numbers.insert(digits);
    }
    if (numbers.empty()) return;
    for (std::size_t segment = 0; segment < texts_.size(); ++segment) {
      for (const auto& value : values_in(texts_[segment], language_)) {
        if (value.kind != Value::Kind::reference || !value.canonical.starts_with("article ")) continue;
        const auto number = value.canonical.substr(8, value.canonical.find('.') - 8);
        if (numbers.count(number) != 0 || speaks_of_an_act(texts_[segment], value.bytes.end)) continue;
        add(segment, {"review.broken_reference", {{"reference", number}}}, {});
      }
    }
  }

  /// «статті 5 Закону України»: an article of something else.
  static bool speaks_of_an_act(std::string_view sentence, std::size_t behind) {
    const text::Words rest(sentence.substr(behind, 160));
    for (const char* const act :
         {"Закону",     "Закон", "Кодексу",      "Конституції", "Статуту",    "Конвенції", "Угоди",   "Договору", "постанови",
          "Law",        "Code",  "Constitution", "Act",         "Convention", "Treaty",    "Charter", "loi",      "code",
          "convention", "legge", "codice",       "convenzione", "Statuto",    "traité",    "trattato"}) {
      if (rest.hold(text::Words(act))) return true;
    }
    return false;
  }

  void number_words() {
    for (std::size_t segment = 0; segment < texts_.size(); ++segment) {
      for (const auto& conflict : number_conflicts(texts_[segment], language_)) {
        add(segment, {"review.number_words", {{"digits", conflict.digits}, {"words", conflict.words}}}, {});
      }
    }
  }

  void signature_block() {
    for (std::size_t segment = 0; segment < texts_.size(); ++segment) {
      for (const char* const mark : {"______", "/підпис/", "(підпис)", "(signature)", "Signature:"}) {
        if (texts_[segment].find(mark) == std::string::npos) continue;
        return add(segment, {"review.signature_block", {}},
                   profile_.sources.empty() ? std::string() : profile_.sources.begin()->first);
      }
    }
  }

  const text::SegmentedText& text_;
  const LanguageTag& language_;
  const Profile& profile_;
  std::string_view interface_;
  std::vector<std::string> texts_;
  std::vector<text::Words> words_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> lint(const text::SegmentedText& text, const LanguageTag& language, const Profile& profile,
                          std::string_view interface_language) {
  return Linter(text, language, profile, interface_language).run();
}

}  // namespace chancery::review
