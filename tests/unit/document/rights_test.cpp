#include "document/rights.h"

#include "unit/document/rights_cases.h"

#include <catch2/catch.hpp>

#include <map>
#include <string>
#include <utility>

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
  for (int round = 0; round < 4000; ++round) {
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

TEST_CASE("who holds no role may do nothing") {
  for (const Action action : all_actions()) {
    CHECK_FALSE(answer(holder_of({}), action, open_document()).empty());
    CHECK_FALSE(answer(holder_of({}), action, office()).empty());
  }
}

TEST_CASE("a right on documents says nothing about the office, and the other way round") {
  CHECK(answer(holder_of({Role::clerk}), Action::read_document, office()) == "rights.role");
  CHECK(answer(holder_of({Role::clerk}), Action::create_document, open_document()) == "rights.role");
}

TEST_CASE("an administrator does not know that a document exists, even on its list and as its author") {
  DocumentObject document{organisation(1), person(1), Audience::listed, {person(1)}};
  for (const Action action : all_actions())
    if (concerns_document(action)) CHECK(answer(holder_of({Role::administrator}), action, document) == "rights.unknown");
  CHECK(answer(holder_of({Role::administrator, Role::clerk}), Action::read_document, document) == "rights.unknown");
}

TEST_CASE("an administrator reads no content by way of somebody else’s delegation") {
  const Subject subject{person(2), person(1), organisation(1), {Role::clerk}, {Role::administrator}};
  CHECK(answer(subject, Action::read_document, open_document()) == "rights.unknown");
  CHECK(answer(subject, Action::create_document, office()) == "rights.apart");
}

TEST_CASE("an auditor who also acts keeps only the right to audit") {
  CHECK(answer(holder_of({Role::auditor, Role::clerk}), Action::read_history, open_document()).empty());
  CHECK(answer(holder_of({Role::auditor, Role::clerk}), Action::advance_document, open_document()) == "rights.apart");
}

TEST_CASE("a document with a need-to-know list is known to its list and its author only") {
  const DocumentObject listed{organisation(1), person(9), Audience::listed, {person(2)}};
  CHECK(answer(holder_of({Role::clerk}, 1), Action::read_document, listed) == "rights.unknown");
  CHECK(answer(holder_of({Role::clerk}, 2), Action::read_document, listed).empty());
  CHECK(answer(holder_of({Role::clerk}, 9), Action::read_document, listed).empty());
}

TEST_CASE("an empty need-to-know list opens a document to nobody") {
  const DocumentObject listed{organisation(1), person(9), Audience::listed, {}};
  CHECK(answer(holder_of({Role::legal_reviewer}), Action::read_document, listed) == "rights.unknown");
}

TEST_CASE("the list admits another organisation to read and to concur, not to run the document") {
  const DocumentObject listed{organisation(2), person(9), Audience::organisation, {person(1)}};
  CHECK(answer(holder_of({Role::clerk}), Action::read_document, listed).empty());
  CHECK(answer(holder_of({Role::concurrence_mfa}), Action::approve_document, listed).empty());
  CHECK(answer(holder_of({Role::clerk}), Action::attach_to_document, listed) == "rights.organisation");
  CHECK(answer(holder_of({Role::clerk}, 3), Action::attach_to_document, listed) == "rights.unknown");
}

TEST_CASE("only the author among the clerks changes who may read a document") {
  CHECK(answer(holder_of({Role::clerk}, 9), Action::change_readers, open_document()).empty());
  CHECK(answer(holder_of({Role::clerk}, 1), Action::change_readers, open_document()) == "rights.author_only");
  CHECK(answer(holder_of({Role::signatory}, 1), Action::change_readers, open_document()) == "rights.role");
}

TEST_CASE("the author approves and signs nothing of their own, in nobody’s name") {
  const Roles signatory{Role::signatory};
  CHECK(answer(holder_of(signatory, 1), Action::sign_document, open_document()).empty());
  CHECK(answer(holder_of(signatory, 9), Action::sign_document, open_document()) == "rights.not_by_author");
  const Subject substitute{person(1), person(9), organisation(1), signatory, {}};
  CHECK(answer(substitute, Action::sign_document, open_document()) == "rights.not_by_author");
  const Subject for_the_author{person(9), person(1), organisation(1), signatory, {}};
  CHECK(answer(for_the_author, Action::sign_document, open_document()) == "rights.not_by_author");
}

TEST_CASE("a substitute sees what the human being behind may know, not what the absent person may") {
  const DocumentObject listed{organisation(1), person(9), Audience::listed, {person(2)}};
  const Subject substitute{person(2), person(1), organisation(1), {Role::signatory}, {}};
  CHECK(answer(substitute, Action::read_document, listed) == "rights.unknown");
}

TEST_CASE("what does not exist and what may not be known are one answer") {
  const DocumentObject listed{organisation(1), person(9), Audience::listed, {}};
  const auto decision = authorize(RightsPolicy::standard(), holder_of({Role::clerk}), Action::sign_document, listed);
  REQUIRE(decision.refused());
  CHECK(decision.refusal() == unknown_document());
  CHECK(is_unknown(decision.refusal()));
}

TEST_CASE("what is known but not allowed is forbidden, and names the action") {
  const auto decision = authorize(RightsPolicy::standard(), holder_of({Role::clerk}), Action::sign_document, open_document());
  REQUIRE(decision.refused());
  CHECK_FALSE(is_unknown(decision.refusal()));
  CHECK(to_log(decision.refusal().message) == "rights.role action=sign_document");
}

TEST_CASE("two roles that must stand apart are not given to one person") {
  const RightsPolicy& policy = RightsPolicy::standard();
  CHECK_FALSE(may_hold(policy, {Role::clerk}, Role::translator).refused());
  CHECK_FALSE(may_hold(policy, {}, Role::administrator).refused());
  using Pair = std::pair<Role, Role>;
  for (const auto& [held, added] : {Pair{Role::clerk, Role::administrator}, Pair{Role::administrator, Role::clerk},
                                    Pair{Role::auditor, Role::signatory}, Pair{Role::administrator, Role::auditor}}) {
    const auto decision = may_hold(policy, {held}, added);
    REQUIRE(decision.refused());
    CHECK(decision.refusal().rule == "rights.may_not_hold_both");
  }
}

TEST_CASE("an audience is read back from its word") {
  for (const Audience audience : {Audience::organisation, Audience::listed}) CHECK(parse_audience(name_of(audience)) == audience);
  CHECK_FALSE(parse_audience("everybody"));
}
