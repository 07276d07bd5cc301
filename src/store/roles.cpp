#include "store/roles.h"

#include "store/stored_word.h"

namespace chancery::store {
namespace {

using document::Role;
using document::Roles;

constexpr std::string_view assignments =
    "SELECT id, person, role, organisation, valid_from, valid_until, instrument, instrument_sha256 FROM role_assignments ";
constexpr std::string_view delegations =
    "SELECT id, principal, delegate, organisation, valid_from, valid_until, instrument, instrument_sha256 FROM delegations ";
/// `?2` is the moment.
constexpr std::string_view in_force_then = "valid_from <= ?2 AND (valid_until IS NULL OR ?2 < valid_until) ";

Role stored_role(std::string_view word, std::string_view table) {
  return stored_word<Role>(document::parse_role, word, table);
}

RoleAssignment assignment_from(const Statement& row) {
  return {row.get<RoleId>(0),
          row.get<PersonId>(1),
          stored_role(row.text(2), "role_assignments"),
          row.get<OrganisationId>(3),
          {row.get<Timestamp>(4), row.get<std::optional<Timestamp>>(5)},
          {row.text(6), row.get<std::optional<Sha256>>(7)}};
}

std::vector<RoleAssignment> read_assignments(Statement rows) {
  std::vector<RoleAssignment> all;
  while (rows.next()) all.push_back(assignment_from(rows));
  return all;
}

Delegation delegation_from(const Statement& row) {
  return {row.get<DelegationId>(0),
          row.get<PersonId>(1),
          row.get<PersonId>(2),
          row.get<OrganisationId>(3),
          {},
          row.get<Timestamp>(4),
          row.get<Timestamp>(5),
          {row.text(6), row.get<std::optional<Sha256>>(7)}};
}

Roles scope_of(Database& database, const DelegationId& id) {
  Statement rows = database.query("SELECT role FROM delegation_roles WHERE delegation = ?1", {id});
  Roles scope;
  while (rows.next()) scope.insert(stored_role(rows.text(0), "delegation_roles"));
  return scope;
}

std::vector<Delegation> read_delegations(Database& database, Statement rows) {
  std::vector<Delegation> all;
  while (rows.next()) all.push_back(delegation_from(rows));
  for (Delegation& delegation : all) delegation.scope = scope_of(database, delegation.id);
  return all;
}

}  // namespace

void RoleBook::add(const RoleAssignment& assignment) {
  database_->run(
      "INSERT INTO role_assignments (id, person, role, organisation, valid_from, valid_until, instrument, instrument_sha256) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
      {assignment.id, assignment.person, document::name_of(assignment.role), assignment.organisation, assignment.term.from,
       assignment.term.until, assignment.instrument.title, assignment.instrument.sha256});
}

void RoleBook::end(const RoleId& id, Timestamp at) {
  database_->run("UPDATE role_assignments SET valid_until = ?2 WHERE id = ?1 AND (valid_until IS NULL OR ?2 < valid_until)",
                 {id, at});
}

std::vector<RoleAssignment> RoleBook::of(const PersonId& person) {
  return read_assignments(
      database_->query(std::string(assignments).append("WHERE person = ?1 ORDER BY valid_from, role, id"), {person}));
}

std::vector<RoleAssignment> RoleBook::in_force(const PersonId& person, Timestamp at) {
  const std::string sql =
      std::string(assignments).append("WHERE person = ?1 AND ").append(in_force_then).append("ORDER BY valid_from, role, id");
  return read_assignments(database_->query(sql, {person, at}));
}

Roles RoleBook::roles(const PersonId& person, const OrganisationId& organisation, Timestamp at) {
  Roles held;
  for (const RoleAssignment& assignment : in_force(person, at)) {
    if (assignment.organisation == organisation) held.insert(assignment.role);
  }
  return held;
}

Roles RoleBook::roles_anywhere(const PersonId& person, Timestamp at) {
  Roles held;
  for (const RoleAssignment& assignment : in_force(person, at)) held.insert(assignment.role);
  return held;
}

std::vector<PersonId> RoleBook::holders(Role role, const OrganisationId& organisation, Timestamp at) {
  const std::string sql = std::string("SELECT DISTINCT person FROM role_assignments WHERE role = ?1 AND organisation = ?3 AND ")
                              .append(in_force_then)
                              .append("ORDER BY person");
  Statement rows = database_->query(sql, {document::name_of(role), at, organisation});
  std::vector<PersonId> persons;
  while (rows.next()) persons.push_back(rows.get<PersonId>(0));
  return persons;
}

void RoleBook::add(const Delegation& delegation) {
  database_->run(
      "INSERT INTO delegations (id, principal, delegate, organisation, valid_from, valid_until, instrument, instrument_sha256) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
      {delegation.id, delegation.principal, delegation.delegate, delegation.organisation, delegation.from, delegation.until,
       delegation.instrument.title, delegation.instrument.sha256});
  for (const Role role : delegation.scope) {
    database_->run("INSERT INTO delegation_roles (delegation, role) VALUES (?1, ?2)", {delegation.id, document::name_of(role)});
  }
}

void RoleBook::end(const DelegationId& id, Timestamp at) {
  database_->run("UPDATE delegations SET valid_until = ?2 WHERE id = ?1 AND ?2 < valid_until", {id, at});
}

std::vector<Delegation> RoleBook::delegations_to(const PersonId& delegate, Timestamp at) {
  const std::string sql =
      std::string(delegations).append("WHERE delegate = ?1 AND ").append(in_force_then).append("ORDER BY valid_until DESC, id");
  return read_delegations(*database_, database_->query(sql, {delegate, at}));
}

std::optional<Delegation> RoleBook::find(const DelegationId& id) {
  const std::string sql = std::string(delegations).append("WHERE id = ?1");
  auto found = read_delegations(*database_, database_->query(sql, {id}));
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<Delegation> RoleBook::delegations_of(const OrganisationId& organisation, Timestamp at) {
  const std::string sql =
      std::string(delegations).append("WHERE organisation = ?1 AND ?2 < valid_until ORDER BY valid_until, id");
  return read_delegations(*database_, database_->query(sql, {organisation, at}));
}

}  // namespace chancery::store
