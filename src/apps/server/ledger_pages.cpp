#include "apps/server/ledger_pages.h"

#include "apps/server/form.h"
#include "apps/server/known_outside.h"
#include "apps/server/shown.h"
#include "base/error.h"

#include <array>
#include <charconv>

namespace chancery::server {
namespace {

using formats::Json;

constexpr std::array<const char*, 6> search_fields{"document", "person", "event", "hash", "from", "until"};

std::string say(const Visit& visit, const char* key, std::vector<std::pair<std::string, Message::Argument>> arguments = {}) {
  return text::say(visit.language, {key, std::move(arguments)});
}

std::string colour_of(const std::string& result) {
  if (result == "OK") return "green";
  return result == "UNVERIFIABLE" || result == "NOT UNDERSTOOD" || result == "WITHHELD" ? "yellow" : "red";
}

/// What the person asked for, as the office takes it, and as it stands in the form again.
Json filter_of(const Form& query) {
  Json filter = Json::object();
  for (const char* field : search_fields) {
    if (!query.text(field).empty()) filter[field] = query.text(field);
  }
  const std::string& before = query.text("before");
  std::int64_t place = 0;
  const auto [end, problem] = std::from_chars(before.data(), before.data() + before.size(), place);
  if (!before.empty() && problem == std::errc() && end == before.data() + before.size()) filter["before"] = place;
  return filter;
}

std::string address_of(const Json& filter, std::int64_t before) {
  std::string address = "/ledger?search=yes&before=" + std::to_string(before);
  for (const char* field : search_fields) {
    if (filter.contains(field)) address += "&" + std::string(field) + "=" + percent_encode(filter.at(field).get<std::string>());
  }
  return address;
}

Json rows(const Json& steps, text::Language language) {
  auto list = Json::array();
  for (const Json& step : steps) {
    const bool delegated = step.contains("on_behalf_of_names");
    const auto who = in_language(step.at("who_names"), language);
    list.push_back(
        {{"seq", text_of(step, "seq")},
         {"time", shown_time(text_of(step, "time"), language)},
         {"event", text::say(language, {"server.event", {{"code", text_of(step, "event")}}})},
         {"code", text_of(step, "event")},
         {"refused", text_of(step, "outcome") == "refused"},
         {"document", "/documents/" + text_of(step, "document")},
         {"title", in_language(step.at("title"), language)},
         {"who", delegated
                     ? text::say(language, {"server.acted_for",
                                            {{"who", who}, {"principal", in_language(step.at("on_behalf_of_names"), language)}}})
                     : who}});
  }
  return list;
}

Json scrub(const Json& state, text::Language language) {
  const Json last = state.value("last", Json());
  Json view{{"over", !last.is_null()}, {"result", ""}, {"colour", ""}, {"words", ""}, {"findings", Json::array()}};
  if (last.is_null()) return view;
  view["result"] = text_of(last, "result");
  view["colour"] = colour_of(text_of(last, "result"));
  view["words"] = text::say(language, {"server.scrub_finished",
                                       {{"time", shown_time(text_of(last, "finished"), language)},
                                        {"documents", last.at("documents").get<std::int64_t>()},
                                        {"steps", last.at("steps").get<std::int64_t>()}}});
  for (const Json& finding : last.at("findings")) {
    view["findings"].push_back({{"result", text_of(finding, "result")},
                                {"words", in_language(finding.at("message"), language)},
                                {"document", text_of(finding, "document")},
                                {"seq", text_of(finding, "seq")}});
  }
  return view;
}

/// The answer to a fingerprint, once one was asked about.
struct Challenge {
  std::string typed = {};
  std::optional<Json> answer = {};
  std::string problem = {};
};

Response page(const Site& site, const Visit& visit, int status, const Challenge& challenge) {
  const auto query = parse_query(visit.request.head.query);
  if (!query) throw Error(Fault::input, {"server.not_a_form", {}});
  const Json filter = filter_of(*query);
  const bool searching = query->text("search") == "yes";
  const Json head = site.desk.ledger.head();
  const Json outside = site.desk.ledger.outside();
  std::string problem = challenge.problem;
  Json found{{"steps", Json::array()}, {"more", false}};
  try {
    if (searching) found = site.desk.ledger.search(visit.caller(), filter);
  } catch (const Error& error) {
    if (error.fault() != Fault::input && error.fault() != Fault::absent) throw;
    problem = text::say(visit.language, error.message());
    status = 422;
  }
  Json typed = Json::object();
  for (const char* field : search_fields) typed[field] = filter.value(field, "");
  const auto steps = rows(found.at("steps"), visit.language);
  const bool more = found.at("more").get<bool>();
  return show_page(site, visit, status, "ledger",
                   {{"title", say(visit, "server.ledger")},
                    {"failed", !problem.empty()},
                    {"problem", problem},
                    {"size", text_of(head, "size")},
                    {"printed", text_of(head, "printed")},
                    {"verifier_key", text_of(head, "verifier_key")},
                    {"outside", known_outside(outside, visit.language)},
                    {"stamped", known_stamped(outside, visit.language)},
                    {"scrub", scrub(site.desk.ledger.scrub_state(), visit.language)},
                    {"searching", searching && problem.empty()},
                    {"typed", typed},
                    {"has_steps", !steps.empty()},
                    {"steps", steps},
                    {"more", more},
                    {"next", more ? address_of(filter, found.at("steps").back().at("seq").get<std::int64_t>()) : ""},
                    {"answered", challenge.answer.has_value()},
                    {"challenge", challenge.typed},
                    {"answer", challenge.answer ? text_of(*challenge.answer, "result") : ""},
                    {"answer_colour", challenge.answer ? colour_of(text_of(*challenge.answer, "result")) : ""},
                    {"answer_words", challenge.answer ? in_language(challenge.answer->at("message"), visit.language) : ""},
                    {"answer_proof", challenge.answer ? text_of(*challenge.answer, "proof") : ""}});
}

}  // namespace

Response show_ledger(Site& site, const Visit& visit) {
  return page(site, visit, 200, {});
}

Response challenge_ledger(Site& site, const Visit& visit) {
  Challenge challenge{read_form(visit.request).text("printed")};
  try {
    challenge.answer = site.desk.ledger.challenge(challenge.typed);
  } catch (const Error& error) {
    if (error.fault() != Fault::input) throw;
    challenge.problem = text::say(visit.language, error.message());
  }
  return page(site, visit, challenge.problem.empty() ? 200 : 422, challenge);
}

}  // namespace chancery::server
