#include "apps/server/people_pages.h"

#include "apps/server/form.h"
#include "apps/server/held_form.h"
#include "apps/server/http_errors.h"
#include "apps/server/shown.h"
#include "base/error.h"
#include "document/rights_policy.h"

#include <algorithm>
#include <array>

namespace chancery::server {
namespace {

using formats::Json;

constexpr std::array<std::string_view, 9> person_fields{"log_in_name", "uk.family", "uk.given",    "uk.patronymic", "uk.position",
                                                        "en.family",   "en.given",  "en.position", "password"};

std::string role_name(const Visit& visit, const std::string& role) {
  return text::say(visit.language, {"server.role", {{"code", role}}});
}

bool may_manage(const Site& site, const Visit& visit) {
  return may(site.desk.person(visit.session->person).at("roles"), document::Action::manage_people);
}

Json name_of(const Json& line, text::Language language) {
  const auto& names = line.at("names");
  const std::string tag(text::tag_of(language));
  if (names.empty()) return {{"full", ""}, {"position", ""}};
  return names.contains(tag) ? names.at(tag) : names.front();
}

Json roles(const Visit& visit, const Json& line) {
  auto list = Json::array();
  for (const auto& role : line.at("roles")) {
    const auto until = text_of(role, "until");
    list.push_back({{"code", text_of(role, "role")},
                    {"role", role_name(visit, text_of(role, "role"))},
                    {"instrument", text_of(role, "instrument")},
                    {"from", shown_day(text_of(role, "from"), visit.language)},
                    {"ends", !until.empty()},
                    {"until", until.empty() ? "" : shown_day(until, visit.language)}});
  }
  return list;
}

Json substitutes(const Visit& visit, const Json& line) {
  auto list = Json::array();
  for (const auto& one : list_of(line, "substitutes")) {
    std::string in_roles;
    for (const auto& role : one.at("roles"))
      in_roles += (in_roles.empty() ? "" : ", ") + role_name(visit, role.get<std::string>());
    list.push_back({{"name", text_of(name_of(one, visit.language), "full")},
                    {"roles", in_roles},
                    {"instrument", text_of(one, "instrument")},
                    {"from", shown_day(text_of(one, "from"), visit.language)},
                    {"until", shown_day(text_of(one, "until"), visit.language)}});
  }
  return list;
}

Json row(const Visit& visit, const Json& line) {
  const auto name = name_of(line, visit.language);
  const auto seen = text_of(line, "last_log_in");
  auto held = roles(visit, line);
  const bool none = held.empty();
  return {{"name", text_of(name, "full")},
          {"position", text_of(name, "position")},
          {"log_in_name", text_of(line, "log_in_name")},
          {"address", "/people/" + percent_encode(text_of(line, "log_in_name"))},
          {"roles", std::move(held)},
          {"no_roles", none},
          {"disabled", line.value("disabled", false)},
          {"seen", !seen.empty()},
          {"last_log_in", seen.empty() ? "" : shown_time(seen, visit.language)},
          {"failed_attempts", line.value("failed_attempts", std::int64_t{0})}};
}

Json everybody(const Site& site, const Visit& visit) {
  const auto lines = site.desk.people.list(visit.caller());
  if (lines.refused()) throw Error(Fault::absent, lines.refusal().message);
  return lines.value();
}

Json typed_person(const Form& form) {
  Json typed = Json::object();
  for (const auto field : person_fields) {
    std::string name(field);
    std::replace(name.begin(), name.end(), '.', '_');
    typed[name] = field == "password" ? "" : form.text(field);
  }
  return typed;
}

Response new_person_page(const Site& site, const Visit& visit, int status, const Form& form, const std::string& problem) {
  return show_page(site, visit, status, "new_person",
                   {{"title", text::say(visit.language, {"server.new_person", {}})},
                    {"typed", typed_person(form)},
                    {"failed", !problem.empty()},
                    {"problem", problem}});
}

Json new_person(const Form& form) {
  const auto name = [&](const std::string& tag) {
    return Json{{"family", form.text(tag + ".family")},
                {"given", form.text(tag + ".given")},
                {"patronymic", tag == "uk" ? form.text("uk.patronymic") : ""},
                {"position", form.text(tag + ".position")}};
  };
  return {{"log_in_name", form.text("log_in_name")},
          {"new_password", form.text("password")},
          {"names", {{"uk", name("uk")}, {"en", name("en")}}}};
}

Json role_choices(const Visit& visit) {
  auto list = Json::array();
  for (const auto role : document::all_roles()) {
    const std::string code(document::name_of(role));
    list.push_back({{"value", code}, {"label", role_name(visit, code)}});
  }
  return list;
}

/// Whom somebody can be represented by: everybody else whose account is open.
Json colleagues(const Visit& visit, const Json& all, const std::string& except) {
  auto list = Json::array();
  for (const auto& line : all) {
    if (text_of(line, "log_in_name") == except || line.value("disabled", false)) continue;
    list.push_back({{"value", text_of(line, "log_in_name")}, {"label", text_of(name_of(line, visit.language), "full")}});
  }
  return list;
}

Response person_page(const Site& site, const Visit& visit, int status, const Form& typed, const std::string& problem) {
  const auto all = everybody(site, visit);
  const auto& name = visit.parameters.at("name");
  const auto found = std::find_if(all.begin(), all.end(), [&](const Json& line) { return text_of(line, "log_in_name") == name; });
  if (found == all.end()) throw Error(Fault::absent, {"people.no_such_account", {{"name", name}}});
  auto model = row(visit, *found);
  auto stand_ins = substitutes(visit, *found);
  model["has_substitutes"] = !stand_ins.empty();
  model["substitutes"] = std::move(stand_ins);
  model["title"] = model.at("name");
  model["manages"] = may_manage(site, visit);
  model["role_choices"] = role_choices(visit);
  model["colleagues"] = colleagues(visit, all, name);
  model["typed"] = {{"basis", typed.text("basis")},
                    {"instrument", typed.text("instrument")},
                    {"from", typed.text("from")},
                    {"until", typed.text("until")}};
  model["failed"] = !problem.empty();
  model["problem"] = problem;
  const auto query = parse_query(visit.request.head.query);
  model["done"] = query && query->text("done") == "yes";
  return show_page(site, visit, status, "person", std::move(model));
}

Json change_order(const Visit& visit, const Form& form) {
  Json order{{"log_in_name", visit.parameters.at("name")},
             {"role", form.text("role")},
             {"instrument", form.text("instrument")},
             {"delegate", form.text("delegate")},
             {"new_password", form.text("password")},
             {"roles", form.texts("roles")},
             {"basis", form.text("basis")}};
  for (const auto* const day : {"from", "until"}) {
    if (!form.text(day).empty()) order[day] = form.text(day);
  }
  return order;
}

const PeopleDesk::Change& change_in_path(const Site& site, const Visit& visit) {
  const auto& change = visit.parameters.at("change");
  const auto& people = site.desk.people;
  if (change == "role") return people.give_role;
  if (change == "end-role") return people.end_role;
  if (change == "substitute") return people.delegate;
  if (change == "password") return people.set_password;
  if (change == "disable") return people.disable;
  if (change == "erase") return people.erase;
  throw Error(Fault::absent, {"server.no_such_page", {}});
}

/// A right that is missing is forbidden; any other rule is about what was typed.
int status_for(const Refusal& refusal) {
  return refusal.rule.rfind("rights.", 0) == 0 ? status_of(refusal) : 422;
}

/// What the person typed is a refusal's or an input error's to explain; everything else is not theirs.
bool is_theirs(const Error& error) {
  return error.fault() == Fault::input || error.fault() == Fault::conflict;
}

}  // namespace

Response show_people(Site& site, const Visit& visit) {
  auto rows = Json::array();
  for (const auto& line : everybody(site, visit)) rows.push_back(row(visit, line));
  return show_page(site, visit, 200, "people",
                   {{"title", text::say(visit.language, {"server.people", {}})},
                    {"done", visit.request.head.query == "done=yes"},
                    {"rows", std::move(rows)},
                    {"manages", may_manage(site, visit)}});
}

Response show_new_person(Site& site, const Visit& visit) {
  return new_person_page(site, visit, 200, Form({}), "");
}

Response add_person(Site& site, const Visit& visit) {
  const auto form = read_form(visit.request);
  const auto again = [&](int status, const Message& why) {
    return new_person_page(site, visit, status, form, text::say(visit.language, why));
  };
  if (is_restored(form)) return again(200, {"server.form_is_back", {}});
  try {
    const auto added = site.desk.people.add(visit.caller(), new_person(form));
    if (added.refused()) return again(status_for(added.refusal()), added.refusal().message);
    return Response::see_other("/people");
  } catch (const Error& error) {
    if (!is_theirs(error)) throw;
    return again(status_of(error.fault()), error.message());
  }
}

Response show_person(Site& site, const Visit& visit) {
  return person_page(site, visit, 200, Form({}), "");
}

Response change_person(Site& site, const Visit& visit) {
  const auto& change = change_in_path(site, visit);
  const auto form = read_form(visit.request);
  const auto again = [&](int status, const Message& why) {
    return person_page(site, visit, status, form, text::say(visit.language, why));
  };
  if (is_restored(form)) return again(200, {"server.form_is_back", {}});
  try {
    const auto changed = change(visit.caller(), change_order(visit, form));
    if (changed.refused()) return again(status_for(changed.refusal()), changed.refusal().message);
    // Nobody is left under the name of who was erased.
    if (visit.parameters.at("change") == "erase") return Response::see_other("/people?done=yes");
    return Response::see_other("/people/" + percent_encode(visit.parameters.at("name")) + "?done=yes");
  } catch (const Error& error) {
    if (!is_theirs(error)) throw;
    return again(status_of(error.fault()), error.message());
  }
}

}  // namespace chancery::server
