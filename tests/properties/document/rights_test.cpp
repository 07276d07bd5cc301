#include "document/rights.h"

#include "support/effort.h"
#include "unit/document/rights_cases.h"

#include <catch2/catch.hpp>

#include <map>
#include <string>

using namespace chancery;
using namespace chancery::document;

namespace {

/// The rule that says no, or "" where the answer is yes.
std::string answer(const Subject& subject, Action action, const Object& object) {
  const auto decision = authorize(RightsPolicy::standard(), subject, action, object);
  return decision.refused() ? decision.refusal().rule : "";
}

/// Written for this test alone, from DOMAIN §2: one column for each role, c l t s m d a p A = clerk, legal reviewer, translator,
/// signatory, concurrence of foreign affairs and of development, auditor, protocol officer, administrator.
/// k: whatever is known; o: in one's own organisation; w: what one wrote; -: never.
const std::map<std::string, std::string> expected{
    //                       cltsmdapA
    {"read_document", "kkkkkkkk-"},    {"read_history", "kkkkkkkk-"},        {"export_document", "kk-kkkkk-"},
    {"advance_document", "ookkkk-o-"}, {"attach_to_document", "ook-kk-o-"},  {"comment_on_document", "kkkkkk-k-"},
    {"approve_document", "-o--kk---"}, {"certify_translation", "--k------"}, {"close_document", "-o-------"},
    {"record_act", "o------o-"},       {"attest_act", "oo-----o-"},          {"sign_document", "---k-----"},
    {"seal_document", "-------o-"},    {"link_document", "o------o-"},       {"change_readers", "w------o-"},
    {"list_documents", "kkkkkkkk-"},   {"create_document", "o------o-"},     {"read_people", "o-----ooo"},
    {"manage_people", "--------o"},    {"publish_workflow", "--------o"},    {"publish_template", "--------o"},
    {"read_ledger", "------o-o"},      {"manage_keys", "--------o"},         {"back_up", "--------o"},
    {"read_health", "--------o"},
};

char cell(Action action, Role role) {
  return expected.at(std::string(name_of(action))).at(static_cast<std::size_t>(role));
}

bool not_by_author(Action action) {
  return action == Action::approve_document || action == Action::close_document || action == Action::sign_document;
}

Roles left_after_separation(const Subject& subject) {
  Roles all = subject.roles;
  all.insert(subject.roles_behind.begin(), subject.roles_behind.end());
  Roles left = subject.roles;
  if (all.contains(Role::auditor)) left = left.contains(Role::auditor) ? Roles{Role::auditor} : Roles{};
  if (subject.roles.contains(Role::administrator) && all.contains(Role::administrator)) left.insert(Role::administrator);
  if (all.contains(Role::administrator)) left = left.contains(Role::administrator) ? Roles{Role::administrator} : Roles{};
  return left;
}

bool expect_known(const Subject& subject, const DocumentObject& document) {
  const PersonId& human = subject.acting();
  Roles reading = left_after_separation(subject);
  reading.erase(Role::administrator);
  if (reading.empty()) return false;
  if (document.readers.contains(human)) return true;
  if (document.organisation != subject.organisation) return false;
  return document.audience == Audience::organisation || document.author == human;
}

bool expect_on_document(const Subject& subject, Action action, const DocumentObject& document) {
  if (!expect_known(subject, document)) return false;
  const bool own = document.organisation == subject.organisation;
  if (not_by_author(action) && (document.author == subject.person || document.author == subject.acting())) return false;
  for (const Role role : left_after_separation(subject)) {
    const char reach = cell(action, role);
    if (reach == 'k' || (own && reach == 'o') || (own && reach == 'w' && document.author == subject.acting())) return true;
  }
  return false;
}

bool expect_on_office(const Subject& subject, Action action, const OfficeObject& object) {
  for (const Role role : left_after_separation(subject)) {
    const char reach = cell(action, role);
    if (reach == 'k' || (reach == 'o' && object.organisation == subject.organisation)) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("each role has exactly the rights of the table on a document of its own organisation") {
  for (const Action action : all_actions())
    for (const Role role : all_roles()) {
      const Object object = concerns_document(action) ? Object(open_document()) : Object(office());
      const char reach = cell(action, role);
      INFO(name_of(action) << " by " << name_of(role));
      CHECK(answer(holder_of({role}), action, object).empty() == (reach == 'k' || reach == 'o'));
    }
}

TEST_CASE("the policy and the table agree for any roles, persons, organisations and lists") {
  RandomCases cases(20);
  for (int round = 0; round < 4'000 * tests::effort(); ++round) {
    const Subject subject = cases.subject();
    const DocumentObject document = cases.document();
    const OfficeObject the_office{organisation(static_cast<unsigned char>(cases.below(3)))};
    REQUIRE(may_know(RightsPolicy::standard(), subject, document) == expect_known(subject, document));
    for (const Action action : all_actions()) {
      INFO(name_of(action) << " in round " << round);
      if (concerns_document(action)) {
        REQUIRE(answer(subject, action, document).empty() == expect_on_document(subject, action, document));
        REQUIRE((answer(subject, action, document) == "rights.unknown") == !expect_known(subject, document));
      } else {
        REQUIRE(answer(subject, action, the_office).empty() == expect_on_office(subject, action, the_office));
      }
    }
  }
}
