#include "document/rights.h"

#include "unit/document/rights_cases.h"

#include <catch2/catch.hpp>

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

}  // namespace

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
