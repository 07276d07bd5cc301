#include "store/people.h"

#include "support/fault_and_key.h"
#include "unit/store/people_cases.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::store;

TEST_CASE("an organisation is found by id and by code, with its names") {
  Database database = small_office();
  const auto found = People(database).find(organisation(1));
  REQUIRE(found);
  CHECK(found->names.at(0).value == "Київська обласна військова адміністрація");
  CHECK(People(database).find_organisation("00022533") == organisation(1));
  CHECK_FALSE(People(database).find_organisation("99999999"));
  CHECK(People(database).organisations().size() == 2);
}

TEST_CASE("two organisations do not share a code") {
  Database database = small_office();
  CHECK(fault_and_key([&] { People(database).add(Organisation{organisation(3), "00022533", {}}); })->first == Fault::conflict);
}

TEST_CASE("units belong to an organisation and to each other") {
  Database database = small_office();
  People people(database);
  const Unit department{numbered<UnitId>(1), organisation(1), std::nullopt, {{language("uk"), "Департамент зв’язків"}}};
  const Unit section{numbered<UnitId>(2), organisation(1), department.id, {{language("uk"), "Відділ перекладів"}}};
  people.add(department);
  people.add(section);
  CHECK(people.units(organisation(1)) == std::vector{department, section});
  CHECK(people.units(organisation(2)).empty());
}

TEST_CASE("a person comes back whole, in both languages and in the cases that were given") {
  Database database = small_office();
  const Person official{person(9),
                        organisation(1),
                        std::nullopt,
                        "o.shchur@example.gov.ua",
                        {{language("en"), "Shchur", "Olena", "", "Head of Section", {}},
                         {language("uk"),
                          "Щур",
                          "Олена",
                          "Ігорівна",
                          "начальниця відділу",
                          {{"dative", "Щур Олені Ігорівні"}, {"genitive", "Щур Олени Ігорівни"}}}}};
  People(database).add(official, person_key('k'));
  CHECK(People(database).find(person(9)) == official);
  CHECK(People(database).persons().size() == 4);
}

TEST_CASE("nobody is found under an id that was never given") {
  Database database = small_office();
  CHECK_FALSE(People(database).find(person(99)));
  CHECK_FALSE(People(database).find(organisation(99)));
  CHECK_FALSE(People(database).key(person(99)));
}

TEST_CASE("a person works for an organisation that exists") {
  Database database = small_office();
  CHECK(fault_and_key([&] { People(database).add(named(9, "Ніхто", 77), person_key('k')); })->first == Fault::conflict);
}

TEST_CASE("erasing a person destroys the key and the names, and nothing that points to the person") {
  Database database = small_office();
  People people(database);
  REQUIRE(people.key(person(1))->reveal() == std::string(32, 'a'));
  people.erase(person(1), day(1));
  CHECK_FALSE(people.key(person(1)));
  REQUIRE(people.find(person(1)));
  CHECK(people.find(person(1))->names.empty());
  CHECK(people.key(person(2)));
  CHECK(database.find<std::int64_t>("SELECT count(*) FROM person_names WHERE person = ?1", {person(1)}) == 0);
}

TEST_CASE("a key is destroyed once, at the first time") {
  Database database = small_office();
  People(database).erase(person(1), day(1));
  People(database).erase(person(1), day(2));
  CHECK(database.find<Timestamp>("SELECT destroyed FROM person_keys WHERE person = ?1", {person(1)}) == day(1));
}

TEST_CASE("recovery persons are kept in the order in which they were named") {
  Database database = small_office();
  People people(database);
  people.set_recovery_persons({"Щербина Яна", "Ґудзь Адам", "Їлова Єва"});
  CHECK(people.recovery_persons() == std::vector<std::string>{"Щербина Яна", "Ґудзь Адам", "Їлова Єва"});
  people.set_recovery_persons({"Ґудзь Адам"});
  CHECK(people.recovery_persons() == std::vector<std::string>{"Ґудзь Адам"});
}

TEST_CASE("a language tag that something else wrote into the database is named") {
  Database database = small_office();
  database.run("UPDATE organisation_names SET language = 'Українська' WHERE language = 'uk'");
  CHECK(fault_and_key([&] { static_cast<void>(People(database).find(organisation(1))); }) ==
        fault(Fault::environment, "people.stored_word_unknown"));
}
