#include "engine/views.h"

#include "engine/task_views.h"
#include "engine/words.h"
#include "signing/report.h"
#include "text/catalogue.h"

#include <algorithm>
#include <set>

namespace chancery::engine {
namespace {

using document::Document;
using formats::Json;

Json label_json(const workflow::Label& label) {
  return {{"uk", label.uk}, {"en", label.en}};
}

/// The innermost states that are active say where a document is; the states around them do not.
std::vector<std::string> leaves_of(const Document& document, const workflow::Definition& definition) {
  std::set<std::string> parents;
  for (const workflow::StateView& state : definition.states()) {
    const bool active =
        std::find(document.configuration.begin(), document.configuration.end(), state.id) != document.configuration.end();
    if (active) parents.insert(state.parent);
  }
  std::vector<std::string> leaves;
  for (const std::string& state : document.configuration) {
    if (!parents.contains(state)) leaves.push_back(state);
  }
  return leaves;
}

/// The stages of the document, not what is going on inside them.
Json stage_label(const Document& document, const workflow::Definition& definition) {
  const auto stages = stage_ids(definition);
  std::string uk;
  std::string en;
  for (const std::string& state : document.configuration) {
    if (!stages.contains(state)) continue;
    const workflow::Label label = definition.label_of(state);
    uk += (uk.empty() ? "" : "; ") + label.uk;
    en += (en.empty() ? "" : "; ") + label.en;
  }
  return {{"uk", uk}, {"en", en}};
}

Json stage_of(const Document& document, const workflow::Definition& definition) {
  return leaves_of(document, definition);
}

/// All states of the chart in its order, the present ones marked: the drawing for people who do not see it.
Json stages_json(const Document& document, const workflow::Definition& definition) {
  const auto stages = stage_ids(definition);
  Json list = Json::array();
  for (const workflow::StateView& state : definition.states()) {
    const auto& active = document.configuration;
    const bool current = std::find(active.begin(), active.end(), state.id) != active.end();
    list.push_back({{"id", state.id},
                    {"parent", state.parent},
                    {"label", label_json(state.label)},
                    {"stage", stages.contains(state.id)},
                    {"current", current}});
  }
  return list;
}

Json title_of(const Document& document) {
  Json title = Json::object();
  for (const Json& text : document.title) title[text.at("language").get<std::string>()] = text.at("value");
  return title;
}

Json file_json(const document::File& file) {
  return {{"path", file.path}, {"media_type", file.media_type}, {"size", file.size}, {"sha256", file.sha256.hex()}};
}

Json sections_json(const Document& document) {
  Json list = Json::array();
  for (const document::Section& section : document::sections_of(document)) {
    list.push_back(
        {{"name", section.name}, {"sha256", section.sha256.hex()}, {"approved", document::is_approved(document, section)}});
  }
  return list;
}

Json texts_json(const Document& document) {
  Json list = Json::array();
  for (const document::Text& text : document.texts) {
    Json entry{{"language", text.language.text()},
               {"content", text.content.hex()},
               {"status", document::name_of(text.status)},
               {"stale", text.from.has_value() && *text.from != document.source().content},
               {"file", file_json(text.file)}};
    list.push_back(std::move(entry));
  }
  return list;
}

Json approvals_json(const Document& document) {
  Json list = Json::array();
  for (const document::Approval& approval : document.approvals) {
    const auto now = document::section_hash(document, approval.section);
    list.push_back({{"section", approval.section},
                    {"sha256", approval.sha256.hex()},
                    {"event", approval.event},
                    {"time", approval.time.text()},
                    {"stands", now == approval.sha256}});
  }
  return list;
}

Json signatures_json(const Document& document) {
  Json list = Json::array();
  for (const document::Signature& signature : document.signatures) {
    Json entry{{"party", signature.party},      {"party_name", document.parties.at(signature.party - 1)},
               {"act", signature.act},          {"kind", document::name_of(signature.kind)},
               {"slot", signature.slot},        {"signer", signature.signer},
               {"time", signature.time.text()}, {"file", file_json(signature.file)}};
    if (signature.level) {
      entry["level"] = *signature.level;
      entry["time_pending"] = *signature.level == signing::name_of(signing::Level::b_b);
    }
    list.push_back(std::move(entry));
  }
  return list;
}

Json files_json(const std::vector<document::File>& files) {
  Json list = Json::array();
  for (const document::File& file : files) list.push_back(file_json(file));
  return list;
}

Json annexes_json(const Document& document) {
  Json list = Json::array();
  for (const document::Annex& annex : document.annexes)
    list.push_back({{"number", annex.number}, {"file", file_json(annex.file)}});
  return list;
}

Json unconfirmed_json(const Document& document) {
  Json list = Json::array();
  for (const document::RecordedAct& act : document.unconfirmed) {
    list.push_back({{"event", act.event},
                    {"capacity", act.capacity},
                    {"body", act.body},
                    {"acted", act.acted.text()},
                    {"place", act.place},
                    {"channel", act.channel},
                    {"number", act.number},
                    {"signer", act.signer},
                    {"evidence", file_json(act.evidence)}});
  }
  return list;
}

std::string_view name_of(workflow::Task::Carries carries) {
  switch (carries) {
    case workflow::Task::Carries::revision:
      return "revision";
    case workflow::Task::Carries::sections:
      return "sections";
    case workflow::Task::Carries::manifest:
      return "manifest";
  }
  return {};
}

std::string_view name_of(workflow::Task::Recorded recorded) {
  switch (recorded) {
    case workflow::Task::Recorded::no:
      return "no";
    case workflow::Task::Recorded::allowed:
      return "allowed";
    case workflow::Task::Recorded::required:
      return "required";
  }
  return {};
}

}  // namespace

std::set<std::string> stage_ids(const workflow::Definition& definition) {
  const auto states = definition.states();
  std::set<std::string> top;
  std::set<std::string> around;
  for (const workflow::StateView& state : states) {
    around.insert(state.parent);
    if (state.parent.empty()) top.insert(state.id);
  }
  std::set<std::string> stages;
  for (const workflow::StateView& state : states) {
    const bool at_top = state.parent.empty();
    if (at_top ? !around.contains(state.id) : top.contains(state.parent)) stages.insert(state.id);
  }
  return stages;
}

Json line_of(const store::DocumentRow& row, const workflow::Definition& definition, bool needs_me) {
  const Document& document = row.document;
  Json line{{"id", document.id.hex()},
            {"kind", document.kind},
            {"title", title_of(document)},
            {"revision", document.revision},
            {"stage", stage_of(document, definition)},
            {"stage_label", stage_label(document, definition)},
            {"parties", document.parties},
            {"updated", row.updated.text()},
            {"needs_me", needs_me}};
  if (const Json deadline = next_deadline(document); !deadline.is_null()) line["deadline"] = deadline;
  if (document.registration) {
    line["number"] = document.registration->number;
    line["date"] = document.registration->date;
  }
  return line;
}

Json view_of(const store::DocumentRow& row, const workflow::Definition& definition) {
  const Document& document = row.document;
  Json view = line_of(row, definition, false);
  view.erase("needs_me");
  view["specimen"] = document.specimen;
  view["created"] = document.created.text();
  view["configuration"] = document.configuration;
  view["stages"] = stages_json(document, definition);
  view["workflow"] = {{"name", definition.name()}, {"sha256", document.workflow.hex()}};
  view["template"] = document.template_hash.hex();
  view["sections"] = sections_json(document);
  view["texts"] = texts_json(document);
  view["annexes"] = annexes_json(document);
  view["evidence"] = files_json(document.evidence);
  view["approvals"] = approvals_json(document);
  view["signatures"] = signatures_json(document);
  view["unconfirmed"] = unconfirmed_json(document);
  if (document.frozen) {
    view["manifest"] = document.frozen->manifest.sha256.hex();
    view["files"] = files_json(document.frozen->files);
  }
  if (document.container) view["container"] = file_json(*document.container);
  return view;
}

namespace {

/// The name of a section that a chart has is no word for people.
Message in_plain_words(Message message) {
  if (message.key != "workflow.will_approve" || message.arguments.empty()) return message;
  auto& sections = message.arguments.front().second;
  const auto* name = std::get_if<std::string>(&sections);
  if (name != nullptr && name->starts_with("translation:")) sections = std::string("translations");
  return message;
}

/// The roles of an act by their names.
Json takes_role(const std::vector<std::string>& roles) {
  Json words{{"key", "engine.takes_role"}};
  for (const auto language : {text::Language::uk, text::Language::en}) {
    std::string names;
    for (const std::string& role : roles) names += (names.empty() ? "" : ", ") + text::say(language, {"rights.role_" + role, {}});
    words[std::string(text::tag_of(language))] = text::say(language, {"engine.takes_role", {{"roles", names}}});
  }
  return words;
}

}  // namespace

Json view_of(const std::vector<workflow::Explanation>& explanations, std::string_view language) {
  const auto tongue = language == text::tag_of(text::Language::uk) ? text::Language::uk : text::Language::en;
  const auto words = [&](const std::vector<Message>& messages) {
    Json list = Json::array();
    for (const Message& message : messages) list.push_back(text::say(tongue, in_plain_words(message)));
    return list;
  };
  Json view = Json::object();
  for (const workflow::Explanation& one : explanations) {
    if (view.contains(one.event) && view[one.event]["against"].size() <= one.against.size()) continue;
    Json against = Json::array();
    for (const workflow::Reason& reason : one.against) {
      against.push_back({{"rule", reason.rule}, {"words", text::say(tongue, reason.message)}});
    }
    view[one.event] = {{"against", std::move(against)}, {"needs", words(one.needs)}, {"will", words(one.will)}};
  }
  return view;
}

Json view_of(const workflow::Offer& offer) {
  Json view{{"event", offer.event},
            {"label", label_json(offer.label)},
            {"target_label", label_json(offer.target_label)},
            {"roles", offer.roles},
            {"carries", name_of(offer.carries)},
            {"approves", offer.approves},
            {"comment", offer.comment_required},
            {"recorded", name_of(offer.recorded)},
            {"open", !offer.refusal.has_value()}};
  if (offer.refusal) {
    const bool by_role = offer.refusal->rule == "workflow.role" && !offer.roles.empty();
    view["why"] = {{"rule", offer.refusal->rule},
                   {"message", by_role ? takes_role(offer.roles) : words_of(offer.refusal->message)}};
  }
  return view;
}

Json view_of(const store::StepRow& step, const Json& step_opening, const Json& who_opening, const Json& note_opening) {
  Json view{{"seq", step.seq},
            {"doc_seq", step.doc_seq},
            {"revision", step.revision},
            {"event", step.event},
            {"outcome", step.refused ? "refused" : "done"},
            {"time", step.time.text()},
            {"from", step_opening.value("from", Json::array())},
            {"to", step_opening.value("to", Json::array())},
            {"role", who_opening.value("role", "")},
            {"who", note_opening.value("name", "")}};
  if (step_opening.contains("rule")) view["rule"] = step_opening.at("rule");
  if (note_opening.contains("reason")) view["reason"] = note_opening.at("reason");
  return view;
}

}  // namespace chancery::engine
