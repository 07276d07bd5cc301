#include "apps/server/verify_pages.h"

#include "ledger/hash_words.h"
#include "unit/apps/server/site_cases.h"

using namespace chancery;
using namespace chancery::server;
using tests::some_hash;
using tests::TestSite;

namespace {

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != text.npos;
}

std::string file_part(const std::string& name, const std::string& file_name, const std::string& content) {
  return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + file_name + "\"\r\n\r\n" + content +
         "\r\n";
}

std::string field(const std::string& name, const std::string& value) {
  return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
}

Response verify(TestSite& site, const std::string& parts) {
  site.headers["content-type"] = "multipart/form-data; boundary=b";
  site.headers["accept-language"] = "en";
  return site.ask(Method::post, "/verify", "", parts + "--b--\r\n");
}

}  // namespace

TEST_CASE("anybody can verify, without logging in") {
  TestSite site;
  CHECK(site.get("/verify").status == 200);
  const auto answer = verify(site, file_part("container", "а<b>.asice", "PK"));
  CHECK(answer.status == 200);
  const auto& body = answer.body;
  CHECK(body.find("Do not trust this file") < body.find("TOTAL-FAILED"));
  for (const auto* const part : {"verdict--red", "а&lt;b&gt;.asice", "&lt;b&gt;changed&lt;/b&gt;",
                                 "signed, Head, 2026-11-22, 01:30", "a note", "memorandum.docx"}) {
    CAPTURE(part);
    CHECK(contains(body, part));
  }
}

TEST_CASE("a second file is told from those in the container by its hash") {
  TestSite site;
  const auto container = file_part("container", "a.asice", "PK");
  CHECK(contains(verify(site, container + file_part("file", "m.docx", "перший текст")).body,
                 "The file “m.docx” is the file “memorandum.docx” of the container."));
  CHECK(contains(verify(site, container + file_part("file", "m.docx", "перший текст.")).body,
                 "The file “m.docx” is not in the container"));
}

TEST_CASE("what was asked of evidence is told, and what the reader knows from elsewhere is relied on") {
  TestSite site;
  const std::string words = ledger::hash_words(sha256("ключ"));
  const auto answer = verify(site, file_part("container", "a.evidence.zip", "PK") + field("known", words + "\n"));
  CHECK(contains(answer.body, "not done</strong> the &lt;i&gt;rules"));
  CHECK(site.known_keys == std::vector<std::string>{words});
  (void)verify(site, file_part("container", "a.evidence.zip", "PK") + field("known", ""));
  CHECK(site.known_keys.empty());
}

TEST_CASE("what is no fingerprint is told before anything is judged") {
  TestSite site;
  const auto answer = verify(site, file_part("container", "a.evidence.zip", "PK") + field("known", "Ґанок <b>"));
  CHECK(answer.status == 422);
  CHECK(contains(answer.body, "“Ґанок &lt;b&gt;” is neither a verifier key"));
  CHECK_FALSE(contains(answer.body, "verdict__sentence"));
}

TEST_CASE("what is no container is told so, with its hash") {
  TestSite site;
  const auto answer = verify(site, file_part("container", "a.docx", "no container"));
  CHECK(answer.status == 422);
  CHECK(contains(answer.body, sha256("no container").hex()));
}

TEST_CASE("nothing chosen, a form that is none, and one of another site are refused") {
  TestSite site;
  CHECK(verify(site, file_part("container", "", "")).status == 422);
  CHECK(verify(site, "").status == 422);
  CHECK(verify(site, "--b\r\nno part").status == 400);
  site.headers["sec-fetch-site"] = "cross-site";
  CHECK(verify(site, file_part("container", "a.asice", "PK")).status == 403);
}

TEST_CASE("a stranger's file has a limit") {
  TestSite site;
  RequestHead head;
  head.method = Method::post;
  head.path = {"verify"};
  CHECK(site.application.body_limit(head) == largest_verified);
}
