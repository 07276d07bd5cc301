#include "apps/server/log_in_pages.h"

#include "apps/server/form.h"
#include "apps/server/held_form.h"
#include "apps/server/reader_language.h"
#include "apps/server/shown.h"

namespace chancery::server {
namespace {

using formats::Json;

std::string say(const Visit& visit, Message message) {
  return text::say(visit.language, message);
}

/// What stands in the log-in form again when it was not accepted.
struct Typed {
  std::string name;
  std::string next;
  Json held = nothing_held();
};

Response log_in_page(const Site& site, const Visit& visit, int status, const Typed& typed, const std::string& problem) {
  auto model = typed.held;
  model["title"] = say(visit, {"server.login_title", {}});
  model["name"] = typed.name;
  model["next"] = typed.next;
  model["changed"] = false;
  model["failed"] = !problem.empty();
  model["problem"] = problem;
  if (const auto query = parse_query(visit.request.head.query)) model["changed"] = query->text("changed") == "yes";
  return show_page(site, visit, status, "login", std::move(model));
}

std::string query_value(const Visit& visit, std::string_view name) {
  const auto query = parse_query(visit.request.head.query);
  return query ? query->text(name) : std::string();
}

Response wait_first(const Site& site, const Visit& visit, const Typed& typed, std::chrono::milliseconds wait) {
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
  return log_in_page(site, visit, 429, typed, say(visit, {"server.too_many_attempts", {{"seconds", seconds}}}))
      .with("retry-after", std::to_string(seconds));
}

/// The form that waited through the log-in, with the token of the new session; one press brings it back.
Response held_page(const Site& site, const Visit& visit, int status, Json held, const Session& session) {
  auto again = visit;
  again.session = session;
  held["title"] = say(visit, {"server.held_title", {}});
  return show_page(site, again, status, "held", std::move(held));
}

Response entered(const Site& site, const Visit& visit, const Typed& typed, const PersonId& person, Timestamp now) {
  const auto token = site.sessions.start(person, now);
  const auto session = site.sessions.find(token, now);
  const bool comes_back =
      typed.held.at("held").get<bool>() && session && local_path(text_of(typed.held, "held_to")) != "/documents";
  const auto next = local_path(typed.next);
  const auto address = next == "/documents" ? home_of(site.desk.person(person).at("roles")) : next;
  auto answer = comes_back ? held_page(site, visit, 200, typed.held, *session) : Response::see_other(address);
  return std::move(answer).with("set-cookie", session_cookie(token, site.secure));
}

}  // namespace

std::string local_path(std::string_view wanted) {
  const bool here = wanted.size() > 1 && wanted[0] == '/' && wanted[1] != '/' && wanted[1] != '\\';
  const bool plain = wanted.find_first_of("\r\n\t\\") == wanted.npos;
  return here && plain ? std::string(wanted) : "/documents";
}

Response show_log_in(Site& site, const Visit& visit) {
  if (visit.session) return Response::see_other("/documents");
  return log_in_page(site, visit, 200, {"", query_value(visit, "next"), nothing_held()}, "");
}

Response ask_again(const Site& site, const Visit& visit, Json held) {
  if (visit.session) return held_page(site, visit, 403, std::move(held), *visit.session);
  return log_in_page(site, visit, 401, {"", "", std::move(held)}, "");
}

Response log_in(Site& site, const Visit& visit) {
  const auto form = read_form(visit.request);
  const Typed typed{form.text("name"), form.text("next"), held_again(form)};
  const auto& address = visit.request.peer.address;
  const auto now = site.desk.now();
  if (const auto wait = site.throttle.wait(typed.name, address, now); wait.count() > 0)
    return wait_first(site, visit, typed, wait);
  const auto person = site.desk.authenticate(typed.name, SecretBytes(std::string(form.text("password"))));
  if (!person) {
    site.throttle.failed(typed.name, address, now);
    return log_in_page(site, visit, 401, typed, say(visit, {"server.wrong_password", {}}));
  }
  site.throttle.succeeded(typed.name);
  return entered(site, visit, typed, *person, now);
}

Response log_out(Site& site, const Visit& visit) {
  site.sessions.end(visit.request.cookie(session_cookie_name(site.secure)).value_or(""));
  return Response::see_other("/login").with("set-cookie", session_cookie("", site.secure));
}

Response choose_language(Site& site, const Visit& visit) {
  const auto language = parse_language(visit.parameters.at("tag"));
  if (!language) return show_problem(site, visit, 404, {"server.no_such_page", {}});
  constexpr std::string_view attributes = "; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax";
  auto cookie = "language=" + std::string(text::tag_of(*language)) + std::string(attributes) + (site.secure ? "; Secure" : "");
  return Response::see_other(local_path(query_value(visit, "back"))).with("set-cookie", std::move(cookie));
}

}  // namespace chancery::server
