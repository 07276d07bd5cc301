#include "apps/server/people_desk.h"

#include "base/error.h"
#include "engine/log_in.h"
#include "engine/subjects.h"
#include "engine/users.h"
#include "outside/entropy.h"
#include "store/sessions.h"

#include <algorithm>

namespace chancery::server {
namespace {

using engine::Caller;
using engine::Office;
using formats::Json;

[[noreturn]] void odd(const std::string& field) {
  throw Error(Fault::input, {"server.odd_field", {{"field", field}}});
}

std::string text_in(const Json& json, const char* field) {
  if (!json.contains(field) || !json.at(field).is_string()) odd(field);
  return json.at(field).get<std::string>();
}

std::optional<Timestamp> day_in(const Json& json, const char* field) {
  if (!json.contains(field) || json.at(field) == "") return std::nullopt;
  const auto moment = Timestamp::parse_day(text_in(json, field));
  if (!moment) odd(field);
  return moment;
}

/// The end of the last day on which something holds.
std::optional<Timestamp> end_of(const Json& json, const char* field) {
  const auto day = day_in(json, field);
  return day ? std::optional(day->plus(std::chrono::hours(24))) : std::nullopt;
}

document::Role role_in(const Json& value) {
  const auto role = value.is_string() ? document::parse_role(value.get<std::string>()) : std::nullopt;
  if (!role) odd("role");
  return *role;
}

engine::Users users_for(Office& office, store::Database& database, const Caller& caller) {
  return {database, document::RightsPolicy::standard(), engine::subject_of(database, caller.person, office.now()),
          office.organisation(), office.now()};
}

/// Runs `use` on the people of the office, as this caller, in the one writer.
template <class Use>
Decision<Allowed> change(Office& office, const Caller& caller, const Use& use) {
  std::optional<Decision<Allowed>> result;
  office.write([&](store::Database& database) {
    auto users = users_for(office, database, caller);
    result = use(users, database);
  });
  return *std::move(result);
}

store::Account account_named(store::Database& database, const std::string& name) {
  const auto account = engine::find_account(database, name);
  if (!account) throw Error(Fault::absent, {"people.no_such_account", {{"name", name}}});
  return *account;
}

Json names_json(const std::vector<document::PersonName>& names) {
  Json json = Json::object();
  for (const document::PersonName& name : names)
    json[name.language.text()] = {{"full", document::full_name(name)}, {"position", name.position}};
  return json;
}

Json role_json(const store::RoleAssignment& assignment) {
  Json json{{"role", document::name_of(assignment.role)},
            {"instrument", assignment.instrument.title},
            {"from", assignment.term.from.date()}};
  if (assignment.term.until) json["until"] = assignment.term.until->last_day();
  return json;
}

/// Who stands in for the person now.
Json substitutes_json(store::Database& database, const std::vector<engine::UserLine>& lines, const PersonId& principal,
                      Timestamp now) {
  Json list = Json::array();
  for (const engine::UserLine& line : lines) {
    for (const store::Delegation& delegation : store::RoleBook(database).delegations_to(line.person.id, now)) {
      if (delegation.principal != principal) continue;
      Json roles = Json::array();
      for (const document::Role role : delegation.scope) roles.push_back(document::name_of(role));
      list.push_back({{"log_in_name", line.account.log_in_name},
                      {"names", names_json(line.person.names)},
                      {"roles", std::move(roles)},
                      {"instrument", delegation.instrument.title},
                      {"from", delegation.from.date()},
                      {"until", delegation.until.last_day()}});
    }
  }
  return list;
}

Json line_json(store::Database& database, const engine::UserLine& line, const std::vector<engine::UserLine>& all, Timestamp now) {
  Json roles = Json::array();
  for (const store::RoleAssignment& assignment : line.roles) roles.push_back(role_json(assignment));
  const store::Account& account = line.account;
  Json json{{"log_in_name", account.log_in_name},
            {"person", line.person.id.hex()},
            {"names", names_json(line.person.names)},
            {"roles", std::move(roles)},
            {"disabled", account.disabled.has_value()},
            {"failed_attempts", account.failed_attempts},
            {"substitutes", substitutes_json(database, all, line.person.id, now)}};
  if (account.last_log_in) json["last_log_in"] = account.last_log_in->text();
  if (account.system_user) json["system_user"] = *account.system_user;
  return json;
}

Decision<Json> list(Office& office, const Caller& caller) {
  std::optional<Decision<Json>> result;
  office.read([&](store::Database& database) {
    auto lines = users_for(office, database, caller).list();
    if (lines.refused()) {
      result = lines.refusal();
      return;
    }
    Json all = Json::array();
    for (const engine::UserLine& line : lines.value()) all.push_back(line_json(database, line, lines.value(), office.now()));
    result = std::move(all);
  });
  return *std::move(result);
}

document::PersonName name_in(const Json& names, const char* tag) {
  const Json& name = names.at(tag);
  return {*LanguageTag::parse(tag),     text_in(name, "family"),    text_in(name, "given"),
          name.value("patronymic", ""), name.value("position", ""), {}};
}

Decision<std::string> new_hash(const Json& order, const std::string& name) {
  return engine::hash_new_password(name, SecretBytes(text_in(order, "new_password")), outside::random_salt());
}

Decision<Allowed> add(Office& office, const Caller& caller, const Json& order) {
  const std::string name = text_in(order, "log_in_name");
  auto hash = new_hash(order, name);
  if (hash.refused()) return hash.refusal();
  const std::vector<document::PersonName> names{name_in(order.at("names"), "uk"), name_in(order.at("names"), "en")};
  engine::NewUser user{{outside::random_id<PersonId>(), office.organisation(), std::nullopt, std::nullopt, names},
                       outside::random_secret(32),
                       outside::random_id<store::AccountId>(),
                       name,
                       std::nullopt,
                       std::move(hash).value()};
  return change(office, caller, [&](engine::Users& users, store::Database&) { return users.add(user); });
}

Decision<Allowed> give_role(Office& office, const Caller& caller, const Json& order) {
  return change(office, caller, [&](engine::Users& users, store::Database& database) {
    return users.give_role({outside::random_id<RoleId>(),
                            account_named(database, text_in(order, "log_in_name")).person,
                            role_in(order.at("role")),
                            office.organisation(),
                            {day_in(order, "from").value_or(office.now()), end_of(order, "until")},
                            {text_in(order, "instrument"), std::nullopt}});
  });
}

Decision<Allowed> end_role(Office& office, const Caller& caller, const Json& order) {
  return change(office, caller, [&](engine::Users& users, store::Database& database) {
    const auto person = account_named(database, text_in(order, "log_in_name")).person;
    return users.end_role(person, role_in(order.at("role")), office.organisation());
  });
}

Decision<Allowed> delegate(Office& office, const Caller& caller, const Json& order) {
  document::Roles scope;
  for (const Json& role : order.at("roles")) scope.insert(role_in(role));
  const auto until = end_of(order, "until");
  if (!until) odd("until");
  return change(office, caller, [&](engine::Users& users, store::Database& database) {
    return users.delegate({outside::random_id<store::DelegationId>(),
                           account_named(database, text_in(order, "log_in_name")).person,
                           account_named(database, text_in(order, "delegate")).person,
                           office.organisation(),
                           scope,
                           day_in(order, "from").value_or(office.now()),
                           *until,
                           {text_in(order, "instrument"), std::nullopt}});
  });
}

Decision<Allowed> set_password(Office& office, const Caller& caller, const Json& order) {
  const std::string name = text_in(order, "log_in_name");
  auto hash = new_hash(order, name);
  if (hash.refused()) return hash.refusal();
  return change(office, caller, [&](engine::Users& users, store::Database&) { return users.set_password(name, hash.value()); });
}

std::optional<store::Account> own_account(const Office& office, const Caller& caller) {
  std::vector<store::Account> own;
  office.read([&](store::Database& database) { own = store::Accounts(database).of(caller.person); });
  return own.empty() ? std::nullopt : std::optional(own.front());
}

/// Argon2 runs on this thread, outside the writer.
Decision<Allowed> change_own_password(Office& office, const Caller& caller, const Json& order) {
  const auto account = own_account(office, caller);
  const auto judged = engine::judge_log_in(account, SecretBytes(text_in(order, "old_password")), office.now());
  office.write([&](store::Database& database) { engine::note_log_in(database, account, !judged.refused(), office.now()); });
  if (judged.refused() && judged.refusal().rule == "people.log_in_wait") return judged.refusal();
  if (judged.refused()) return Refusal{"server.wrong_password", {"server.old_password_wrong", {}}};
  Json with_name = order;
  with_name["log_in_name"] = account->log_in_name;
  return set_password(office, caller, with_name);
}

Json account_json(const Office& office, const Caller& caller) {
  const auto account = own_account(office, caller);
  if (!account) return {{"failed_attempts", 0}};
  Json json{{"log_in_name", account->log_in_name}, {"failed_attempts", account->failed_attempts}};
  if (account->last_log_in) json["last_log_in"] = account->last_log_in->text();
  if (account->password_changed) json["password_changed"] = account->password_changed->text();
  return json;
}

Json sessions_json(const Office& office, const Caller& caller) {
  Json list = Json::array();
  office.read([&](store::Database& database) {
    auto rows = database.query("SELECT token, started, seen FROM sessions WHERE person = ?1 ORDER BY seen DESC LIMIT 50",
                               {caller.person});
    while (rows.next()) {
      list.push_back({{"id", rows.get<Sha256>(0).hex()},
                      {"started", rows.get<Timestamp>(1).text()},
                      {"seen", rows.get<Timestamp>(2).text()}});
    }
  });
  return list;
}

void end_session(Office& office, const Caller& caller, const Json& order) {
  const auto token = Sha256::parse(text_in(order, "session"));
  if (!token) odd("session");
  office.write([&](store::Database& database) {
    store::Sessions sessions(database);
    const auto session = sessions.find(*token);
    if (session && session->person == caller.person) sessions.remove(*token);
  });
}

}  // namespace

PeopleDesk people_desk_of(Office& office) {
  const auto bound = [&office](Decision<Allowed> (*operation)(Office&, const Caller&, const Json&)) -> PeopleDesk::Change {
    return [&office, operation](const Caller& caller, const Json& order) { return operation(office, caller, order); };
  };
  PeopleDesk desk;
  desk.list = [&office](const Caller& caller) { return list(office, caller); };
  desk.add = bound(add);
  desk.give_role = bound(give_role);
  desk.end_role = bound(end_role);
  desk.delegate = bound(delegate);
  desk.set_password = bound(set_password);
  desk.disable = [&office](const Caller& caller, const Json& order) {
    return change(office, caller,
                  [&](engine::Users& users, store::Database&) { return users.disable(text_in(order, "log_in_name")); });
  };
  desk.erase = [&office](const Caller& caller, const Json& order) -> Decision<Allowed> {
    const auto erased = office.erase_person(caller, text_in(order, "log_in_name"), text_in(order, "basis"));
    if (erased.refused()) return erased.refusal();
    return Allowed{};
  };
  desk.account = [&office](const Caller& caller) { return account_json(office, caller); };
  desk.sessions = [&office](const Caller& caller) { return sessions_json(office, caller); };
  desk.end_session = [&office](const Caller& caller, const Json& order) { end_session(office, caller, order); };
  desk.change_own_password = bound(change_own_password);
  return desk;
}

}  // namespace chancery::server
