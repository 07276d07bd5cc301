#include "apps/server/workflow_pages.h"

#include "unit/apps/server/site_cases.h"

using namespace chancery;
using namespace chancery::server;
using tests::TestSite;

namespace {

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != text.npos;
}

const std::string address = "/definitions/workflow/" + tests::some_hash;

/// The administrator's browser.
class Walker {
 public:
  Walker() {
    (void)site.enter();
    site.roles = {"administrator"};
  }
  [[nodiscard]] std::string body(const std::string& query) { return site.get(address, query).body; }

  TestSite site;
};

}  // namespace

TEST_CASE("a walk through a workflow begins at the start and offers what can come next") {
  Walker walker;
  const auto body = walker.body("");
  CHECK(contains(body, "Porch"));
  CHECK(contains(body, "(start)"));
  CHECK(contains(body, "?events=submit\">Submit</a>"));
  CHECK_FALSE(contains(body, ">Approve</a>"));
  CHECK_FALSE(contains(body, "One step back"));
}

TEST_CASE("each step of a walk says where it led, and the way can be taken back") {
  Walker walker;
  const auto body = walker.body("events=submit,return,submit");
  CHECK(contains(body, "Review"));
  CHECK(contains(body, "?events=submit,return,submit,approve\">Approve</a>"));
  CHECK(contains(body, "?events=submit,return\">One step back"));
  CHECK(contains(walker.body("events=submit,approve"), "Nothing comes after this."));
}

TEST_CASE("a step that cannot be taken is told, and the walk stays") {
  Walker walker;
  const auto body = walker.body("events=approve,%3Cb%3E");
  CHECK(contains(body, "not taken"));
  CHECK(contains(body, "&lt;b&gt;"));
  CHECK_FALSE(contains(body, "<b>"));
  CHECK(contains(body, ",submit\">Submit</a>"));
}

TEST_CASE("the drawing shows the place that the way leads to") {
  Walker walker;
  const auto before = walker.site.get(address + "/drawing.svg");
  const auto after = walker.site.get(address + "/drawing.svg", "events=submit");
  CHECK(before.headers.find("content-type") == "image/svg+xml");
  CHECK(before.body.starts_with("<svg>digraph"));
  CHECK(before.body != after.body);
}

TEST_CASE("a proof is made when it is asked for") {
  Walker walker;
  CHECK_FALSE(contains(walker.body(""), "proved: "));
  CHECK(contains(walker.body("prove=yes"), "short: proved: 3 configurations"));
}

TEST_CASE("a workflow that is not there, and a way that is too long, are told") {
  Walker walker;
  CHECK(walker.site.get("/definitions/workflow/" + std::string(64, '0')).status == 404);
  CHECK(walker.site.get("/definitions/workflow/blossom").status == 404);
  std::string way = "events=";
  for (int i = 0; i < 30; ++i) way += "submit,return,";
  CHECK(walker.site.get(address, way).status == 200);
  CHECK(walker.site.get(address, way + "submit").status == 400);
}
