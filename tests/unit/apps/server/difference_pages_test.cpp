#include "apps/server/difference_pages.h"

#include "comparison/comparison.h"
#include "support/docx_builder.h"
#include "unit/apps/server/site_cases.h"

using namespace chancery;
using namespace chancery::server;
using tests::DocxBuilder;
using tests::Json;
using tests::TestSite;

namespace {

const std::string page = "/documents/" + tests::document_id + "/differences";

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != text.npos;
}

Bytes docx(const char* second) {
  return DocxBuilder().paragraph("Стаття 1. Предмет").paragraph(second).bytes();
}

/// A document with a template and two versions of its text.
class Compared {
 public:
  Compared() : csrf_(site.enter()) {
    hashes = {add(docx("{{term}}")), add(docx("Строк дії — п’ять років.")), add(docx("Строк дії — шість років <b>."))};
    site.versions = {{{"sha256", hashes[0]}, {"template", true}},
                     {{"sha256", hashes[1]}, {"revision", 0}},
                     {{"sha256", hashes[2]}, {"revision", 3}}};
  }
  Response upload(const std::string& name, const std::string& bytes) {
    site.headers["content-type"] = "multipart/form-data; boundary=b";
    return site.ask(Method::post, page, "",
                    "--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n" + csrf_ +
                        "\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\n\r\n" + bytes +
                        "\r\n--b--\r\n");
  }

  TestSite site;
  std::vector<std::string> hashes;

 private:
  std::string add(Bytes bytes) {
    const auto hash = sha256(bytes);
    site.files.emplace(hash, Blob(std::move(bytes)));
    return hash.hex();
  }

  std::string csrf_;
};

}  // namespace

TEST_CASE("the last two versions are compared, and what a reviewer does stands below the difference") {
  Compared compared;
  const auto body = compared.site.get(page).body;
  CHECK(contains(body, "<del>п’ять</del>"));
  CHECK(contains(body, "<ins>шість</ins>"));
  CHECK(contains(body, "&lt;b&gt;"));
  CHECK(contains(body, "/actions/approve"));
  CHECK(contains(body, "/actions/return"));
  CHECK_FALSE(contains(body, "/actions/attach"));
  CHECK(body.find("<ins>") < body.find("/actions/approve"));
}

TEST_CASE("any two versions are compared, the template too, as one text or side by side") {
  Compared compared;
  const auto pair = "old=" + compared.hashes[0] + "&new=" + compared.hashes[1];
  CHECK(contains(compared.site.get(page, pair).body, "Строк дії"));
  CHECK_FALSE(contains(compared.site.get(page, pair).body, "class=\"difference difference--side\""));
  CHECK(contains(compared.site.get(page, pair + "&layout=side").body, "class=\"difference difference--side\""));
  CHECK(contains(compared.site.get(page, "old=" + compared.hashes[1] + "&new=" + compared.hashes[1]).body,
                 "The two say the same."));
  CHECK(compared.site.get(page, "old=" + tests::some_hash).status == 404);
  CHECK(compared.site.get(page, "old=blossom").status == 404);
}

TEST_CASE("tracked changes are downloaded, and accepting them gives the new version") {
  Compared compared;
  const auto answer = compared.site.get(page + "/redline.docx");
  REQUIRE(answer.status == 200);
  const auto redline = formats::DocxPackage::read(Blob(answer.body), "redline");
  const auto now = formats::DocxPackage::read(Blob(docx("Строк дії — шість років <b>.")), "now");
  const auto old = formats::DocxPackage::read(Blob(docx("Строк дії — п’ять років.")), "old");
  CHECK(comparison::accepted_equals(redline, now));
  CHECK(comparison::rejected_equals(redline, old));
}

TEST_CASE("a counter-draft is compared with the newest version and stored nowhere") {
  Compared compared;
  const auto answer = compared.upload("їхній<i>.docx", docx("Строк дії — сім років."));
  CHECK(answer.status == 200);
  CHECK(contains(answer.body, "<ins>сім</ins>"));
  CHECK(contains(answer.body, "їхній&lt;i&gt;.docx"));
  CHECK_FALSE(contains(answer.body, "redline.docx?"));
  CHECK(compared.site.performed.empty());
}

TEST_CASE("what is no Word file, or none at all, is told in the page") {
  Compared compared;
  CHECK(compared.upload("x.docx", "PK").status == 422);
  CHECK(contains(compared.upload("x.docx", "").body, "Choose the file"));
  compared.site.versions = Json::array();
  CHECK(compared.site.get(page).status == 404);
}

TEST_CASE("a long stretch without a change is counted, and its first and last paragraph shown") {
  Compared compared;
  const auto longer = [](const char* last) {
    DocxBuilder text;
    for (int i = 1; i <= 9; ++i) text.paragraph({"Абзац " + std::to_string(i)});
    return text.paragraph(last).bytes();
  };
  const auto hash = sha256(longer("Кінець."));
  compared.site.files.emplace(hash, Blob(longer("Кінець.")));
  compared.site.versions.push_back({{"sha256", hash.hex()}, {"revision", 4}});
  const auto answer = compared.upload("x.docx", longer("Початок."));
  CHECK(contains(answer.body, "7 paragraphs without a change"));
  CHECK(contains(answer.body, "Абзац 1<"));
  CHECK_FALSE(contains(answer.body, "Абзац 5"));
  CHECK(contains(answer.body, "Абзац 9"));
}
