#include "templating/template.h"

#include "formats/docx_inspection.h"
#include "formats/docx_local_template.h"
#include "templating/block_plan.h"
#include "templating/clause_expansion.h"
#include "templating/field_names.h"
#include "templating/part_compiler.h"
#include "templating/place_finder.h"
#include "templating/tag_finder.h"
#include "templating/template_check.h"
#include "templating/unreached_tags.h"
#include "text/language_marks.h"
#include "text/story.h"
#include "text/styles.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace chancery::templating {

using text::Story;

/// Compiles part after part into one Template.
class Compiler {
 public:
  Compiler(const formats::DocxPackage& package, const std::optional<Description>& description, const ClauseLibrary& clauses)
      : compiled_(package), styles_(text::Styles::of(package)), expansion_(clauses, compiled_.description_, compiled_.findings_) {
    compiled_.description_ = description;
    if (description) delimiters_ = {description->opening, description->closing};
  }

  void only_register_fields() { register_only_ = true; }

  [[nodiscard]] Template run() {
    for (const auto& part : compiled_.package_.stories()) story(Story::walk(compiled_.package_.part(part.name), part.name));
    for (const auto* const name : {"docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"}) {
      const auto* entry = compiled_.package_.archive().find(name);
      if (entry != nullptr) story(Story::walk_properties(compiled_.package_.archive().content(*entry), name));
    }
    compiled_.clauses_ = expansion_.taken();
    if (!register_only_) report_unreached();
    auto found = check_tags(tags_, compiled_.description_);
    compiled_.findings_.insert(compiled_.findings_.end(), found.begin(), found.end());
    if (!register_only_) inspect_package();
    if (compiled_.description_) apply_checks(*compiled_.description_, compiled_.findings_);
    return std::move(compiled_);
  }

 private:
  void story(const Story& story) {
    auto found = find_tags(story, delimiters_);
    if (register_only_) keep_register_fields(found);
    const PlaceFinder places(story, styles_);
    auto placed = place_tags(story, found, places);
    const auto expanded = expansion_.expand(story, found, placed);
    if (expanded) return this->story(rewalked(story, *expanded));
    report_mistakes(found, places);
    if (!register_only_) report_tracked_changes(story, found, places);
    report_doubled_ids(story, places);
    if (found.tags.empty()) return untouched_.emplace_back(story.place(), story.part()), void();
    const auto plan = plan_blocks(story, found);
    for (const auto& mistake : plan.mistakes) report(mistake.code, placed[mistake.tag]);
    tags_.emplace(story.place(), placed);
    if (!plan.mistakes.empty()) return;
    auto program = PartCompiler(story, styles_, found, plan, placed).compile();
    if (!program) return report("crossed_structure", placed.front());
    compiled_.programs_.emplace(story.place(), std::move(*program));
  }

  /// What fetches, runs or embeds is refused by its name; what only a freeze refuses asks for a look.
  void inspect_package() {
    for (const auto& one : formats::inspect(compiled_.package_)) {
      const bool known_elsewhere =
          one.kind == formats::DocxFinding::Kind::tracked_change || one.kind == formats::DocxFinding::Kind::bound_control;
      if (known_elsewhere) continue;
      Place place{one.part, one.paragraph, std::nullopt, {}, {}};
      const auto severity = refuses(one) ? Finding::Severity::error : Finding::Severity::warning;
      compiled_.findings_.push_back(
          {severity, one.message.key.substr(one.message.key.find('.') + 1), {}, std::move(place), {}, one.message});
    }
    if (auto stripped = formats::without_local_template(compiled_.package_)) compiled_.package_ = *std::move(stripped);
  }

  static bool refuses(const formats::DocxFinding& finding) {
    using Kind = formats::DocxFinding::Kind;
    if (finding.kind == Kind::changing_field) return fetches(finding.message);
    return finding.kind == Kind::macro || finding.kind == Kind::external_part || finding.kind == Kind::remote_template ||
           finding.kind == Kind::ole_object || finding.kind == Kind::alternative_chunk;
  }

  /// A date or a condition changes by itself; these bring something in.
  static bool fetches(const Message& message) {
    constexpr std::array harmless{std::string_view("ASK"),      std::string_view("CREATEDATE"), std::string_view("DATE"),
                                  std::string_view("EDITTIME"), std::string_view("FILLIN"),     std::string_view("IF"),
                                  std::string_view("NEXTIF"),   std::string_view("PRINTDATE"),  std::string_view("SAVEDATE"),
                                  std::string_view("SKIPIF"),   std::string_view("TIME")};
    for (const auto& [name, value] : message.arguments) {
      const auto* field = name == "field" ? std::get_if<std::string>(&value) : nullptr;
      if (field != nullptr) return std::find(harmless.begin(), harmless.end(), *field) == harmless.end();
    }
    return true;
  }

  static void keep_register_fields(FoundTags& found) {
    found.mistakes.clear();
    std::erase_if(found.tags, [](const FoundTag& one) {
      return one.site != TagSite::text || one.tag.kind != Tag::Kind::value || !is_register_field(one.tag.path);
    });
  }

  static Story rewalked(const Story& story, const Bytes& part) {
    return story.is_properties() ? Story::walk_properties(part, story.place()) : Story::walk(part, story.place());
  }

  [[nodiscard]] std::vector<PlacedTag> place_tags(const Story& story, const FoundTags& found, const PlaceFinder& places) const {
    const auto& description = compiled_.description_;
    const text::LanguageMarks marks(story, styles_, description ? description->languages : std::vector<LanguageTag>{},
                                    description ? description->columns : std::vector<LanguageTag>{});
    std::vector<PlacedTag> placed;
    for (const auto& tag : found.tags) {
      const auto& paragraph = story.paragraphs()[tag.paragraph];
      const auto mark = tag.run == no_run ? std::nullopt : marks.of_run(tag.run);
      PlacedTag one{tag.tag, tag.source,
                    places.find(tag.paragraph, found.texts[tag.paragraph].text(), tag.text_begin, tag.text_end),
                    mark ? LanguageTag::parse(*mark) : std::nullopt, marks.column_of(paragraph.node)};
      one.of_control = tag.site == TagSite::control || tag.site == TagSite::section || tag.site == TagSite::section_end;
      placed.push_back(std::move(one));
    }
    return placed;
  }

  void report_mistakes(const FoundTags& found, const PlaceFinder& places) {
    for (const auto& one : found.mistakes) {
      const auto& words = found.texts[one.paragraph].text();
      compiled_.findings_.push_back(
          make_finding(one.code, one.tag, places.find(one.paragraph, words, one.text_begin, one.text_end)));
    }
  }

  /// Once for each paragraph: a template in which a change is still open has two texts.
  void report_tracked_changes(const Story& story, const FoundTags& found, const PlaceFinder& places) {
    std::set<std::size_t> seen;
    for (const auto& mark : story.marks()) {
      if (mark.kind != text::StoryMark::Kind::tracked_change || mark.paragraph >= found.texts.size()) continue;
      if (!seen.insert(mark.paragraph).second) continue;
      const auto paragraph = static_cast<std::uint32_t>(mark.paragraph);
      compiled_.findings_.push_back(
          make_finding("tracked_change", {}, places.find(paragraph, found.texts[paragraph].text(), 0, 0)));
    }
  }

  void report_doubled_ids(const Story& story, const PlaceFinder& places) {
    for (const auto& control : story.controls()) {
      if (control.id.empty() || ids_.insert(control.id).second || story.paragraphs().empty()) continue;
      const auto around = story.enclosing(control.node, text::NodeKind::paragraph);
      const auto paragraph = around ? story.nodes()[*around].detail : 0;
      compiled_.findings_.push_back(make_finding("duplicate_id", control.tag, places.find(paragraph, {}, 0, 0), {}, control.id));
    }
  }

  /// Tags that stand in attributes, field codes, charts and diagrams: they would be left standing in the document.
  void report_unreached() {
    std::set<std::string> used;
    for (const auto& [part, tags] : tags_) {
      for (const auto& one : tags) used.insert(one.tag.path.text());
    }
    const auto is_field = [&](const FieldPath& path) {
      const FieldScopes scopes(compiled_.description_);
      return used.contains(path.text()) || (compiled_.description_ && scopes.resolve(path).has_value());
    };
    for (const auto& entry : compiled_.package_.archive().entries()) {
      const bool drawn = entry.name.starts_with("word/charts/") || entry.name.starts_with("word/diagrams/");
      if (drawn && entry.name.ends_with(".xml")) untouched_.emplace_back(entry.name, compiled_.package_.part(entry.name));
    }
    for (const auto& [name, program] : compiled_.programs_) untouched_.emplace_back(name, program.literals);
    for (const auto& [name, bytes] : untouched_) {
      for (const auto& one : find_unreached_tags(bytes, delimiters_, is_field))
        compiled_.findings_.push_back(make_finding("unreached_tag", one.tag, {name, 0, std::nullopt, {}, one.context}, {}, name));
    }
    untouched_.clear();
  }

  void report(std::string code, const PlacedTag& tag) {
    compiled_.findings_.push_back(make_finding(std::move(code), tag.source, tag.place));
  }

  Template compiled_;
  text::Styles styles_;
  TagDelimiters delimiters_;
  ClauseExpansion expansion_;
  bool register_only_ = false;
  std::set<std::string> ids_;
  std::vector<std::pair<std::string, Bytes>> untouched_;  // bytes in which no value is written
  std::map<std::string, std::vector<PlacedTag>> tags_;
};

Template compile(const formats::DocxPackage& package, const std::optional<Description>& description,
                 const ClauseLibrary& clauses) {
  return Compiler(package, description, clauses).run();
}

Template compile_register_fields(const formats::DocxPackage& document) {
  const ClauseLibrary none;
  Compiler compiler(document, std::nullopt, none);
  compiler.only_register_fields();
  return compiler.run();
}

}  // namespace chancery::templating
