#include "store/links.h"

#include "support/fault_and_key.h"
#include "unit/store/document_cases.h"

#include <catch2/catch.hpp>

#include <set>

using namespace chancery;
using namespace chancery::store;
using document::Link;
using document::LinkKind;

namespace {

Link follows(unsigned char from, unsigned char to) {
  return {letter(from), LinkKind::follows, letter(to)};
}

void add(Database& database, const Link& link) {
  Links(database).add(link, person(1), day(1));
}

std::string answer(Database& database, const Link& link) {
  const auto existing = Links(database).around(link.from, link.kind, link.to);
  const auto decision = document::may_link({link.from, "letter"}, link.kind, {link.to, "letter"}, existing);
  return decision.refused() ? decision.refusal().rule : "";
}

}  // namespace

TEST_CASE("the links of a document are those that begin or end there") {
  Database database = office_with_documents();
  const Link answers{letter(3), LinkKind::answers, letter(1)};
  add(database, follows(1, 2));
  add(database, answers);
  add(database, follows(4, 5));
  const auto found = Links(database).of(letter(1));
  CHECK(std::set<Link>(found.begin(), found.end()) == std::set<Link>{follows(1, 2), answers});
  Links(database).remove(answers);
  CHECK(Links(database).of(letter(1)) == std::vector{follows(1, 2)});
}

TEST_CASE("what is stored is enough to refuse a circle however long, a repeat and a second place") {
  Database database = office_with_documents();
  for (unsigned char number = 1; number < 6; ++number) {
    const Link next = follows(number, static_cast<unsigned char>(number + 1));
    REQUIRE(answer(database, next).empty());
    add(database, next);
  }
  CHECK(answer(database, follows(6, 1)) == "links.circle");
  CHECK(answer(database, follows(3, 4)) == "links.exists");
  CHECK(answer(database, follows(1, 6)).empty());
  add(database, {letter(1), LinkKind::copy_of, letter(2)});
  CHECK(answer(database, {letter(1), LinkKind::copy_of, letter(3)}) == "links.one_only");
}

TEST_CASE("a link of a document to itself does not enter the database either") {
  Database database = office_with_documents();
  CHECK(fault_and_key([&] { add(database, follows(1, 1)); })->first == Fault::conflict);
}

TEST_CASE("a kind of link that this program does not know is named") {
  Database database = office_with_documents();
  add(database, follows(1, 2));
  database.run("UPDATE links SET kind = 'скасовує'");
  CHECK(fault_and_key([&] { static_cast<void>(Links(database).of(letter(1))); }) ==
        fault(Fault::environment, "people.stored_word_unknown"));
}
