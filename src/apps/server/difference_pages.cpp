#include "apps/server/difference_pages.h"

#include "apps/server/action_view.h"
#include "apps/server/document_view.h"
#include "apps/server/form.h"
#include "apps/server/http_errors.h"
#include "apps/server/shown.h"
#include "base/error.h"
#include "comparison/comparison.h"

#include <algorithm>

namespace chancery::server {
namespace {

using formats::Json;

/// Two versions, by their hashes, and how they are shown.
struct Choice {
  std::string old;
  std::string now;
  bool side_by_side = false;
};

bool is_version(const Json& versions, const std::string& hash) {
  return std::any_of(versions.begin(), versions.end(), [&](const Json& one) { return text_of(one, "sha256") == hash; });
}

/// Requires: `versions` has the template and at least one text.
Choice chosen(const Json& versions, const Form& query) {
  Choice choice{query.text("old"), query.text("new")};
  if (query.text("layout") == "side") choice.side_by_side = true;
  if (choice.now.empty()) choice.now = text_of(versions.back(), "sha256");
  if (choice.old.empty()) choice.old = text_of(versions.at(versions.size() - 2), "sha256");
  for (const auto& hash : {choice.old, choice.now}) {
    if (!is_version(versions, hash)) throw Error(Fault::absent, {"server.no_such_file", {}});
  }
  return choice;
}

Form query_of(const Visit& visit) {
  auto query = parse_query(visit.request.head.query);
  if (!query) throw Error(Fault::input, {"server.not_a_form", {}});
  return *std::move(query);
}

/// `template`, or `version 3` with the revision at which it came.
std::string version_name(const Json& version, text::Language language) {
  if (version.value("template", false)) return text::say(language, {"server.version_template", {}});
  return text::say(language, {"server.version_of_revision", {{"revision", version.at("revision").get<std::int64_t>()}}});
}

Json options(const Json& versions, const std::string& chosen_hash, text::Language language) {
  auto list = Json::array();
  for (const Json& version : versions) {
    const auto hash = text_of(version, "sha256");
    list.push_back({{"sha256", hash},
                    {"name", version_name(version, language) + " · " + short_hash(hash)},
                    {"chosen", hash == chosen_hash}});
  }
  return list;
}

formats::DocxPackage package_of(const Site& site, const Visit& visit, const std::string& hash) {
  return formats::DocxPackage::read(site.desk.file(visit.caller(), visit.document(), Sha256::parse(hash).value()), hash);
}

/// What a reviewer does with the text that was read: approve sections, or give it back.
Json acts_below(const Site& site, const Visit& visit, const Json& document) {
  const auto caller = visit.caller();
  const DocumentFacts facts{visit.document(), document, site.desk.actions(caller, visit.document(), std::nullopt), Json::array(),
                            site.desk.explain(caller, visit.document(), visit.language, std::nullopt)};
  auto acts = Json::array();
  for (const Json& act : open_actions(facts, {}, visit.language, [&] { return to_hex(site.desk.entropy(RequestId::size)); })) {
    if (act.at("covers_sections").get<bool>() || text_of(act, "event") == "return") acts.push_back(act);
  }
  return acts;
}

Json notes(const comparison::Report& report, text::Language language) {
  auto list = Json::array();
  for (const Message& message : report.not_covered) list.push_back(text::say(language, message));
  if (report.whole_paragraphs) list.push_back(text::say(language, {"comparison.whole_paragraphs", {}}));
  if (report.accepted_in_old + report.accepted_in_new != 0) {
    list.push_back(text::say(language, {"comparison.accepted",
                                        {{"old", static_cast<std::int64_t>(report.accepted_in_old)},
                                         {"new", static_cast<std::int64_t>(report.accepted_in_new)}}}));
  }
  return list;
}

/// The stretches of a paragraph as one side has them, or both.
Json stretches(const comparison::ReportedParagraph& paragraph, bool with_old, bool with_new) {
  using Kind = comparison::Stretch::Kind;
  auto list = Json::array();
  for (const auto& stretch : paragraph.stretches) {
    if ((stretch.kind == Kind::removed && !with_old) || (stretch.kind == Kind::added && !with_new)) continue;
    list.push_back({{"same", stretch.kind == Kind::same},
                    {"removed", stretch.kind == Kind::removed},
                    {"added", stretch.kind == Kind::added},
                    {"formatted", stretch.kind == Kind::formatted},
                    {"text", stretch.text}});
  }
  return list;
}

std::string move_words(const comparison::ReportedParagraph& paragraph, text::Language language) {
  if (paragraph.move == 0) return {};
  const bool here = paragraph.kind == comparison::ReportedParagraph::Kind::moved_here;
  return text::say(language,
                   {here ? "comparison.moved_here" : "comparison.moved_away", {{"move", std::int64_t{paragraph.move}}}});
}

Json folded(std::size_t count, text::Language language) {
  const auto words = text::say(language, {"server.paragraphs_unchanged", {{"count", static_cast<std::int64_t>(count)}}});
  return {{"folded", true},        {"unchanged", words},    {"moved", false},        {"move", ""},
          {"both", Json::array()}, {"left", Json::array()}, {"right", Json::array()}};
}

/// How many paragraphs from here on stay the same.
std::size_t same_from(const comparison::Report& report, std::size_t first) {
  std::size_t last = first;
  while (last < report.paragraphs.size() && report.paragraphs[last].kind == comparison::ReportedParagraph::Kind::same) ++last;
  return last - first;
}

Json shown(const comparison::ReportedParagraph& paragraph, text::Language language) {
  const auto words = move_words(paragraph, language);
  const bool in_old = paragraph.old_paragraph != 0;
  const bool in_new = paragraph.new_paragraph != 0;
  return {{"folded", false},
          {"unchanged", ""},
          {"moved", !words.empty()},
          {"move", words},
          {"both", stretches(paragraph, true, true)},
          {"left", in_old ? stretches(paragraph, true, false) : Json::array()},
          {"right", in_new ? stretches(paragraph, false, true) : Json::array()}};
}

/// Of a long stretch that stays the same the first and the last paragraph are shown, beside what changed, and the rest is
/// counted.
Json paragraphs(const comparison::Report& report, text::Language language) {
  constexpr std::size_t shown_whole = 4;
  auto list = Json::array();
  for (std::size_t i = 0; i < report.paragraphs.size(); ++i) {
    list.push_back(shown(report.paragraphs[i], language));
    const auto same = same_from(report, i);
    if (same <= shown_whole) continue;
    list.push_back(folded(same - 2, language));
    i += same - 2;  // the loop goes on to the last one, which stands alone
  }
  return list;
}

/// What the page shows besides the difference itself.
struct ShownDifference {
  int status = 200;
  std::string problem = {};
  std::string uploaded = {};  // the name of the file that was compared with
};

Response page(const Site& site, const Visit& visit, const Json& versions, const Choice& choice,
              const std::optional<comparison::Comparison>& compared, const ShownDifference& shown) {
  const Json document = site.desk.document(visit.caller(), visit.document());
  const std::string address = "/documents/" + visit.document().hex();
  const std::string pair = "old=" + choice.old + "&new=" + choice.now;
  const auto acts = acts_below(site, visit, document);
  return show_page(site, visit, shown.status, "differences",
                   {{"title", text::say(visit.language, {"server.differences", {}})},
                    {"document", address},
                    {"document_title", in_language(document.at("title"), visit.language)},
                    {"old_versions", options(versions, choice.old, visit.language)},
                    {"new_versions", options(versions, choice.now, visit.language)},
                    {"side", choice.side_by_side},
                    {"failed", !shown.problem.empty()},
                    {"problem", shown.problem},
                    {"foreign", !shown.uploaded.empty()},
                    {"foreign_name", shown.uploaded},
                    {"compared", compared.has_value()},
                    {"equal", compared && compared->report.is_equal()},
                    {"paragraphs", compared ? paragraphs(compared->report, visit.language) : Json::array()},
                    {"notes", compared ? notes(compared->report, visit.language) : Json::array()},
                    {"has_redline", compared && compared->redline && shown.uploaded.empty()},
                    {"redline", address + "/differences/redline.docx?" + pair},
                    {"has_acts", !acts.empty()},
                    {"acts", acts}});
}

comparison::Comparison compare(const Site& site, const Visit& visit, const formats::DocxPackage& old,
                               const formats::DocxPackage& now) {
  const auto person = site.desk.person(visit.session->person);
  return comparison::compare(old, now, {in_language(person.at("name"), visit.language), site.desk.now()});
}

/// A document that was never given a text has nothing to compare.
Json versions_of(const Site& site, const Visit& visit) {
  auto versions = site.desk.versions(visit.caller(), visit.document());
  if (versions.size() < 2) throw Error(Fault::absent, {"server.no_such_file", {}});
  return versions;
}

}  // namespace

Response show_differences(Site& site, const Visit& visit) {
  const Json versions = versions_of(site, visit);
  const Choice choice = chosen(versions, query_of(visit));
  const auto compared = compare(site, visit, package_of(site, visit, choice.old), package_of(site, visit, choice.now));
  return page(site, visit, versions, choice, compared, {});
}

Response compare_upload(Site& site, const Visit& visit) {
  const Json versions = versions_of(site, visit);
  const Choice choice = chosen(versions, Form({}));
  const auto form = read_form(visit.request);
  const auto* const file = form.file("file");
  const auto refuse = [&](const Message& why) {
    return page(site, visit, versions, choice, std::nullopt, {422, text::say(visit.language, why)});
  };
  if (file == nullptr || file->value.empty()) return refuse({"server.counter_draft_missing", {}});
  try {
    const auto theirs = formats::DocxPackage::read(Blob(Bytes(file->value)), *file->file_name);
    const auto compared = compare(site, visit, package_of(site, visit, choice.now), theirs);
    return page(site, visit, versions, choice, compared, {200, {}, *file->file_name});
  } catch (const Error& error) {
    if (error.fault() != Fault::input) throw;
    return refuse(error.message());
  }
}

Response download_redline(Site& site, const Visit& visit) {
  const Choice choice = chosen(versions_of(site, visit), query_of(visit));
  const auto compared = compare(site, visit, package_of(site, visit, choice.old), package_of(site, visit, choice.now));
  if (!compared.redline) throw Error(Fault::conflict, {"server.no_redline", {}});
  return Response::download("differences.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                            *compared.redline);
}

}  // namespace chancery::server
