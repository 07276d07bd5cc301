#include "apps/server/account_pages.h"

#include "apps/server/form.h"
#include "apps/server/held_form.h"
#include "apps/server/http_errors.h"
#include "apps/server/shown.h"
#include "base/error.h"
#include "base/sha256.h"

namespace chancery::server {
namespace {

using formats::Json;

/// The session of this request, as the list names it.
std::string this_session(const Site& site, const Visit& visit) {
  const auto token = parse_hex(visit.request.cookie(session_cookie_name(site.secure)).value_or(""));
  return token ? sha256(*token).hex() : "";
}

Json sessions(const Site& site, const Visit& visit) {
  auto list = Json::array();
  const auto here = this_session(site, visit);
  for (const auto& session : site.desk.people.sessions(visit.caller())) {
    const auto id = text_of(session, "id");
    list.push_back({{"id", id},
                    {"started", shown_time(text_of(session, "started"), visit.language)},
                    {"seen", shown_time(text_of(session, "seen"), visit.language)},
                    {"this_one", id == here}});
  }
  return list;
}

Json roles(const Site& site, const Visit& visit) {
  auto list = Json::array();
  const Json person = site.desk.person(visit.session->person);
  for (const auto& role : person.at("roles"))
    list.push_back(text::say(visit.language, {"server.role", {{"code", role.get<std::string>()}}}));
  return list;
}

Response account_page(const Site& site, const Visit& visit, int status, const std::string& problem) {
  const auto account = site.desk.people.account(visit.caller());
  const auto changed = text_of(account, "password_changed");
  auto held = roles(site, visit);
  return show_page(site, visit, status, "account",
                   {{"title", text::say(visit.language, {"server.account", {}})},
                    {"log_in_name", text_of(account, "log_in_name")},
                    {"has_changed", !changed.empty()},
                    {"password_changed", changed.empty() ? "" : shown_time(changed, visit.language)},
                    {"roles", std::move(held)},
                    {"sessions", sessions(site, visit)},
                    {"failed", !problem.empty()},
                    {"problem", problem}});
}

}  // namespace

Response show_account(Site& site, const Visit& visit) {
  return account_page(site, visit, 200, "");
}

/// Guessing the old password from an open session is slowed down as at the log-in.
Response change_own_password(Site& site, const Visit& visit) {
  const auto form = read_form(visit.request);
  const auto again = [&](int status, const Message& why) {
    return account_page(site, visit, status, text::say(visit.language, why));
  };
  if (is_restored(form)) return again(200, {"server.type_again", {}});
  const auto now = site.desk.now();
  const auto name = visit.session->person.hex();
  if (site.throttle.wait(name, visit.request.peer.address, now).count() > 0) return again(429, {"server.wait_a_little", {}});
  if (form.text("new_password") != form.text("new_password_again")) return again(422, {"server.passwords_differ", {}});
  const auto changed = site.desk.people.change_own_password(
      visit.caller(), {{"old_password", form.text("old_password")}, {"new_password", form.text("new_password")}});
  if (!changed.refused()) {
    site.throttle.succeeded(name);
    return Response::see_other("/login?changed=yes").with("set-cookie", session_cookie("", site.secure));
  }
  if (changed.refusal().rule == "server.wrong_password") site.throttle.failed(name, visit.request.peer.address, now);
  return again(changed.refusal().rule == "server.wrong_password" ? 422 : status_of(changed.refusal()), changed.refusal().message);
}

Response end_own_session(Site& site, const Visit& visit) {
  const auto form = read_form(visit.request);
  site.desk.people.end_session(visit.caller(), {{"session", form.text("session")}});
  return Response::see_other("/account");
}

}  // namespace chancery::server
