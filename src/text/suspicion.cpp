#include "text/suspicion.h"

#include "text/characters.h"
#include "text/story.h"
#include "text/word_xml.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

namespace chancery::text {
namespace {

using SuspicionKind = Suspicion::Kind;

struct Rule {
  SuspicionKind kind;
  std::string_view name;
};
constexpr std::array<Rule, 5> rules{{{SuspicionKind::bidirectional_control, "bidirectional_control"},
                                     {SuspicionKind::invisible_character, "invisible_character"},
                                     {SuspicionKind::mixed_scripts, "mixed_scripts"},
                                     {SuspicionKind::hidden_text, "hidden_text"},
                                     {SuspicionKind::faint_text, "faint_text"}}};

constexpr std::size_t shown_of_a_text = 60;

bool is_bidirectional_control(char32_t point) {
  return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069) || point == 0x200E || point == 0x200F ||
         point == 0x061C;
}

/// Zero width, tags and fillers; the soft hyphen is what it says it is.
bool is_invisible(char32_t point) {
  return (point >= 0x200B && point <= 0x200D) || (point >= 0x2060 && point <= 0x2064) || point == 0xFEFF || point == 0x180E ||
         point == 0x3164 || point == 0x115F || point == 0x1160 || (point >= 0xE0000 && point <= 0xE007F);
}

std::u32string code_points(std::string_view text) {
  const auto units = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
  std::u32string points;
  for (std::int32_t at = 0; at < units.length(); at = units.moveIndex32(at, 1))
    points += static_cast<char32_t>(units.char32At(at));
  return points;
}

UScriptCode script_of(char32_t point) {
  UErrorCode code = U_ZERO_ERROR;
  return uscript_getScript(static_cast<UChar32>(point), &code);
}

std::string in_hexadecimal(char32_t point) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text;
  for (auto shift = 20; shift >= 0; shift -= 4) text += digits[(point >> static_cast<unsigned>(shift)) & 0xFU];
  const auto first = std::min<std::size_t>(text.find_first_not_of('0'), 2);
  return "U+" + text.substr(first);
}

/// Which of the alphabets that share their shapes a word uses.
class WordScripts {
 public:
  void add(char32_t point) {
    const auto script = script_of(point);
    latin_ |= script == USCRIPT_LATIN;
    cyrillic_ |= script == USCRIPT_CYRILLIC;
    greek_ |= script == USCRIPT_GREEK;
  }
  [[nodiscard]] bool mixed() const { return (latin_ ? 1 : 0) + (cyrillic_ ? 1 : 0) + (greek_ ? 1 : 0) > 1; }

 private:
  bool latin_ = false;
  bool cyrillic_ = false;
  bool greek_ = false;
};

class Inspector {
 public:
  explicit Inspector(const Story& story) : story_(story) {}

  [[nodiscard]] std::vector<Suspicion> run() {
    for (std::size_t index = 0; index < story_.paragraphs().size(); ++index) paragraph(index);
    return std::move(found_);
  }

 private:
  void paragraph(std::size_t index) {
    paragraph_ = index + 1;
    std::string words;
    for (const auto& piece : story_.paragraphs()[index].pieces) {
      const auto text = piece.kind == StoryPiece::Kind::text ? story_.text_of(piece) : std::string(" ");
      words += text;
      if (piece.kind == StoryPiece::Kind::text && !trim(text).empty()) look(story_.runs()[piece.run], text);
    }
    characters(words);
    for (const auto& word : mixed_words(words)) add(SuspicionKind::mixed_scripts, word);
  }

  void look(const StoryRun& run, const std::string& text) {
    const auto shown = std::string(first_characters(text, shown_of_a_text));
    if (run.hidden) add(SuspicionKind::hidden_text, shown);
    if (is_faint(run)) add(SuspicionKind::faint_text, shown);
  }

  /// White on paper, or less than two points.
  [[nodiscard]] bool is_faint(const StoryRun& run) const {
    const auto properties = run.properties.of(story_.part());
    const auto color = value_of(properties, "color");
    const auto size = parse_size(value_of(properties, "sz"));
    return color == "FFFFFF" || color == "ffffff" || (size && *size < 4);
  }

  static std::string_view value_of(std::string_view properties, std::string_view name) {
    const auto at = properties.find(std::string(name) + " ");
    const bool element = at != std::string_view::npos && at > 0 && (properties[at - 1] == ':' || properties[at - 1] == '<');
    const auto value = element ? properties.find("val=\"", at) : std::string_view::npos;
    if (value == std::string_view::npos || value > properties.find('>', at)) return {};
    return properties.substr(value + 5, properties.find('"', value + 5) - value - 5);
  }

  void characters(const std::string& words) {
    for (const auto point : code_points(words)) {
      if (is_bidirectional_control(point)) add(SuspicionKind::bidirectional_control, in_hexadecimal(point));
      if (is_invisible(point)) add(SuspicionKind::invisible_character, in_hexadecimal(point));
    }
  }

  void add(SuspicionKind kind, std::string word) {
    if (!told_.emplace(kind, paragraph_, word).second) return;
    Message message{"text.suspicion_" + std::string(rule_of(kind)),
                    {{"part", story_.place()}, {"paragraph", static_cast<std::int64_t>(paragraph_)}, {"word", word}}};
    found_.push_back({kind, story_.place(), paragraph_, std::move(word), std::move(message)});
  }

  const Story& story_;
  std::size_t paragraph_ = 0;
  std::set<std::tuple<SuspicionKind, std::size_t, std::string>> told_;
  std::vector<Suspicion> found_;
};

}  // namespace

std::string_view rule_of(SuspicionKind kind) {
  return std::find_if(rules.begin(), rules.end(), [&](const Rule& one) { return one.kind == kind; })->name;
}

std::vector<Suspicion> find_suspicions(const formats::DocxPackage& package) {
  std::vector<Suspicion> all;
  for (const auto& part : package.stories()) {
    if (part.kind == formats::StoryPart::Kind::comments) continue;
    const auto story = Story::walk(package.part(part.name), part.name);
    auto found = Inspector(story).run();
    std::move(found.begin(), found.end(), std::back_inserter(all));
  }
  return all;
}

std::vector<std::string> mixed_words(std::string_view text) {
  std::vector<std::string> found;
  std::string word;
  WordScripts scripts;
  const auto end_word = [&] {
    if (scripts.mixed()) found.push_back(word);
    word.clear();
    scripts = {};
  };
  for (const auto point : code_points(text)) {
    const bool letter =
        u_isalpha(static_cast<UChar32>(point)) != 0 || u_charType(static_cast<UChar32>(point)) == U_NON_SPACING_MARK;
    if (!letter) {
      end_word();
      continue;
    }
    append_utf8(word, point);
    scripts.add(point);
  }
  end_word();
  return found;
}

}  // namespace chancery::text
