#include "apps/server/action_view.h"

#include "apps/server/acting_for.h"
#include "apps/server/shown.h"

#include <algorithm>
#include <array>

namespace chancery::server {
namespace {

using formats::Json;

/// Acts that a person's key does (FORMATS, *Statement*): no form of ours can stand for it.
constexpr std::array<std::string_view, 5> acts_of_a_key{"initial", "sign", "ad_referendum", "confirm", "seal"};

bool is_act_of_a_key(std::string_view event) {
  return std::find(acts_of_a_key.begin(), acts_of_a_key.end(), event) != acts_of_a_key.end();
}

/// What the reader has before their eyes; the command is judged by it (FORMATS, *Command*). Sections are chosen in the form.
Json what_was_seen(const DocumentFacts& facts, const Json& action) {
  const auto carries = text_of(action, "carries");
  if (carries == "sections") return Json::array();
  const auto* const name = carries == "manifest" ? "manifest" : "revision";
  return Json::array({{{"name", name}, {"value", text_of(facts.document, name)}}});
}

/// `translation:*` takes every translation.
bool takes(std::string_view pattern, std::string_view section) {
  if (pattern.substr(pattern.size() - std::min<std::size_t>(pattern.size(), 1)) != "*") return pattern == section;
  return section.substr(0, pattern.size() - 1) == pattern.substr(0, pattern.size() - 1);
}

/// The sections that the act may cover, each by the hash that the reader sees.
Json covered_sections(const DocumentFacts& facts, const Json& action, text::Language language) {
  auto list = Json::array();
  if (text_of(action, "carries") != "sections") return list;
  for (const auto& section : list_of(facts.document, "sections")) {
    const auto name = text_of(section, "name");
    if (!takes(text_of(action, "approves"), name)) continue;
    const auto hash = text_of(section, "sha256");
    list.push_back(
        {{"label", section_name(name, language)}, {"sha256", hash}, {"value", name + "=" + hash}, {"number", list.size()}});
  }
  return list;
}

/// What an uploaded file can be: a text in one of the document's languages, the next annex, or evidence.
Json attachment_kinds(const DocumentFacts& facts, text::Language language) {
  auto kinds = Json::array();
  for (const auto& text : list_of(facts.document, "texts")) {
    const auto tag = text_of(text, "language");
    kinds.push_back({{"value", "text:" + tag}, {"label", text::say(language, {"server.attach_text", {{"code", tag}}})}});
  }
  const auto number = static_cast<std::int64_t>(list_of(facts.document, "annexes").size() + 1);
  kinds.push_back({{"value", "annex:" + std::to_string(number)},
                   {"label", text::say(language, {"server.attach_annex", {{"number", number}}})}});
  kinds.push_back({{"value", "evidence"}, {"label", text::say(language, {"server.attach_evidence", {}})}});
  return kinds;
}

/// Parties are numbered from 1, as the record of a signature on paper names them.
Json parties(const DocumentFacts& facts, const std::string& chosen, text::Language language) {
  auto list = Json::array();
  for (const auto& party : list_of(facts.document, "parties")) {
    const auto number = std::to_string(list.size() + 1);
    list.push_back({{"number", number}, {"name", in_language(party, language)}, {"chosen", number == chosen}});
  }
  return list;
}

constexpr std::array<std::string_view, 11> typed_fields{"signer", "capacity", "body", "acted",   "place", "channel",
                                                        "number", "party",    "to",   "subject", "text"};

/// What was typed into this form before, and nothing for one that is new.
Json typed_before(const FailedForm& failed, bool again) {
  Json typed = Json::object();
  for (const auto field : typed_fields) {
    const auto found = failed.typed.find(std::string(field));
    typed[std::string(field)] = again && found != failed.typed.end() ? found->second : "";
  }
  return typed;
}

/// The channels by which an act from outside comes to be known.
Json channels(const std::string& chosen, text::Language language) {
  auto list = Json::array();
  for (const auto* const channel : {"letter", "paper", "session", "e_mail", "in_person"}) {
    list.push_back({{"value", channel},
                    {"label", text::say(language, {"server.channel", {{"code", std::string(channel)}}})},
                    {"chosen", chosen == channel}});
  }
  return list;
}

std::string comment_of(const FailedForm& failed, bool again) {
  const auto found = failed.typed.find("comment");
  return again && found != failed.typed.end() ? found->second : "";
}

/// What is explained of an event: `against` or `will`.
Json explained(const DocumentFacts& facts, const std::string& event, const char* what) {
  const auto found = facts.explanations.find(event);
  return found == facts.explanations.end() ? Json::array() : list_of(*found, what);
}

/// What the office says first, then what else stands in the way.
Json reasons(const Json& action, const Json& against, text::Language language) {
  const auto& why = action.at("why");
  auto list = Json::array({in_language(why.at("message"), language)});
  for (const Json& reason : against) {
    if (text_of(reason, "rule") != text_of(why, "rule")) list.push_back(text_of(reason, "words"));
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
  const auto covered = covered_sections(facts, action, language);
  const auto will = explained(facts, event, "will");
  auto typed = typed_before(failed, again);
  return {{"event", event},
          {"address", "/documents/" + facts.id.hex() + "/actions/" + event},
          {"label", in_language(action.at("label"), language)},
          {"explained", !will.empty()},
          {"will", will},
          {"leads_on", will.empty() && !target.empty()},
          {"target", target},
          {"seen", what_was_seen(facts, action)},
          {"covers_sections", !covered.empty()},
          {"covered", covered},
          {"by_key", by_key},
          {"signing", by_key ? "/documents/" + facts.id.hex() + "/sign/" + event + for_in_query(facts.acting_for) : ""},
          {"acts_for", facts.acting_for.has_value()},
          {"on_behalf_of", facts.acting_for.value_or("")},
          {"records", event.rfind("record.", 0) == 0},
          {"parties", parties(facts, typed.at("party"), language)},
          {"channels", channels(typed.at("channel"), language)},
          {"attaches", attaches},
          {"dispatches", event == "dispatch"},
          {"kinds", attaches ? attachment_kinds(facts, language) : Json::array()},
          {"comment_required", action.value("comment", false)},
          {"comment", comment_of(failed, again)},
          {"typed", std::move(typed)},
          {"again", again},
          {"wrong", again && !failed.restored},
          {"problem", again ? failed.problem : ""},
          {"key", new_key()}};
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
    auto whys = reasons(action, explained(facts, text_of(action, "event"), "against"), language);
    list.push_back({{"label", in_language(action.at("label"), language)}, {"whys", std::move(whys)}});
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
