#include "apps/server/dossier_pages.h"

#include "unit/apps/server/site_cases.h"

using namespace chancery;
using tests::document_id;
using tests::Json;
using tests::TestSite;

namespace {

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != text.npos;
}

Json some_dossier() {
  return {{"id", document_id},
          {"case_index", "03-12"},
          {"title", {{"uk", "Справа <b>Ґанок</b>"}, {"en", "Dossier <b>Porch</b>"}}},
          {"opened", "2026-11-21T23:30:00.000Z"}};
}

}  // namespace

TEST_CASE("dossiers are listed with how many documents one may see, closed ones are told apart") {
  TestSite site;
  site.enter();
  CHECK(contains(site.get("/dossiers").body, "no dossier with a document"));
  auto open = some_dossier();
  open["documents"] = 1;
  auto closed = some_dossier();
  closed["documents"] = 4;
  closed["closed"] = "2026-11-22T10:00:00.000Z";
  site.dossiers = Json::array({open, closed});
  const auto body = site.get("/dossiers").body;
  for (const auto* const text : {"03-12", "Dossier &lt;b&gt;Porch&lt;/b&gt;", "1 document ·", "4 documents ·", ">closed<"}) {
    INFO(text);
    CHECK(contains(body, text));
  }
}

TEST_CASE("a dossier shows its documents and where they are; one that is not there is absent") {
  TestSite site;
  site.enter();
  site.one_dossier = some_dossier();
  site.one_dossier["documents"] = Json::array({site.document});
  const auto body = site.get("/dossiers/" + document_id).body;
  CHECK(contains(body, "Memorandum Kyiv — Washington"));
  CHECK(contains(body, "Legal review"));
  CHECK(contains(body, "href=\"/documents/" + document_id));
  CHECK(site.get("/dossiers/nonsense").status == 404);
}
