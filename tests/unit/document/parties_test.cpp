#include "document/parties.h"

#include <catch2/catch.hpp>

using namespace chancery;
using document::parties_of;
using formats::Json;
using Names = std::vector<std::string>;

namespace {

const LanguageTag uk = *LanguageTag::parse("uk");
const LanguageTag en = *LanguageTag::parse("en");

Json words(const char* ukrainian, const char* english) {
  return Json::array({{{"language", "uk"}, {"value", ukrainian}}, {{"language", "en"}, {"value", english}}});
}

Json body(const char* ukrainian, const char* english) {
  return {{"official_name", words(ukrainian, english)}, {"represented_by", {{"name", words("Єва ҐУДЗЬ", "Yeva GUDZ")}}}};
}

}  // namespace

TEST_CASE("every kind of document has its parties where its template asks for them") {
  const Json region = body("Київська обласна державна адміністрація", "Kyiv Regional State Administration");
  const Json other = body("Прикарпаття й Їжаківщина", "Prykarpattia and Yizhakivshchyna");
  const std::string name = "Київська обласна державна адміністрація";
  CHECK(parties_of("memorandum_of_understanding", {{"parties", {region, other}}}, uk) == Names{name, "Прикарпаття й Їжаківщина"});
  CHECK(parties_of("appeal", {{"adopting_body", region}}, uk) == Names{name});
  CHECK(parties_of("appeal", {{"adopting_body", region}, {"co_signatories", {other}}}, uk) ==
        Names{name, "Прикарпаття й Їжаківщина"});
  CHECK(parties_of("declaration", {{"adopting_parties", {other, region}}}, uk) == Names{"Прикарпаття й Їжаківщина", name});
  CHECK(parties_of("full_powers", {{"issuing_authority", region}}, uk) == Names{name});
  CHECK(parties_of("note_verbale", {{"sender", region}, {"addressee_mission", other}}, uk) == Names{name});
}

TEST_CASE("a translator is a person, called by name") {
  const Json translator{{"name", words("Приклад ЗАСВІДЧЕНКО", "Pryklad ZASVIDCHENKO")}, {"certificate", "000"}};
  CHECK(parties_of("certified_translation", {{"translator", translator}}, uk) == Names{"Приклад ЗАСВІДЧЕНКО"});
  CHECK(parties_of("certified_translation", {{"translator", {{"name", "Ґеник Об’їждчик"}}}}, en) == Names{"Ґеник Об’їждчик"});
}

TEST_CASE("names are in the language of the source, or in the one that there is") {
  const Json data{{"sender", body("Міністерство", "Ministry")}};
  CHECK(parties_of("note_verbale", data, en) == Names{"Ministry"});
  CHECK(parties_of("note_verbale", data, *LanguageTag::parse("fr")) == Names{"Міністерство"});
}

TEST_CASE("a kind of its own, and data without the kind's fields, have the list of parties") {
  const Json parties = Json::array({{{"official_name", "Єдність"}}});
  CHECK(parties_of("covenant", {{"parties", parties}, {"sender", body("Ні", "No")}}, uk) == Names{"Єдність"});
  CHECK(parties_of("declaration", {{"parties", parties}}, uk) == Names{"Єдність"});
  CHECK(parties_of("annex", {{"parent", {{"no", "01/1"}}}}, uk).empty());
}

TEST_CASE("a field of another shape names nobody") {
  CHECK(parties_of("note_verbale", {{"sender", "Міністерство"}}, uk).empty());
  CHECK(parties_of("declaration", {{"adopting_parties", {"Єдність", Json::object()}}}, uk) == Names{"", ""});
  CHECK(parties_of("full_powers", {{"issuing_authority", {{"official_name", Json::array()}}}}, uk) == Names{""});
}
