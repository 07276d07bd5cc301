#include "apps/server/action_view.h"

#include "apps/server/http_errors.h"
#include "apps/server/shown.h"

#include <algorithm>
#include <array>
#include <set>

namespace chancery::server {
namespace {

using formats::Json;

/// Acts that a person's key does (FORMATS, *Statement*): no form of ours can stand for it.
constexpr std::array<std::string_view, 5> acts_of_a_key{"initial", "sign", "ad_referendum", "confirm", "seal"};

bool is_act_of_a_key(std::string_view event) {
  return std::find(acts_of_a_key.begin(), acts_of_a_key.end(), event) != acts_of_a_key.end();
}

/// What the reader has before their eyes; the command is judged by it (FORMATS, *Command*).
Json what_was_seen(const DocumentFacts& facts, const Json& action) {
  auto hidden = Json::array();
  const auto carries = text_of(action, "carries");
  if (carries == "manifest") {
    hidden.push_back({{"name", "manifest"}, {"value", text_of(facts.document, "manifest")}});
  } else if (carries == "sections") {
    for (const auto& section : list_of(action, "sections")) {
      hidden.push_back({{"name", "section"}, {"value", text_of(section, "name") + "=" + text_of(section, "sha256")}});
    }
  } else {
    hidden.push_back({{"name", "revision"}, {"value", text_of(facts.document, "revision")}});
  }
  return hidden;
}

Json covered_sections(const Json& action, text::Language language) {
  auto list = Json::array();
  for (const auto& section : list_of(action, "sections")) {
    list.push_back({{"label", section_name(text_of(section, "name"), language)}, {"sha256", text_of(section, "sha256")}});
  }
  return list;
}

/// What an uploaded file can be: a text in one of the document's languages, the next annex, or evidence.
Json attachment_kinds(const DocumentFacts& facts, text::Language language) {
  std::set<std::string> tags;
  for (const auto& tag : list_of(facts.document, "languages")) tags.insert(tag.get<std::string>());
  for (const auto& text : list_of(facts.document, "texts")) tags.insert(text_of(text, "language"));
  auto kinds = Json::array();
  for (const auto& tag : tags) {
    kinds.push_back({{"value", "text:" + tag}, {"label", text::say(language, {"server.attach_text", {{"code", tag}}})}});
  }
  const auto number = static_cast<std::int64_t>(list_of(facts.document, "annexes").size() + 1);
  kinds.push_back({{"value", "annex:" + std::to_string(number)},
                   {"label", text::say(language, {"server.attach_annex", {{"number", number}}})}});
  kinds.push_back({{"value", "evidence"}, {"label", text::say(language, {"server.attach_evidence", {}})}});
  return kinds;
}

/// Parties are numbered from 1, as the record of a signature on paper names them.
Json parties(const DocumentFacts& facts, text::Language language) {
  auto list = Json::array();
  for (const auto& party : list_of(facts.document, "parties")) {
    list.push_back({{"number", list.size() + 1}, {"name", in_language(party, language)}});
  }
  return list;
}

Json open_action(const DocumentFacts& facts, const Json& action, const FailedForm& failed, text::Language language,
                 const std::function<std::string()>& new_key) {
  const auto event = text_of(action, "event");
  const auto target = in_language(action.value("target_label", Json()), language);
  const bool again = failed.event == event;
  const bool attaches = event == "attach";
  const bool by_key = is_act_of_a_key(event);
  const auto covered = covered_sections(action, language);
  return {{"event", event},
          {"address", "/documents/" + facts.id.hex() + "/actions/" + event},
          {"label", in_language(action.at("label"), language)},
          {"leads_on", !target.empty()},
          {"target", target},
          {"seen", what_was_seen(facts, action)},
          {"covers_sections", !covered.empty()},
          {"covered", covered},
          {"by_key", by_key},
          {"records", event.rfind("record.", 0) == 0},
          {"parties", parties(facts, language)},
          {"attaches", attaches},
          {"kinds", attaches ? attachment_kinds(facts, language) : Json::array()},
          {"comment_required", text_of(action, "comment") == "required"},
          {"comment", again ? failed.comment : ""},
          {"again", again},
          {"key", new_key()}};
}

/// The refusal's own message where the office gives its key, otherwise the words it sent.
std::string reason(const Json& why, text::Language language) {
  if (!why.contains("key")) return in_language(why.value("words", Json()), language);
  return text::say(language, read_refusal({{"refusal", why}}).message);
}

}  // namespace

Json open_actions(const DocumentFacts& facts, const FailedForm& failed, text::Language language,
                  const std::function<std::string()>& new_key) {
  auto list = Json::array();
  for (const auto& action : facts.actions) {
    if (action.at("open").get<bool>()) list.push_back(open_action(facts, action, failed, language, new_key));
  }
  return list;
}

Json closed_actions(const DocumentFacts& facts, text::Language language) {
  auto list = Json::array();
  for (const auto& action : facts.actions) {
    if (action.at("open").get<bool>()) continue;
    list.push_back({{"label", in_language(action.at("label"), language)}, {"why", reason(action.at("why"), language)}});
  }
  return list;
}

std::string section_name(const std::string& section, text::Language language) {
  const auto colon = std::min(section.find(':'), section.size());
  const auto tag = section.substr(std::min(colon + 1, section.size()));
  return text::say(language, {"server.section",
                              {{"code", section.substr(0, colon)},
                               {"language", text::say(language, {"server.text_language", {{"code", tag}}})}}});
}

}  // namespace chancery::server
