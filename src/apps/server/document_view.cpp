#include "apps/server/document_view.h"

#include "apps/server/action_view.h"
#include "apps/server/http_message.h"
#include "apps/server/shown.h"
#include "base/timestamp.h"
#include "workflow/open_task.h"

#include <algorithm>

namespace chancery::server {
namespace {

using formats::Json;

/// The words for a code: a catalogue text that selects by `code`.
std::string word(text::Language language, std::string key, const std::string& code) {
  return text::say(language, {std::move(key), {{"code", code}}});
}

std::string document_address(const DocumentFacts& facts) {
  return "/documents/" + facts.id.hex();
}

/// As the chart labels it; a state without a label is named by its id.
std::string state_name(const DocumentFacts& facts, const std::string& id, text::Language language) {
  for (const auto& stage : list_of(facts.document, "stages")) {
    if (text_of(stage, "id") != id) continue;
    const auto label = in_language(stage.at("label"), language);
    if (!label.empty()) return label;
  }
  return id;
}

std::string states(const DocumentFacts& facts, const Json& ids, text::Language language) {
  std::string text;
  for (const auto& id : ids) {
    text.append(text.empty() ? "" : " · ").append(state_name(facts, id.get<std::string>(), language));
  }
  return text;
}

std::string file_address(const DocumentFacts& facts, const Json& file) {
  const auto path = text_of(file, "path");
  const auto name = path.substr(path.rfind('/') + 1);
  return document_address(facts) + "/files/" + text_of(file, "sha256") + "/" + percent_encode(name.empty() ? "file" : name);
}

/// What is going on inside the current stage: the innermost current states, each with what it is a part of.
std::string inner_states(const DocumentFacts& facts, text::Language language) {
  const auto& all = list_of(facts.document, "stages");
  std::string words;
  for (const auto& state : all) {
    if (state.value("stage", true) || !state.value("current", false)) continue;
    const bool innermost = std::none_of(all.begin(), all.end(), [&](const Json& other) {
      return other.value("current", false) && text_of(other, "parent") == text_of(state, "id");
    });
    if (!innermost) continue;
    const auto around = std::find_if(all.begin(), all.end(), [&](const Json& other) {
      return text_of(other, "id") == text_of(state, "parent") && !other.value("stage", true);
    });
    if (!words.empty()) words += "; ";
    if (around != all.end()) words += in_language(around->at("label"), language) + ": ";
    words += in_language(state.at("label"), language);
  }
  return words;
}

/// Each stage of the chart in its order, with where the document is: the drawing for those who cannot see it.
Json stages(const DocumentFacts& facts, text::Language language) {
  auto list = Json::array();
  const auto inside = inner_states(facts, language);
  for (const auto& stage : list_of(facts.document, "stages")) {
    auto label = in_language(stage.at("label"), language);
    if (label.empty() || !stage.value("stage", true)) continue;
    const bool current = stage.value("current", false);
    list.push_back(
        {{"label", std::move(label)}, {"current", current}, {"detailed", current && !inside.empty()}, {"detail", inside}});
  }
  return list;
}

Json texts(const DocumentFacts& facts, text::Language language) {
  auto list = Json::array();
  for (const auto& text : list_of(facts.document, "texts")) {
    list.push_back({{"translation", !list.empty()},
                    {"beside", document_address(facts) + "/languages/" + percent_encode(text_of(text, "language"))},
                    {"language", word(language, "server.text_language", text_of(text, "language"))},
                    {"status", word(language, "server.translation_status", text_of(text, "status"))},
                    {"stale", text.value("stale", false)},
                    {"content", text_of(text, "content")},
                    {"reading", document_address(facts) + "/readings/" + percent_encode(text_of(text, "language"))},
                    {"download", file_address(facts, text.at("file"))}});
  }
  return list;
}

Json file_view(const DocumentFacts& facts, const Json& file, text::Language language) {
  const bool readable = text_of(file, "media_type").rfind("text/plain", 0) == 0;
  return {{"path", text_of(file, "path")},
          {"size", shown_size(file.value("size", std::uint64_t{0}), language)},
          {"sha256", text_of(file, "sha256")},
          {"readable", readable},
          {"reading", readable ? document_address(facts) + "/texts/" + text_of(file, "sha256") : ""},
          {"download", file_address(facts, file)}};
}

/// The sealed container first, then what the freeze made, annexes, evidence.
Json files(const DocumentFacts& facts, text::Language language) {
  auto list = Json::array();
  const auto& document = facts.document;
  if (document.contains("container")) list.push_back(file_view(facts, document.at("container"), language));
  for (const auto& file : list_of(document, "files")) list.push_back(file_view(facts, file, language));
  for (const auto& annex : list_of(document, "annexes")) list.push_back(file_view(facts, annex.at("file"), language));
  for (const auto& file : list_of(document, "evidence")) list.push_back(file_view(facts, file, language));
  return list;
}

Json signatures(const DocumentFacts& facts, text::Language language) {
  auto list = Json::array();
  for (const auto& signature : list_of(facts.document, "signatures")) {
    const auto kind = text_of(signature, "kind");
    list.push_back({{"words", signature_words(signature, language)},
                    {"kind", word(language, "server.signature_kind", kind)},
                    {"time_pending", signature.value("time_pending", false)},
                    {"made_elsewhere", kind != "paper" && signature.value("slot", 1U) == 0},
                    {"colour", kind == "verified" ? "green" : "yellow"}});
  }
  return list;
}

Json approvals(const DocumentFacts& facts, text::Language language) {
  auto list = Json::array();
  for (const auto& approval : list_of(facts.document, "approvals")) {
    list.push_back({{"section", section_name(text_of(approval, "section"), language)},
                    {"event", event_name(text_of(approval, "event"), language)},
                    {"time", shown_time(text_of(approval, "time"), language)},
                    {"stands", approval.value("stands", true)},
                    {"hash", short_hash(text_of(approval, "sha256"))}});
  }
  return list;
}

/// Who acted, and for whom.
std::string actor(const Json& entry, text::Language language) {
  const auto who = person_in(entry, "who", language);
  if (!entry.contains("on_behalf_of")) return who;
  return text::say(language, {"server.acted_for", {{"who", who}, {"principal", person_in(entry, "on_behalf_of", language)}}});
}

Json history(const DocumentFacts& facts, text::Language language) {
  auto list = Json::array();
  for (const auto& entry : facts.history) {
    const auto seq = text_of(entry, "seq");
    const auto comment = text_of(entry, "reason");
    list.push_back({{"seq", seq},
                    {"time", text_of(entry, "time")},
                    {"shown_time", shown_time(text_of(entry, "time"), language)},
                    {"label", event_name(text_of(entry, "event"), language)},
                    {"moved", !list_of(entry, "from").empty()},
                    {"from", states(facts, list_of(entry, "from"), language)},
                    {"to", states(facts, list_of(entry, "to"), language)},
                    {"actor", actor(entry, language)},
                    {"refused", text_of(entry, "outcome") == "refused"},
                    {"has_comment", !comment.empty()},
                    {"comment", comment},
                    {"receipt", document_address(facts) + "/receipts/" + seq}});
  }
  return list;
}

Json parties(const Json& document, text::Language language) {
  auto list = Json::array();
  for (const auto& party : list_of(document, "parties")) list.push_back(in_language(party, language));
  return list;
}

Json row(const Json& document, text::Language language) {
  const auto number = text_of(document, "number");
  return {{"address", "/documents/" + text_of(document, "id")},
          {"title", in_language(document.at("title"), language)},
          {"numbered", !number.empty()},
          {"number", number},
          {"stage", in_language(document.value("stage_label", Json()), language)},
          {"parties", parties(document, language)},
          {"updated", text_of(document, "updated")},
          {"shown_updated", shown_time(text_of(document, "updated"), language)}};
}

std::string claim_words(const Json& task, text::Language language) {
  if (!task.contains("claimed_by")) return {};
  if (task.value("mine", false)) return text::say(language, {"server.task_mine", {}});
  return text::say(language, {"server.task_claimed_by", {{"name", in_language(task.at("claimed_by"), language)}}});
}

/// What the document asks of people now, until when, and who has taken it.
Json tasks(const DocumentFacts& facts, text::Language language, const std::function<std::string()>& new_key) {
  auto list = Json::array();
  for (const auto& task : list_of(facts.document, "tasks")) {
    const auto last_day = text_of(task, "last_day");
    const bool late = task.value("late", false);
    const bool mine = task.value("mine", false);
    const auto claimed = claim_words(task, language);
    const bool takeable = text_of(task, "claim") != "no" && (claimed.empty() || mine);
    const auto event = (mine ? "release." : "claim.") + text_of(task, "id");
    list.push_back({{"id", text_of(task, "id")},
                    {"label", in_language(task.at("label"), language)},
                    {"dated", !last_day.empty()},
                    {"late", late},
                    {"due", last_day.empty() ? ""
                                             : text::say(language, {late ? "server.task_late" : "server.task_due",
                                                                    {{"day", shown_day(last_day, language)}}})},
                    {"taken", !claimed.empty()},
                    {"taken_words", claimed},
                    {"takeable", takeable},
                    {"act", text::say(language, {mine ? "server.task_release" : "server.task_claim", {}})},
                    {"act_address", document_address(facts) + "/actions/" + event},
                    {"key", takeable ? new_key() : ""},
                    {"seen", text_of(facts.document, "revision")}});
  }
  return list;
}

/// Recorded acts that nobody has attested yet: what the second person is asked to confirm.
Json unconfirmed(const DocumentFacts& facts, text::Language language) {
  auto list = Json::array();
  for (const auto& act : list_of(facts.document, "unconfirmed")) {
    const auto& evidence = act.at("evidence");
    list.push_back({{"event", event_name(text_of(act, "event"), language)},
                    {"signer", text_of(act, "signer")},
                    {"capacity", text_of(act, "capacity")},
                    {"body", text_of(act, "body")},
                    {"acted", shown_day(text_of(act, "acted").substr(0, 10), language)},
                    {"place", text_of(act, "place")},
                    {"channel", word(language, "server.channel", text_of(act, "channel"))},
                    {"number", text_of(act, "number")},
                    {"evidence", file_address(facts, evidence)},
                    {"evidence_hash", text_of(evidence, "sha256")}});
  }
  return list;
}

std::int64_t days_since(const std::string& moment, Timestamp now) {
  constexpr std::int64_t day = 86'400'000;
  const auto then = Timestamp::parse(moment);
  return then ? std::max<std::int64_t>(0, (now.milliseconds() - then->milliseconds()) / day) : 0;
}

}  // namespace

std::string event_name(std::string event, text::Language language) {
  if (const auto of_task = workflow::parse_task_event(event)) {
    return word(language, "server.task_event", workflow::name_of(of_task->kind));
  }
  std::replace(event.begin(), event.end(), '.', '_');
  return word(language, "server.event", event);
}

std::string signature_words(const Json& signature, text::Language language) {
  return text::say(language, {"server.signature_words",
                              {{"kind", text_of(signature, "kind")},
                               {"act", text::say(language, {"server.act", {{"code", text_of(signature, "act")}}})},
                               {"signer", text_of(signature, "signer")},
                               {"party", text_of(signature, "party_name")},
                               {"time", shown_time(text_of(signature, "time"), language)}}});
}

std::string step_words(const Json& entry, text::Language language) {
  return shown_time(text_of(entry, "time"), language) + " — " + event_name(text_of(entry, "event"), language) + ", " +
         actor(entry, language);
}

Json document_view(const DocumentFacts& facts, const FailedForm& failed, text::Language language, Timestamp now,
                   const std::function<std::string()>& new_key) {
  const auto& document = facts.document;
  auto model = row(document, language);
  model["kind"] = word(language, "server.document_kind", text_of(document, "kind"));
  model["id"] = facts.id.hex();
  model["address"] = document_address(facts);
  model["revision"] = text_of(document, "revision");
  model["specimen"] = document.value("specimen", false);
  model["differences"] = document_address(facts) + "/differences";
  model["chart"] = document_address(facts) + "/chart.svg?revision=" + text_of(document, "revision");
  model["stages"] = stages(facts, language);
  model["texts"] = texts(facts, language);
  model["files"] = files(facts, language);
  model["signatures"] = signatures(facts, language);
  model["approvals"] = approvals(facts, language);
  model["history"] = history(facts, language);
  model["open_actions"] = open_actions(facts, failed, language, new_key);
  model["closed_actions"] = closed_actions(facts, language);
  model["tasks"] = tasks(facts, language, new_key);
  model["failed"] = !failed.problem.empty();
  model["problem"] = failed.problem;
  model["restored"] = failed.restored;
  model["unconfirmed"] = unconfirmed(facts, language);
  model["days"] = text::say(language, {"server.days_without_step", {{"days", days_since(text_of(document, "updated"), now)}}});
  for (const auto* const list :
       {"texts", "files", "signatures", "approvals", "history", "open_actions", "closed_actions", "unconfirmed", "tasks"}) {
    model[std::string("has_") + list] = !model.at(list).empty();
  }
  return model;
}

}  // namespace chancery::server
