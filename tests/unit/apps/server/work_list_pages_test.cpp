#include "apps/server/work_list_pages.h"

#include "apps/server/work_list_view.h"
#include "unit/apps/server/site_cases.h"

using namespace chancery;
using namespace chancery::server;
using tests::document_id;
using tests::Json;
using tests::TestSite;

namespace {

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != text.npos;
}

Json line(const std::string& id, std::int64_t days) {
  return {{"id", id},
          {"kind", "appeal"},
          {"title", tests::words("Звернення", "Appeal")},
          {"stage_label", tests::words("Погодження", "Concurrence")},
          {"parties", {"Київ"}},
          {"updated", "2026-11-01T00:00:00.000Z"},
          {"waits_for", {"legal_reviewer", "concurrence_mfa"}},
          {"days", days}};
}

}  // namespace

TEST_CASE("the list has two piles, what needs me and what waits for others") {
  TestSite site;
  site.enter();
  const auto body = site.get("/documents").body;
  CHECK(contains(body, "id=\"mine\">Needs you <span class=\"govuk-tag\">1</span>"));
  CHECK(contains(body, "No document waits for others."));
  CHECK_FALSE(contains(body, "id=\"finished\""));
  CHECK(contains(body, "/documents?pile=finished"));
  REQUIRE(site.filters.size() == 2);
  CHECK(site.filters[0] == Json{{"pile", "mine"}, {"limit", 20}});
  CHECK(site.filters[1] == Json{{"pile", "others"}, {"limit", 20}});
}

TEST_CASE("what waits for others says for whom, since when, and who is late") {
  const Json page{{"rows", {line(document_id, 10)}}, {"more", false}};
  const auto pile = pile_view("others", page, {}, text::Language::uk);
  const auto& row = pile.at("rows").at(0);
  CHECK(row.at("waits_for") == "юрист, погодження: Міністерство закордонних справ");
  CHECK(row.at("days") == "10 днів без руху");
  CHECK(row.at("late") == true);
  const Json fresh{{"rows", {line(document_id, 9)}}, {"more", false}};
  CHECK(pile_view("others", fresh, {}, text::Language::uk).at("rows").at(0).at("late") == false);
  CHECK(pile_view("finished", page, {}, text::Language::uk).at("rows").at(0).at("late") == false);
}

TEST_CASE("a line says when its next deadline ends, and when that is over") {
  Json dated = line(document_id, 1);
  dated["deadline"] = {{"due", "2026-02-10T22:00:00.000Z"}, {"last_day", "2026-02-10"}, {"late", false}};
  const auto row = [&](const std::string& pile) {
    return pile_view(pile, {{"rows", {dated}}, {"more", false}}, {}, text::Language::uk).at("rows").at(0);
  };
  CHECK(row("mine").at("overdue") == false);
  CHECK(contains(row("mine").at("due"), "10.02.2026"));
  dated["deadline"]["late"] = true;
  CHECK(row("mine").at("overdue") == true);
  CHECK(contains(row("mine").at("due"), "Прострочено"));
  CHECK(row("finished").at("dated") == false);
}

TEST_CASE("a pile that goes on leads to its next page, with what was looked for") {
  const Json page{{"rows", {line(document_id, 1)}}, {"more", true}, {"next", "5-ab"}};
  const auto pile = pile_view("mine", page, {"Ґанок & ко", "draft", "", ""}, text::Language::en);
  CHECK(pile.at("count") == "1+");
  CHECK(pile.at("next") == "/documents?pile=mine&q=%D2%90%D0%B0%D0%BD%D0%BE%D0%BA%20%26%20%D0%BA%D0%BE&stage=draft&after=5-ab");
}

TEST_CASE("the words of the search stand in its field and go to the office, which looks among the finished too") {
  TestSite site;
  site.enter();
  CHECK(contains(site.get("/documents", "q=%D2%90%22&stage=draft").body, "value=\"Ґ&quot;\""));
  REQUIRE(site.filters.size() == 3);
  CHECK(site.filters.back() == Json{{"pile", "finished"}, {"limit", 20}, {"text", "Ґ\""}, {"stage", "draft"}});
}

TEST_CASE("an odd query is a list, not an error") {
  TestSite site;
  site.enter();
  for (const auto* const query : {"pile=%00", "pile=../../etc", "q=%FF", "q=%", "after=5", "stage=%3Cscript%3E"}) {
    CAPTURE(query);
    CHECK(site.get("/documents", query).status == 200);
  }
}
