#include "apps/server/workflow_pages.h"

#include "apps/server/chart_words.h"
#include "apps/server/form.h"
#include "base/error.h"
#include "workflow/drawing.h"
#include "workflow/walk.h"

#include <set>

namespace chancery::server {
namespace {

using formats::Json;
using workflow::Definition;
using workflow::MacrostepRecord;

constexpr std::size_t longest_way = 60;

/// What the query asks for.
struct Asked {
  std::vector<std::string> events;
  bool prove = false;
};

Asked asked(const Visit& visit) {
  const auto query = parse_query(visit.request.head.query);
  if (!query) throw Error(Fault::input, {"server.not_a_form", {}});
  Asked asked{{}, query->text("prove") == "yes"};
  std::string event;
  for (const char letter : query->text("events") + ",") {
    if (letter != ',') {
      event += letter;
    } else if (!event.empty()) {
      asked.events.push_back(std::exchange(event, {}));
    }
  }
  if (asked.events.size() > longest_way) {
    throw Error(Fault::input, {"server.way_too_long", {{"limit", static_cast<std::int64_t>(longest_way)}}});
  }
  return asked;
}

std::string joined(const std::vector<std::string>& events) {
  std::string all;
  for (const std::string& event : events) all += (all.empty() ? "" : ",") + percent_encode(event);
  return all;
}

Definition definition_of(const Site& site, const Visit& visit) {
  const auto hash = Sha256::parse(visit.parameters.at("workflow"));
  if (!hash) throw Error(Fault::absent, {"server.no_such_page", {}});
  return site.desk.definitions.workflow(*hash);
}

std::string place(const Definition& definition, const std::vector<std::string>& configuration, text::Language language) {
  std::string all;
  for (const std::string& state : configuration)
    all += (all.empty() ? "" : " · ") + definition.label_of(state).in(text::tag_of(language));
  return all;
}

/// Each step of the way, with where it led or why it was not taken.
Json steps(const Definition& definition, const std::vector<MacrostepRecord>& records, text::Language language) {
  auto list = Json::array();
  for (const MacrostepRecord& record : records) {
    list.push_back({{"event", record.event.empty() ? text::say(language, {"server.way_start", {}}) : record.event},
                    {"place", place(definition, record.configuration, language)},
                    {"refused", record.refusal.has_value()},
                    {"why", record.refusal ? text::say(language, record.refusal->message) : ""}});
  }
  return list;
}

bool is_taken(const Definition& definition, std::vector<std::string> way, const std::string& event) {
  way.push_back(event);
  const auto records = walk(definition, way);
  return !records.empty() && !records.back().refusal;
}

/// What can come next: the labelled ways out of the present states that some course takes.
Json ways_on(const Definition& definition, const std::vector<std::string>& way, const std::vector<std::string>& configuration,
             const Visit& visit) {
  auto list = Json::array();
  std::set<std::string> seen;
  if (way.size() == longest_way) return list;
  for (const auto& item : to_outline(definition, configuration, text::tag_of(visit.language))) {
    if (!item.is_active) continue;
    for (const auto& out : item.ways) {
      if (out.event.empty() || !seen.insert(out.event).second || !is_taken(definition, way, out.event)) continue;
      auto next = way;
      next.push_back(out.event);
      list.push_back({{"label", out.label},
                      {"event", out.event},
                      {"target", out.target},
                      {"leads", !out.target.empty()},
                      {"events", joined(next)}});
    }
  }
  return list;
}

Json findings(const workflow::Proof& proof, const std::string& name, text::Language language) {
  auto list = Json::array();
  for (const workflow::Finding& finding : proof.findings) {
    list.push_back({{"text", in_words(finding.problem, name, language)}, {"way", in_words(finding.way, language)}});
  }
  return list;
}

void add_proof(Json& model, const Definition& definition, text::Language language) {
  const auto proof = workflow::prove(definition);
  model["findings"] = findings(proof, definition.name(), language);
  model["sound"] = proof.findings.empty();
  model["proof"] = proof.findings.empty() ? text::say(language, proof_message(proof, definition.name())) : "";
}

}  // namespace

Response show_workflow(Site& site, const Visit& visit) {
  const auto ask = asked(visit);
  const Definition definition = definition_of(site, visit);
  const auto records = walk(definition, ask.events);
  const auto& configuration = records.back().configuration;
  auto back = ask.events;
  if (!back.empty()) back.pop_back();
  const std::string address = "/definitions/workflow/" + definition.sha256().hex();
  const auto next = ways_on(definition, ask.events, configuration, visit);
  Json model{{"title", definition.label().in(text::tag_of(visit.language))},
             {"name", definition.name()},
             {"address", address},
             {"events", joined(ask.events)},
             {"drawing", address + "/drawing.svg?events=" + joined(ask.events)},
             {"steps", steps(definition, records, visit.language)},
             {"next", next},
             {"has_next", !next.empty()},
             {"begun", !ask.events.empty()},
             {"back", joined(back)},
             {"proving", ask.prove}};
  if (ask.prove) add_proof(model, definition, visit.language);
  return show_page(site, visit, 200, "workflow", std::move(model));
}

Response show_workflow_drawing(Site& site, const Visit& visit) {
  const auto ask = asked(visit);
  const Definition definition = definition_of(site, visit);
  const auto records = walk(definition, ask.events);
  const auto dot = to_dot(definition, records.back().configuration, text::tag_of(visit.language));
  return Response{200, {}, site.desk.definitions.draw(dot)}.with("content-type", "image/svg+xml");
}

}  // namespace chancery::server
