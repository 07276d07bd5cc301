#include "apps/server/site.h"

#include "apps/server/http_errors.h"
#include "apps/server/shown.h"
#include "base/error.h"
#include "document/rights.h"

#include <algorithm>
#include <array>

namespace chancery::server {
namespace {

using formats::Json;

/// The session in a leaf's `auth` is the hash of its form token: it says which log-in it was and opens nothing.
Sha256 session_hash(const Session& session) {
  return sha256(session.csrf);
}

bool wants_json(const Visit& visit) {
  const auto& path = visit.request.head.path;
  return !path.empty() && (path.front() == "api" || path.front() == "local");
}

/// The other language's link comes back to this page; a form's answer has no page of its own to come back to.
std::string way_back(const Visit& visit) {
  const auto& head = visit.request.head;
  if (head.method == Method::post) return "/documents";
  return visit.request.path() + (head.query.empty() ? "" : "?" + head.query);
}

Json languages(const Visit& visit) {
  auto list = Json::array();
  for (const auto language : {text::Language::uk, text::Language::en}) {
    const std::string tag(text::tag_of(language));
    list.push_back({{"tag", tag},
                    {"name", text::say(language, {"server.language_name", {}})},
                    {"chosen", language == visit.language},
                    {"address", "/language/" + tag + "?back=" + percent_encode(way_back(visit))}});
  }
  return list;
}

struct Way {
  const char* address;
  const char* key;
  std::optional<document::Action> action;
};

constexpr std::array<Way, 7> ways{{{"/documents", "server.documents_title", document::Action::list_documents},
                                   {"/documents/new", "server.new_document", document::Action::create_document},
                                   {"/dossiers", "server.dossiers", document::Action::list_documents},
                                   {"/signing", "server.what_i_sign", document::Action::sign_document},
                                   {"/people", "server.people", document::Action::read_people},
                                   {"/definitions", "server.definitions", document::Action::publish_template},
                                   {"/ledger", "server.ledger", document::Action::read_ledger}}};

/// The page of the address, or one below it that has no entry of its own.
bool is_here(const Visit& visit, std::string_view address) {
  const auto path = visit.request.path();
  if (path == address) return true;
  const bool below = path.size() > address.size() && path.substr(0, address.size()) == address && path[address.size()] == '/';
  return below && std::none_of(ways.begin(), ways.end(), [&](const Way& way) {
           const std::string_view other(way.address);
           return other.size() > address.size() && path.substr(0, other.size()) == other;
         });
}

/// Where somebody with these roles can go.
Json navigation(const Visit& visit, const Json& roles) {
  auto list = Json::array();
  for (const auto& way : ways) {
    if (!may(roles, *way.action)) continue;
    list.push_back(
        {{"address", way.address}, {"label", text::say(visit.language, {way.key, {}})}, {"here", is_here(visit, way.address)}});
  }
  return list;
}

void add_reader(const Site& site, const Visit& visit, Json& model) {
  model["logged_in"] = visit.session.has_value();
  model["csrf"] = visit.session ? visit.session->csrf : "";
  model["reader"] = "";
  model["navigation"] = Json::array();
  if (!visit.session) return;
  const auto person = site.desk.person(visit.session->person);
  model["reader"] = in_language(person.at("name"), visit.language);
  model["navigation"] = navigation(visit, person.at("roles"));
}

}  // namespace

std::string home_of(const Json& roles) {
  const auto first = std::find_if(ways.begin(), ways.end(), [&](const Way& way) { return may(roles, *way.action); });
  return first == ways.end() ? "/account" : first->address;
}

bool may(const Json& roles, document::Action action) {
  document::Roles held;
  for (const auto& name : roles) {
    if (const auto role = document::parse_role(name.get<std::string>())) held.insert(*role);
  }
  const auto& policy = document::RightsPolicy::standard();
  const auto counting = policy.effective(held, held);
  const auto grants = policy.grants_for(action);
  return std::any_of(grants.begin(), grants.end(), [&](const document::Grant& grant) { return counting.contains(grant.role); });
}

engine::Caller Visit::caller() const {
  return {session->person, "password", session_hash(*session)};
}

DocumentId Visit::document() const {
  const auto id = DocumentId::parse(parameters.at("id"));
  if (!id) throw Error(Fault::absent, document::unknown_document().message);
  return *id;
}

Response show_page(const Site& site, const Visit& visit, int status, std::string_view name, Json model) {
  model["language"] = text::tag_of(visit.language);
  model["languages"] = languages(visit);
  const auto about = site.desk.about();
  model["office"] = in_language(about.at("name"), visit.language);
  const auto closed = about.value("closed", Json());
  model["closed"] = !closed.is_null();
  model["closed_why"] = closed.is_null() ? "" : in_language(closed, visit.language);
  model["assets"] = site.assets.folder();
  add_reader(site, visit, model);
  return Response::html(status, site.pages.render(name, model, visit.language))
      .with("content-language", std::string(text::tag_of(visit.language)));
}

Response show_problem(const Site& site, const Visit& visit, int status, const Message& why) {
  if (wants_json(visit)) {
    const auto message = text::say(visit.language, why);
    return Response::json(status, Json{{"error", {{"status", status}, {"key", why.key}, {"message", message}}}}.dump());
  }
  const auto key = "server.problem_" + std::to_string(status);
  const Message title{text::has_key(visit.language, key) ? key : "server.problem_other", {}};
  return show_page(site, visit, status, "problem",
                   {{"title", text::say(visit.language, title)}, {"why", text::say(visit.language, why)}, {"status", status}});
}

}  // namespace chancery::server
