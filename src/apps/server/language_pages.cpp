#include "apps/server/language_pages.h"

#include "apps/server/form.h"
#include "apps/server/shown.h"
#include "base/error.h"
#include "review/language_comparison.h"
#include "review/lint.h"
#include "translation/xliff_writer.h"

namespace chancery::server {
namespace {

using formats::Json;

constexpr const char* lint_profile = "ukrainian_region";

[[noreturn]] void no_such_language() {
  throw Error(Fault::absent, {"server.no_such_file", {}});
}

/// The source text of a document and the translation that the address names.
struct Pair {
  Json document;
  LanguageTag from;
  LanguageTag to;
  text::SegmentedText source;
  text::SegmentedText target;
};

text::SegmentedText segments_in(const Site& site, const Visit& visit, const LanguageTag& language) {
  auto segments = site.desk.segments(visit.caller(), visit.document(), language.text());
  if (!segments) no_such_language();
  return *std::move(segments);
}

Pair pair_of(const Site& site, const Visit& visit) {
  Json document = site.desk.document(visit.caller(), visit.document());
  const auto& texts = list_of(document, "texts");
  if (texts.empty()) no_such_language();
  const auto from = LanguageTag::parse(text_of(texts.front(), "language"));
  const auto to = LanguageTag::parse(visit.parameters.at("to"));
  if (!from || !to || *from == *to) no_such_language();
  auto source = segments_in(site, visit, *from);
  auto target = segments_in(site, visit, *to);
  return {std::move(document), *from, *to, std::move(source), std::move(target)};
}

std::string words(const review::Finding& finding, text::Language language) {
  const auto said = text::say(language, finding.message);
  return finding.source.empty() ? said : said + " (" + finding.source + ")";
}

Json rows(const review::LanguageComparison& comparison, bool only_findings, text::Language language) {
  auto list = Json::array();
  for (const auto& segment : comparison.segments) {
    if (only_findings && segment.findings.empty()) continue;
    auto findings = Json::array();
    for (const auto& finding : segment.findings) findings.push_back(words(finding, language));
    list.push_back({{"source", segment.source},
                    {"target", segment.target},
                    {"found", !findings.empty()},
                    {"findings", std::move(findings)}});
  }
  return list;
}

/// What a reader of the whole text should look at: articles that one language lacks, and what the lint profile advises.
Json whole_text(const Pair& pair, const review::LanguageComparison& comparison, text::Language language) {
  auto list = Json::array();
  for (const auto& number : comparison.articles) {
    list.push_back(text::say(language, {"review.article_missing", {{"article", number}}}));
  }
  const auto* const profile = review::find_profile(lint_profile);
  if (profile == nullptr) return list;
  for (const auto& finding : review::lint(pair.source, pair.from, *profile, text::tag_of(language))) {
    list.push_back(words(finding, language));
  }
  return list;
}

std::string language_name(const LanguageTag& tag, text::Language language) {
  return text::say(language, {"server.text_language", {{"code", tag.text()}}});
}

}  // namespace

Response show_languages(Site& site, const Visit& visit) {
  const auto query = parse_query(visit.request.head.query);
  const bool only = query && query->text("only") == "findings";
  const Pair pair = pair_of(site, visit);
  const auto comparison = review::compare_languages(pair.source, pair.target, review::Agreement(pair.from, pair.to));
  const std::string document = "/documents/" + visit.document().hex();
  const std::string address = document + "/languages/" + percent_encode(pair.to.text());
  const auto whole = whole_text(pair, comparison, visit.language);
  return show_page(site, visit, 200, "languages",
                   {{"title", text::say(visit.language, {"server.languages_side_by_side", {}})},
                    {"document", document},
                    {"document_title", in_language(pair.document.at("title"), visit.language)},
                    {"address", address},
                    {"xliff", address + "/" + percent_encode(pair.to.text()) + ".xlf"},
                    {"from", pair.from.text()},
                    {"to", pair.to.text()},
                    {"from_name", language_name(pair.from, visit.language)},
                    {"to_name", language_name(pair.to, visit.language)},
                    {"agrees", comparison.agrees()},
                    {"only", only},
                    {"rows", rows(comparison, only, visit.language)},
                    {"has_whole", !whole.empty()},
                    {"whole", whole}});
}

Response download_xliff(Site& site, const Visit& visit) {
  const Pair pair = pair_of(site, visit);
  const auto reading = site.desk.reading(visit.caller(), visit.document(), pair.from.text());
  translation::Entries entries;
  for (const auto& one : text::pair(pair.source, pair.target)) {
    if (!one.source || !one.target) continue;
    const auto& source = pair.source.segments[*one.source];
    const auto& content = pair.target.segments[*one.target].content;
    if (translation::check_codes(source.content, content).fault != translation::CodeFault::none) continue;
    entries.insert_or_assign(source.id, translation::Entry{source.id, source.hash(), content});
  }
  const translation::XliffExport content{
      visit.document().hex(), sha256(reading.value_or("")), pair.from, pair.to, pair.source, entries, nullptr, {}, nullptr, {}};
  return Response::download(visit.document().hex() + "." + pair.to.text() + ".xlf", "application/xliff+xml",
                            translation::write_xliff(content, translation::XliffVersion::v2_1));
}

}  // namespace chancery::server
