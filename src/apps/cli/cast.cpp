#include "apps/cli/cast.h"

#include "apps/cli/demonstration_people.h"
#include "apps/cli/session.h"
#include "engine/log_in.h"
#include "engine/subjects.h"
#include "engine/users.h"
#include "formats/x509.h"
#include "outside/demonstration_authority.h"
#include "outside/entropy.h"
#include "outside/files.h"
#include "outside/key_file.h"

namespace chancery::cli {
namespace {

using document::Role;
using engine::Office;

SecretBytes password() {
  return SecretBytes(std::string(demonstration_password));
}

/// Whoever makes the demonstration acts as its first clerk unless another person is named.
std::optional<std::string> system_user_of(const DemonstrationPerson& person) {
  return person.log_in_name == demonstration_people().front().log_in_name ? std::optional(system_user()) : std::nullopt;
}

engine::NewUser new_user(const Office& office, const DemonstrationPerson& person) {
  const auto name = [](const char* tag, std::string_view family, std::string_view given, std::string_view position) {
    return document::PersonName{*LanguageTag::parse(tag), std::string(family), std::string(given), "", std::string(position), {}};
  };
  return {{outside::random_id<PersonId>(),
           office.organisation(),
           std::nullopt,
           std::nullopt,
           {name("uk", person.family_uk, person.given_uk, person.position_uk),
            name("en", person.family_en, person.given_en, person.position_en)}},
          outside::random_secret(32),
          outside::random_id<store::AccountId>(),
          std::string(person.log_in_name),
          system_user_of(person),
          allowed(engine::hash_new_password(person.log_in_name, password(), outside::random_salt()))};
}

/// Runs `use` on the people of the office, as the administrator.
template <class Use>
void with_users(Office& office, const Use& use) {
  office.write([&](store::Database& database) {
    const auto administrator = engine::find_account(database, "administrator").value().person;
    const auto subject = engine::subject_of(database, administrator, office.now());
    engine::Users users(database, document::RightsPolicy::standard(), subject, office.organisation(), office.now());
    use(users);
  });
}

}  // namespace

Cast::Cast(Office& office) {
  for (const DemonstrationPerson& person : demonstration_people()) add(office, person);
  delegate(office, "lawyer", "clerk2");
}

engine::Caller Cast::caller(std::string_view name) const {
  return {persons_.at(std::string(name)), "password", std::nullopt};
}

void Cast::add(Office& office, const DemonstrationPerson& person) {
  const engine::NewUser user = new_user(office, person);
  with_users(office, [&](engine::Users& users) {
    (void)allowed(users.add(user));
    (void)allowed(users.give_role({outside::random_id<RoleId>(),
                                   user.person.id,
                                   person.role,
                                   office.organisation(),
                                   {office.now(), std::nullopt},
                                   {"init --demo", std::nullopt}}));
  });
  persons_.emplace(person.log_in_name, user.person.id);
}

void Cast::delegate(Office& office, std::string_view principal, std::string_view substitute) {
  constexpr std::chrono::hours half_a_year{24 * 182};
  with_users(office, [&](engine::Users& users) {
    (void)allowed(users.delegate({outside::random_id<store::DelegationId>(),
                                  persons_.at(std::string(principal)),
                                  persons_.at(std::string(substitute)),
                                  office.organisation(),
                                  {Role::legal_reviewer},
                                  office.now(),
                                  office.now().plus(half_a_year),
                                  {"ЗРАЗОК: наказ № 000-к про заміщення", std::nullopt}}));
  });
}

/// Certificates for the signatories, and their authority among those whose signatures count in this office.
void make_demonstration_keys(const std::filesystem::path& folder, const std::filesystem::path& trust, Timestamp now) {
  const Timestamp until = now.plus(std::chrono::hours(24 * 365 * 3));
  const auto authority = outside::DemonstrationAuthority::make("Chancery", now.plus(std::chrono::hours(-24)), until);
  outside::make_private_folder(folder);
  outside::make_private_folder(trust);
  outside::write_file(trust / "demonstration.pem", formats::write_pem(authority.certificate()));
  for (const DemonstrationPerson& person : demonstration_people()) {
    if (person.role != Role::signatory) continue;
    const std::string name = std::string(person.given_en) + " " + std::string(person.family_en) + " (SPECIMEN)";
    outside::write_private_file(
        folder / (std::string(person.log_in_name) + ".p12"),
        authority.issue(name, outside::KeyKind::p256, now.plus(std::chrono::hours(-24)), until, password()));
  }
}

}  // namespace chancery::cli
