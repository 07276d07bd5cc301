#include "apps/server/log_in_pages.h"

#include "apps/server/form.h"
#include "apps/server/reader_language.h"

namespace chancery::server {
namespace {

using formats::Json;

std::string say(const Visit& visit, Message message) {
  return text::say(visit.language, message);
}

Response log_in_page(const Site& site, const Visit& visit, int status, const std::string& name, const std::string& next,
                     const std::string& problem) {
  return show_page(site, visit, status, "login",
                   {{"title", say(visit, {"server.login_title", {}})},
                    {"name", name},
                    {"next", next},
                    {"failed", !problem.empty()},
                    {"problem", problem}});
}

std::string query_value(const Visit& visit, std::string_view name) {
  const auto query = parse_query(visit.request.head.query);
  return query ? query->text(name) : std::string();
}

Response wait_first(const Site& site, const Visit& visit, const std::string& name, const std::string& next,
                    std::chrono::milliseconds wait) {
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
  return log_in_page(site, visit, 429, name, next, say(visit, {"server.too_many_attempts", {{"seconds", seconds}}}))
      .with("retry-after", std::to_string(seconds));
}

}  // namespace

std::string local_path(std::string_view wanted) {
  const bool here = wanted.size() > 1 && wanted[0] == '/' && wanted[1] != '/' && wanted[1] != '\\';
  const bool plain = wanted.find_first_of("\r\n\t\\") == wanted.npos;
  return here && plain ? std::string(wanted) : "/documents";
}

Response show_log_in(Site& site, const Visit& visit) {
  if (visit.session) return Response::see_other("/documents");
  return log_in_page(site, visit, 200, "", query_value(visit, "next"), "");
}

Response log_in(Site& site, const Visit& visit) {
  const auto form = read_form(visit.request);
  const auto& name = form.text("name");
  const auto& next = form.text("next");
  const auto& address = visit.request.peer.address;
  const auto now = site.desk.now();
  if (const auto wait = site.throttle.wait(name, address, now); wait.count() > 0)
    return wait_first(site, visit, name, next, wait);
  const auto person = site.desk.authenticate(name, SecretBytes(std::string(form.text("password"))));
  if (!person) {
    site.throttle.failed(name, address, now);
    return log_in_page(site, visit, 401, name, next, say(visit, {"server.wrong_password", {}}));
  }
  site.throttle.succeeded(name);
  return Response::see_other(local_path(next)).with("set-cookie", session_cookie(site.sessions.start(*person, now), site.secure));
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
