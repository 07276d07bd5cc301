#include "apps/cli/people_operations.h"

#include "base/error.h"
#include "engine/log_in.h"
#include "engine/subjects.h"
#include "engine/users.h"
#include "outside/entropy.h"
#include "store/accounts.h"
#include "store/people.h"

namespace chancery::cli {
namespace {

using engine::Caller;
using engine::Office;
using formats::Json;
using server::Parcel;

[[noreturn]] void odd(const std::string& field) {
  throw Error(Fault::input, {"cli.field_missing", {{"field", field}}});
}

std::string required_text(const Json& json, const char* field) {
  if (!json.contains(field) || !json.at(field).is_string()) odd(field);
  return json.at(field).get<std::string>();
}

/// Runs `use` on the people of the office, as this caller, in the writer.
template <class T, class Use>
Decision<T> with_users(Office& office, const Caller& caller, const Use& use) {
  std::optional<Decision<T>> result;
  office.write([&](store::Database& database) {
    const auto subject = engine::subject_of(database, caller.person, office.now());
    engine::Users users(database, document::RightsPolicy::standard(), subject, office.organisation(), office.now());
    result = use(users, database);
  });
  return *std::move(result);
}

Decision<Parcel> done(const Decision<Allowed>& allowed) {
  if (allowed.refused()) return allowed.refusal();
  return Parcel{Json::object(), {}};
}

document::PersonName name_in(const Json& names, const char* tag) {
  const Json& name = names.at(tag);
  return {*LanguageTag::parse(tag),     required_text(name, "family"), required_text(name, "given"),
          name.value("patronymic", ""), name.value("position", ""),    {}};
}

Json names_json(const std::vector<document::PersonName>& names) {
  Json json = Json::object();
  for (const document::PersonName& name : names) {
    json[name.language.text()] = {{"full", document::full_name(name)}, {"position", name.position}};
  }
  return json;
}

Json line_json(const engine::UserLine& line) {
  Json roles = Json::array();
  for (const store::RoleAssignment& assignment : line.roles) roles.push_back(document::name_of(assignment.role));
  return {{"log_in_name", line.account.log_in_name},
          {"person", line.person.id.hex()},
          {"names", names_json(line.person.names)},
          {"roles", roles},
          {"disabled", line.account.disabled.has_value()}};
}

store::Account account_named(store::Database& database, const std::string& name) {
  const auto account = engine::find_account(database, name);
  if (!account) throw Error(Fault::absent, {"cli.no_such_user", {{"name", name}}});
  return *account;
}

document::Role role_named(const std::string& name) {
  const auto role = document::parse_role(name);
  if (!role) odd("role");
  return *role;
}

document::Role role_of(const Json& json) {
  return role_named(required_text(json, "role"));
}

document::Roles scope_of(const Json& json) {
  document::Roles scope;
  for (const Json& role : json.at("roles")) scope.insert(role_named(role.get<std::string>()));
  return scope;
}

/// By which document: its title, and its hash where the office has the file.
store::Instrument instrument_of(const Json& json) {
  store::Instrument instrument{required_text(json, "instrument"), std::nullopt};
  if (!json.contains("instrument_sha256")) return instrument;
  instrument.sha256 = Sha256::parse(required_text(json, "instrument_sha256"));
  if (!instrument.sha256) odd("instrument_sha256");
  return instrument;
}

Json person_json(store::Database& database, const PersonId& id) {
  const auto person = store::People(database).find(id);
  const auto accounts = store::Accounts(database).of(id);
  Json json{{"person", id.hex()}, {"names", names_json(person ? person->names : std::vector<document::PersonName>())}};
  if (!accounts.empty()) json["log_in_name"] = accounts.front().log_in_name;
  return json;
}

Json delegation_json(store::Database& database, const store::Delegation& delegation, Timestamp now) {
  Json roles = Json::array();
  for (const document::Role role : delegation.scope) roles.push_back(document::name_of(role));
  Json json{{"delegation", delegation.id.hex()},
            {"principal", person_json(database, delegation.principal)},
            {"delegate", person_json(database, delegation.delegate)},
            {"roles", std::move(roles)},
            {"from", delegation.from.text()},
            {"until", delegation.until.last_day()},
            {"instrument", delegation.instrument.title},
            {"in_force", delegation.from <= now && now < delegation.until}};
  if (delegation.instrument.sha256) json["instrument_sha256"] = delegation.instrument.sha256->hex();
  return json;
}

Timestamp time_of(const Json& json, const char* field, Timestamp otherwise) {
  if (!json.contains(field)) return otherwise;
  const auto time = Timestamp::parse_day(required_text(json, field));
  if (!time) odd(field);
  return *time;
}

/// The end of the last day on which something holds.
Timestamp end_of(const Json& json, const char* field) {
  if (!json.contains(field)) odd(field);
  return time_of(json, field, *Timestamp::from_milliseconds(0)).plus(std::chrono::hours(24));
}

}  // namespace

Decision<Parcel> add_user(Office& office, const Caller& caller, const Parcel& request) {
  const Json& json = request.json;
  const std::string log_in_name = required_text(json, "log_in_name");
  auto hash = engine::hash_new_password(log_in_name, SecretBytes(required_text(json, "new_password")), outside::random_salt());
  if (hash.refused()) return hash.refusal();
  const std::vector<document::PersonName> names{name_in(json.at("names"), "uk"), name_in(json.at("names"), "en")};
  engine::NewUser user{{outside::random_id<PersonId>(), office.organisation(), std::nullopt, std::nullopt, names},
                       outside::random_secret(32),
                       outside::random_id<store::AccountId>(),
                       log_in_name,
                       std::nullopt,
                       std::move(hash).value()};
  if (json.contains("system_user")) user.system_user = required_text(json, "system_user");
  const auto added = with_users<Allowed>(office, caller, [&](engine::Users& users, store::Database&) { return users.add(user); });
  if (added.refused()) return added.refusal();
  return Parcel{{{"person", user.person.id.hex()}}, {}};
}

Decision<Parcel> list_users(Office& office, const Caller& caller, const Parcel& /*request*/) {
  const auto lines = with_users<std::vector<engine::UserLine>>(
      office, caller, [](engine::Users& users, store::Database&) { return users.list(); });
  if (lines.refused()) return lines.refusal();
  Json list = Json::array();
  for (const engine::UserLine& line : lines.value()) list.push_back(line_json(line));
  return Parcel{std::move(list), {}};
}

Decision<Parcel> give_role(Office& office, const Caller& caller, const Parcel& request) {
  const Json& json = request.json;
  const document::Role role = role_of(json);
  return done(with_users<Allowed>(office, caller, [&](engine::Users& users, store::Database& database) {
    const PersonId person = account_named(database, required_text(json, "log_in_name")).person;
    if (json.value("end", false)) return users.end_role(person, role, office.organisation());
    std::optional<Timestamp> until;
    if (json.contains("until")) until = end_of(json, "until");
    return users.give_role({outside::random_id<RoleId>(),
                            person,
                            role,
                            office.organisation(),
                            {time_of(json, "from", office.now()), until},
                            {required_text(json, "instrument"), std::nullopt}});
  }));
}

Decision<Parcel> set_password(Office& office, const Caller& caller, const Parcel& request) {
  const std::string name = required_text(request.json, "log_in_name");
  auto hash = engine::hash_new_password(name, SecretBytes(required_text(request.json, "new_password")), outside::random_salt());
  if (hash.refused()) return hash.refusal();
  return done(with_users<Allowed>(
      office, caller, [&](engine::Users& users, store::Database&) { return users.set_password(name, hash.value()); }));
}

Decision<Parcel> erase_user(Office& office, const Caller& caller, const Parcel& request) {
  auto erased = office.erase_person(caller, required_text(request.json, "log_in_name"), required_text(request.json, "basis"));
  if (erased.refused()) return erased.refusal();
  return Parcel{std::move(erased).value(), {}};
}

Decision<Parcel> disable_user(Office& office, const Caller& caller, const Parcel& request) {
  return done(with_users<Allowed>(office, caller, [&](engine::Users& users, store::Database&) {
    return users.disable(required_text(request.json, "log_in_name"));
  }));
}

Decision<Parcel> delegate_roles(Office& office, const Caller& caller, const Parcel& request) {
  const Json& json = request.json;
  const auto id = outside::random_id<store::DelegationId>();
  const auto delegated = with_users<Allowed>(office, caller, [&](engine::Users& users, store::Database& database) {
    return users.delegate({id, account_named(database, required_text(json, "principal")).person,
                           account_named(database, required_text(json, "delegate")).person, office.organisation(), scope_of(json),
                           time_of(json, "from", office.now()), end_of(json, "until"), instrument_of(json)});
  });
  if (delegated.refused()) return delegated.refusal();
  return Parcel{{{"delegation", id.hex()}}, {}};
}

Decision<Parcel> end_delegation(Office& office, const Caller& caller, const Parcel& request) {
  const std::string hex = required_text(request.json, "delegation");
  const auto id = store::DelegationId::parse(hex);
  if (!id) throw Error(Fault::absent, {"people.no_such_delegation", {{"delegation", hex}}});
  return done(
      with_users<Allowed>(office, caller, [&](engine::Users& users, store::Database&) { return users.end_delegation(*id); }));
}

Decision<Parcel> list_delegations(Office& office, const Caller& caller, const Parcel& /*request*/) {
  const auto list = with_users<Json>(office, caller, [&](engine::Users& users, store::Database& database) {
    Json lines = Json::array();
    for (const store::Delegation& one : users.delegations()) lines.push_back(delegation_json(database, one, office.now()));
    return lines;
  });
  return Parcel{list.value(), {}};
}

Decision<Parcel> list_represented(Office& office, const Caller& caller, const Parcel& /*request*/) {
  return Parcel{office.represented(caller), {}};
}

Decision<Parcel> list_recovery_persons(Office& office, const Caller& caller, const Parcel& /*request*/) {
  const auto allowed = office.authorize(caller, document::Action::read_people, std::nullopt);
  if (allowed.refused()) return allowed.refusal();
  Json names = Json::array();
  office.read([&](store::Database& database) { names = store::People(database).recovery_persons(); });
  return Parcel{std::move(names), {}};
}

}  // namespace chancery::cli
