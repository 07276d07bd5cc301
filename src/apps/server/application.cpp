#include "apps/server/application.h"

#include "apps/server/account_pages.h"
#include "apps/server/api.h"
#include "apps/server/definitions_pages.h"
#include "apps/server/difference_pages.h"
#include "apps/server/document_pages.h"
#include "apps/server/dossier_pages.h"
#include "apps/server/drafting_pages.h"
#include "apps/server/embedded.h"
#include "apps/server/form.h"
#include "apps/server/held_form.h"
#include "apps/server/http_errors.h"
#include "apps/server/language_pages.h"
#include "apps/server/ledger_pages.h"
#include "apps/server/log_in_pages.h"
#include "apps/server/origin.h"
#include "apps/server/people_pages.h"
#include "apps/server/reader_language.h"
#include "apps/server/sheet_pages.h"
#include "apps/server/signing_pages.h"
#include "apps/server/verify_pages.h"
#include "apps/server/work_list_pages.h"
#include "apps/server/workflow_pages.h"
#include "document/rights.h"

#include <algorithm>

namespace chancery::server {
namespace {

using document::Action;

constexpr std::size_t upload_limit = 50'000'000;
/// A template with its pictures, a workflow.
constexpr std::size_t definition_limit = 20'000'000;
/// An operation carries files, and the request around them is not counted against their limit.
constexpr std::size_t operation_limit = 60'000'000;
/// A form that people type; also what somebody whose log-in is over may still send to get it back.
constexpr std::size_t typed_limit = 1'000'000;

Response redirect_home(Site& site, const Visit& visit) {
  return Response::see_other(visit.session ? home_of(site.desk.person(visit.session->person).at("roles")) : "/documents");
}

Response asset(Site& site, const Visit& visit) {
  auto found = site.assets.find(visit.parameters.at("version"), visit.parameters.at("name"));
  return found ? std::move(*found) : show_problem(site, visit, 404, {"server.no_such_page", {}});
}

using Row = Route<Handler>;

/// Everything that the server answers, and the right that each asks for.
std::vector<Route<Handler>> route_table() {
  return {
      {Method::get, "/", Right::everyone(), redirect_home},
      {Method::get, "/assets/{version}/{name}", Right::everyone(), asset},
      {Method::get, "/language/{tag}", Right::everyone(), choose_language},
      {Method::get, "/login", Right::everyone(), show_log_in},
      {Method::post, "/login", Right::everyone(), log_in, typed_limit},
      {Method::post, "/logout", Right::person(), log_out},
      {Method::get, "/verify", Right::everyone(), show_verifier},
      {Method::post, "/verify", Right::everyone(), verify_container, largest_verified},
      {Method::get, "/documents", Right::person(Action::list_documents), show_documents},
      {Method::get, "/documents/new", Right::person(Action::create_document), show_templates},
      {Method::get, "/documents/new/{template}", Right::person(Action::create_document), show_new_document},
      restoring(
          Row{Method::post, "/documents/new/{template}", Right::person(Action::create_document), make_document, typed_limit}),
      {Method::get, "/documents/{id}", Right::person(Action::read_document), show_document},
      {Method::get, "/documents/{id}/chart.svg", Right::person(Action::read_document), show_chart},
      {Method::get, "/documents/{id}/texts/{sha256}", Right::person(Action::read_document), show_text},
      {Method::get, "/documents/{id}/readings/{language}", Right::person(Action::read_document), show_reading},
      {Method::get, "/documents/{id}/differences", Right::person(Action::read_document), show_differences},
      {Method::post, "/documents/{id}/differences", Right::person(Action::read_document), compare_upload, upload_limit},
      {Method::get, "/documents/{id}/differences/redline.docx", Right::person(Action::read_document), download_redline},
      {Method::get, "/documents/{id}/languages/{to}", Right::person(Action::read_document), show_languages},
      {Method::get, "/documents/{id}/languages/{to}/{name}", Right::person(Action::read_document), download_xliff},
      {Method::get, "/documents/{id}/files/{sha256}/{name}", Right::person(Action::read_document), download_file},
      {Method::get, "/documents/{id}/receipts/{seq}", Right::person(Action::read_history), download_receipt},
      {Method::get, "/documents/{id}/cover", Right::person(Action::read_history), show_cover_sheet},
      {Method::post, "/documents/{id}/evidence", Right::person(Action::read_history), download_evidence},
      // Which right the event itself needs is judged by the office: action_for(event).
      restoring(Row{Method::post, "/documents/{id}/actions/{event}", Right::person(Action::read_document), perform_action,
                    upload_limit}),
      {Method::get, "/dossiers", Right::person(Action::list_documents), show_dossiers},
      {Method::get, "/dossiers/{dossier}", Right::person(Action::list_documents), show_dossier},
      {Method::get, "/signing", Right::person(Action::list_documents), show_what_i_sign},
      {Method::get, "/documents/{id}/sign/{act}", Right::person(Action::read_document), show_signing},
      restoring(Row{Method::post, "/documents/{id}/sign/{act}", Right::person(Action::read_document), open_signing, typed_limit}),
      {Method::get, "/documents/{id}/sign/{act}/files.zip", Right::person(Action::read_document), download_files},
      restoring(Row{Method::post, "/documents/{id}/sign/{act}/elsewhere", Right::person(Action::read_document), take_elsewhere,
                    upload_limit}),
      {Method::get, "/documents/{id}/signing/{request}", Right::person(Action::read_document), show_request},
      {Method::get, "/documents/{id}/signing/{request}/to-sign.zip", Right::person(Action::read_document), download_request},
      restoring(Row{Method::post, "/documents/{id}/signing/{request}", Right::person(Action::read_document), finish_signing,
                    typed_limit}),
      {Method::get, "/people", Right::person(Action::read_people), show_people},
      {Method::get, "/people/new", Right::person(Action::manage_people), show_new_person},
      restoring(Row{Method::post, "/people/new", Right::person(Action::manage_people), add_person}),
      {Method::get, "/people/{name}", Right::person(Action::read_people), show_person},
      restoring(Row{Method::post, "/people/{name}/{change}", Right::person(Action::manage_people), change_person}),
      {Method::get, "/definitions", Right::person(Action::publish_template), show_definitions},
      {Method::post, "/definitions/template", Right::person(Action::publish_template), take_template, definition_limit},
      {Method::post, "/definitions/workflow", Right::person(Action::publish_workflow), take_workflow, definition_limit},
      {Method::get, "/definitions/workflow/{workflow}", Right::person(Action::publish_workflow), show_workflow},
      {Method::get, "/definitions/workflow/{workflow}/drawing.svg", Right::person(Action::publish_workflow),
       show_workflow_drawing},
      {Method::get, "/ledger", Right::person(Action::read_ledger), show_ledger},
      {Method::get, "/ledger/sheet", Right::person(Action::read_ledger), show_daily_sheet},
      {Method::post, "/ledger", Right::person(Action::read_ledger), challenge_ledger},
      {Method::get, "/account", Right::person(), show_account},
      restoring(Row{Method::post, "/account/password", Right::person(), change_own_password}),
      {Method::post, "/account/sessions", Right::person(), end_own_session},
      {Method::get, "/api/documents", Right::person(Action::list_documents), api_documents},
      {Method::get, "/api/documents/{id}", Right::person(Action::read_document), api_document},
      {Method::post, "/api/commands", Right::person(), api_command, upload_limit},
      {Method::post, "/local/operation", Right::owner(), local_operation, operation_limit},
  };
}

Refusal refusal(std::string rule) {
  return {rule, {rule, {}}};
}

text::Language language_for(const Request& request) {
  if (const auto chosen = parse_language(request.cookie("language").value_or(""))) return *chosen;
  return language_of_header(request.head.headers.find("accept-language").value_or(""));
}

std::string query_of(const Request& request) {
  return request.head.query.empty() ? "" : "?" + request.head.query;
}

bool is_for_programs(const Visit& visit) {
  return !visit.request.head.path.empty() && visit.request.head.path.front() == "api";
}

/// A form's token, or a script's header; both come from a page that only its reader could read.
bool has_token(const Visit& visit) {
  const auto header = visit.request.head.headers.find("x-csrf-token");
  if (header) return same_secret(*header, visit.session->csrf);
  return !is_for_programs(visit) && same_secret(read_form(visit.request).text("csrf"), visit.session->csrf);
}

}  // namespace

Application::Application(Desk desk, SessionStore sessions, bool secure)
    : site_{desk,
            Sessions(std::move(sessions), desk.entropy),
            LoginThrottle(),
            Pages(templates::embedded_files()),
            Assets(assets::embedded_files()),
            secure},
      routes_(route_table()) {}

Response Application::answer(const Request& request) {
  auto match = routes_.find(request.head.method, request.head.path);
  const auto visit = visit_of(request, match ? std::move(match->parameters) : PathParameters());
  try {
    if (match) return answer_route(*match->route, visit);
    const bool known = routes_.knows(request.head.path);
    return show_problem(site_, visit, known ? 405 : 404, {known ? "server.no_such_method" : "server.no_such_page", {}});
  } catch (const Error& error) {
    const auto status = status_of(error.fault());
    if (status >= 500) site_.desk.log("event=request_failed path=" + request.path() + " error=" + error.what());
    return show_problem(site_, visit, status, error.message());
  }
}

Response Application::answer_route(const Route<Handler>& route, const Visit& visit) {
  const auto allowed = authorize(route, visit);
  if (!allowed.refused()) return route.handler(site_, visit);
  return comes_back(route, visit, allowed.refusal())
             ? ask_again(site_, visit, held_form(read_form(visit.request), visit.request.path()))
             : show_refusal(visit, allowed.refusal());
}

/// A form of ours whose log-in is over, or was replaced in another tab: nothing that was typed is lost. A form from elsewhere is
/// not echoed.
bool Application::comes_back(const Route<Handler>& route, const Visit& visit, const Refusal& refusal) {
  const bool over = refusal.rule == "server.not_logged_in" || refusal.rule == "server.foreign_form";
  return over && route.restores && route.method == Method::post && is_from_our_pages(visit.request);
}

Decision<Allowed> Application::authorize(const Route<Handler>& route, const Visit& visit) const {
  const bool changes = route.method == Method::post;
  switch (route.right.kind()) {
    case Right::Kind::everyone:
      if (changes && !is_from_our_pages(visit.request)) return refusal("server.foreign_form");
      return Allowed{};
    case Right::Kind::owner:
      if (!visit.request.peer.local) return refusal("server.not_to_be_known");
      return Allowed{};
    case Right::Kind::person:
      return authorize_person(route, visit);
  }
  return refusal("server.not_to_be_known");
}

Decision<Allowed> Application::authorize_person(const Route<Handler>& route, const Visit& visit) const {
  if (!visit.session) return refusal("server.not_logged_in");
  if (route.method == Method::post && !(is_from_our_pages(visit.request) && has_token(visit))) {
    return refusal("server.foreign_form");
  }
  const auto& action = route.right.action();
  if (!action) return Allowed{};
  const auto object = document::concerns_document(*action) ? std::optional(visit.document()) : std::nullopt;
  return site_.desk.authorize(visit.caller(), *action, object);
}

/// Who is not logged in is asked to, and comes back to where they wanted to go.
Response Application::show_refusal(const Visit& visit, const Refusal& refusal) const {
  if (refusal.rule == "server.not_logged_in" && !is_for_programs(visit)) {
    const bool reading = visit.request.head.method == Method::get;
    const auto back = visit.request.path() + query_of(visit.request);
    return Response::see_other(reading ? "/login?next=" + percent_encode(back) : "/login");
  }
  const auto status = status_of(refusal);
  if (is_for_programs(visit)) return Response::json(status, to_json(refusal, visit.language).dump());
  return show_problem(site_, visit, status, refusal.message);
}

Visit Application::visit_of(const Request& request, PathParameters parameters) const {
  const auto token = request.cookie(session_cookie_name(site_.secure)).value_or("");
  return {request, std::move(parameters), language_for(request), site_.sessions.find(token, site_.desk.now())};
}

/// Large bodies are for those who are logged in: nobody else can make us hold them.
std::size_t Application::body_limit(const RequestHead& head) const {
  const auto match = routes_.find(head.method, head.path);
  if (!match) return 0;
  const std::size_t for_strangers =
      match->route->restores ? std::min(match->route->body_limit, typed_limit) : std::size_t{64 * 1024};
  if (match->route->right.kind() != Right::Kind::person) return match->route->body_limit;
  const Request request{head, {}, {}};
  return visit_of(request, {}).session ? match->route->body_limit : for_strangers;
}

Response Application::refuse(int status, const Message& why, const RequestHead* head) const {
  const Request request{head == nullptr ? RequestHead() : *head, {}, {}};
  const Visit visit{request, {}, language_for(request), std::nullopt};
  return show_problem(site_, visit, status, why);
}

Service Application::service() {
  return {[this](const Request& request) { return answer(request); },
          [this](const RequestHead& head) { return body_limit(head); },
          [this](int status, const Message& why, const RequestHead* head) { return refuse(status, why, head); }, site_.desk.log};
}

}  // namespace chancery::server
