#include "apps/server/signing_pages.h"

#include "formats/zip_archive.h"
#include "unit/apps/server/site_cases.h"

#include <fstream>
#include <iterator>

using namespace chancery;
using namespace chancery::server;
using tests::document_id;
using tests::Json;
using tests::request_id;
using tests::some_hash;
using tests::TestSite;

namespace {

const std::string page = "/documents/" + document_id;
const std::string request_page = page + "/signing/" + request_id;

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != text.npos;
}

struct Part {
  std::string name;
  std::string value;
  std::string file_name;
};

Response send(TestSite& site, const std::string& path, const std::vector<Part>& parts) {
  std::string body;
  for (const auto& part : parts) {
    body += "--b\r\nContent-Disposition: form-data; name=\"" + part.name + "\"";
    if (!part.file_name.empty()) body += "; filename=\"" + part.file_name + "\"";
    body += "\r\n\r\n" + part.value + "\r\n";
  }
  site.headers["content-type"] = "multipart/form-data; boundary=b";
  return site.ask(Method::post, path, "", body + "--b--\r\n");
}

/// The beginning of a SignedData, as programs write it.
const std::string signed_data("\x30\x82\x05\x00\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0\x82", 17);

}  // namespace

TEST_CASE("the page of a signature shows the very files and their hashes, and what is signed besides") {
  TestSite site;
  site.enter();
  const auto body = site.get(page + "/sign/sign").body;
  for (const auto& part : {std::string("shown/uk.txt"), some_hash, std::string("name=\"capacity\""),
                           std::string("name=\"certificate\" type=\"file\""), "name=\"manifest\" value=\"" + some_hash + "\""}) {
    CAPTURE(part);
    CHECK(contains(body, part));
  }
  CHECK(site.get(page + "/sign/dance").status == 404);
  CHECK(site.get(page + "/sign/seal").status == 404);
}

TEST_CASE("what is closed says why and takes no certificate") {
  TestSite site;
  site.enter();
  site.actions[5]["open"] = false;
  site.actions[5]["why"] = {{"rule", "workflow.guard"}, {"message", tests::words("ні", "Not closed yet.")}};
  const auto body = site.get(page + "/sign/sign").body;
  CHECK(contains(body, "Not closed yet."));
  CHECK_FALSE(contains(body, "name=\"certificate\""));
}

TEST_CASE("a signing without certificate or capacity is asked for it, and keeps what was typed") {
  TestSite site;
  const auto csrf = site.enter();
  const auto without = send(site, page + "/sign/sign",
                            {{"csrf", csrf, ""}, {"capacity", "Голова \"<b>", ""}, {"mode", "remote", ""}, {"party", "2", ""}});
  CHECK(without.status == 400);
  CHECK(contains(without.body, "value=\"Голова &quot;&lt;b&gt;\""));
  CHECK(contains(without.body, "value=\"remote\" checked"));
  CHECK(contains(without.body, "<option value=\"2\" selected>"));
  CHECK(send(site, page + "/sign/sign", {{"csrf", csrf, ""}, {"certificate", "no certificate", "c.pem"}}).status == 400);
  CHECK(site.orders.empty());
}

TEST_CASE("a request says what to download, what to sign, and until when") {
  TestSite site;
  site.enter();
  const auto body = site.get(request_page).body;
  CHECK(contains(body, "href=\"" + request_page + "/to-sign.zip\""));
  CHECK(contains(body, "ASiCManifest.xml"));
  CHECK(contains(body, "2026-11-22, 02:30"));
  CHECK(site.get(page + "/signing/" + document_id).status == 404);
  CHECK(site.get(page + "/signing/nothing").status == 404);
}

TEST_CASE("the archive to sign is the file for signing elsewhere, of the reader's own request only") {
  TestSite site;
  site.enter();
  const auto answer = site.get(request_page + "/to-sign.zip");
  CHECK(answer.headers.find("content-disposition")->substr(0, 33) == "attachment; filename=\"to-sign.zip");
  CHECK(answer.body == "the package of the request");
  CHECK(site.get(page + "/signing/nothing/to-sign.zip").status == 404);
}

TEST_CASE("the files to sign are the manifest and what it names") {
  TestSite site;
  site.enter();
  const auto answer = site.get(page + "/sign/sign/files.zip");
  const auto archive = formats::ZipArchive::read(Blob(answer.body), "files-to-sign.zip");
  std::vector<std::string> names;
  for (const auto& entry : archive.entries()) names.push_back(entry.name);
  CHECK(names == std::vector<std::string>{"manifest.json", "shown/uk.txt"});
  CHECK(site.get(page + "/sign/nothing/files.zip").status == 404);
}

TEST_CASE("a container of another program is handed in with the words that its signer did not sign") {
  TestSite site;
  const auto csrf = site.enter();
  const auto sent = send(site, page + "/sign/sign/elsewhere",
                         {{"csrf", csrf, ""},
                          {"capacity", "Голова Ґ", ""},
                          {"place", "Львів", ""},
                          {"party", "2", ""},
                          {"signature", "PK container", "дія.asice"},
                          {"protocol", "%PDF", "протокол.pdf"}});
  CHECK(sent.status == 303);
  REQUIRE(site.performed.size() == 1);
  const auto& command = site.performed.front();
  CHECK(command.event == "sign");
  CHECK(command.data == formats::Json({{"capacity", "Голова Ґ"}, {"place", "Львів"}, {"party", 2}}));
  REQUIRE(command.files.size() == 2);
  CHECK(command.files[0].content.bytes() == "PK container");
  CHECK(command.files[1].name == "протокол.pdf");
  const auto without = send(site, page + "/sign/sign/elsewhere", {{"csrf", csrf, ""}, {"capacity", "Голова Ґ", ""}});
  CHECK(without.status == 400);
  CHECK(contains(without.body, "value=\"Голова Ґ\""));
  CHECK(contains(without.body, "href=\"#elsewhere-signature\""));
  CHECK(site.performed.size() == 1);
}

TEST_CASE("a signature made elsewhere goes in as what it is: a .p7s, or a bare value, in DER or Base64") {
  TestSite site;
  const auto csrf = site.enter();
  CHECK(send(site, request_page, {{"csrf", csrf, ""}, {"key", "k", ""}, {"signature", signed_data, "a.p7s"}}).status == 303);
  CHECK(site.orders.back() == Json{{"request", request_id}, {"key", "k"}, {"signature", to_base64(signed_data)}});
  CHECK(send(site, request_page, {{"csrf", csrf, ""}, {"signature", to_base64(signed_data) + "\n", "a.p7s"}}).status == 303);
  CHECK(site.orders.back().at("signature") == to_base64(signed_data));
  CHECK(send(site, request_page, {{"csrf", csrf, ""}, {"signature", "\x30\x02\x01\x01", "a.bin"}}).status == 303);
  CHECK(site.orders.back() == Json{{"request", request_id}, {"value", to_base64("\x30\x02\x01\x01")}});
}

TEST_CASE("a missing, an oversize and a refused signature leave the request open and say why") {
  TestSite site;
  const auto csrf = site.enter();
  CHECK(send(site, request_page, {{"csrf", csrf, ""}}).status == 400);
  CHECK(send(site, request_page, {{"csrf", csrf, ""}, {"signature", std::string(200'001, 'x'), "a.p7s"}}).status == 400);
  CHECK(site.orders.empty());
  site.not_performed = Refusal{"engine.request_expired", {"server.not_a_form", {}}};
  const auto refused = send(site, request_page, {{"csrf", csrf, ""}, {"signature", signed_data, "a.p7s"}});
  CHECK(refused.status == 403);
  CHECK(contains(refused.body, "id=\"signature\""));
  site.failing.emplace(Fault::environment, Message{"server.no_entropy", {}});
  CHECK(send(site, request_page, {{"csrf", csrf, ""}, {"signature", signed_data, "a.p7s"}}).status == 500);
}

TEST_CASE("what I sign lists the acts that wait for my key, and what it has signed") {
  TestSite site;
  site.enter();
  const auto body = site.get("/signing").body;
  CHECK(contains(body, "href=\"" + page + "/sign/sign\">Sign</a>"));
  CHECK(contains(body, "Sign, 2026-11-22, 01:30"));
  site.actions = Json::array();
  CHECK(contains(site.get("/signing").body, "There is nothing to sign now."));
}
