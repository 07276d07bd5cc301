#include "document/action.h"

#include "document/role.h"

#include <catch2/catch.hpp>

using namespace chancery::document;

TEST_CASE("every action and every role is read back from its word") {
  for (const Action action : all_actions()) CHECK(parse_action(name_of(action)) == action);
  for (const Role role : all_roles()) CHECK(parse_role(name_of(role)) == role);
}

TEST_CASE("a word that is no action or no role is not read") {
  for (const auto* word : {"", "sign", "Clerk", "діловод", "read_document "}) {
    CHECK_FALSE(parse_action(word));
    CHECK_FALSE(parse_role(word));
  }
}

TEST_CASE("the words stand for what they say") {
  CHECK(name_of(Action::read_document) == "read_document");
  CHECK(name_of(Action::close_document) == "close_document");
  CHECK(name_of(Action::change_readers) == "change_readers");
  CHECK(name_of(Action::list_documents) == "list_documents");
  CHECK(name_of(Action::read_health) == "read_health");
}

TEST_CASE("a role has words for people") {
  CHECK(label_of(Role::legal_reviewer).key == "rights.role_legal_reviewer");
}

TEST_CASE("acts on content ask for a right of their own") {
  CHECK(action_for("approve") == Action::approve_document);
  CHECK(action_for("certify") == Action::certify_translation);
  CHECK(action_for("close") == Action::close_document);
  for (const auto* event : {"initial", "sign", "ad_referendum", "confirm"}) CHECK(action_for(event) == Action::sign_document);
  CHECK(action_for("seal") == Action::seal_document);
  CHECK(action_for("attach") == Action::attach_to_document);
  CHECK(action_for("comment") == Action::comment_on_document);
  CHECK(action_for("new") == Action::create_document);
}

TEST_CASE("the first word of an event says what is asked") {
  CHECK(action_for("approve.legal") == Action::approve_document);
  CHECK(action_for("concur.mfa") == Action::approve_document);
  CHECK(action_for("signature_missing") == Action::advance_document);
}

TEST_CASE("every other event moves the document on") {
  for (const auto* event : {"submit", "return", "withdraw", "archive", ""}) CHECK(action_for(event) == Action::advance_document);
}

TEST_CASE("entering what happened outside is recording, and confirming it is attesting") {
  CHECK(action_for("record.sign") == Action::record_act);
  CHECK(action_for("record.concur.mfa") == Action::record_act);
  CHECK(action_for("attest.sign") == Action::attest_act);
  CHECK(action_for("attest") == Action::attest_act);
}

TEST_CASE("an action is done either to one document or to the office") {
  CHECK(concerns_document(Action::read_document));
  CHECK(concerns_document(Action::change_readers));
  CHECK_FALSE(concerns_document(Action::list_documents));
  CHECK_FALSE(concerns_document(Action::read_health));
}
