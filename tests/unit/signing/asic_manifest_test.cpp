#include "signing/asic_manifest.h"

#include "formats/xml_document.h"
#include "support/errors.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::signing;
using chancery::tests::key_of;

namespace {

SlotNumber slot(unsigned number) {
  return *SlotNumber::from(number);
}

std::vector<SignedFile> two_files() {
  return {{"manifest.json", "application/json", sha256("{}")}, {"memo_1.docx", "application/zip", sha256("PK")}};
}

AsicManifest sample() {
  return {slot(1), two_files(), R"({"act":"sign"})"};
}

std::string refusal_of(const SignedFile& file) {
  return key_of([&] { static_cast<void>(AsicManifest(slot(1), {two_files()[0], file}, "{}")); });
}

}  // namespace

TEST_CASE("slots are numbered 1 to 999 and named with three digits") {
  CHECK_FALSE(SlotNumber::from(0));
  CHECK_FALSE(SlotNumber::from(1000));
  CHECK(slot(7).asic_manifest_path() == "META-INF/ASiCManifest007.xml");
  CHECK(slot(42).signature_path() == "META-INF/signature042.p7s");
  CHECK(slot(999).time_stamp_path() == "META-INF/timestamp999.tst");
}

TEST_CASE("an ASiCManifest is XML by EN 319 162-1 with the statement in its extension") {
  const auto document = formats::XmlDocument::read(sample().write(), "ASiCManifest001.xml");
  constexpr std::string_view asic = "http://uri.etsi.org/02918/v1.2.1#";
  constexpr std::string_view ds = "http://www.w3.org/2000/09/xmldsig#";
  const auto root = document.root();
  CHECK(root.is("ASiCManifest", asic));
  REQUIRE(root.children().size() == 4);
  CHECK(root.child("SigReference", asic)->attribute("URI") == "META-INF/signature001.p7s");
  const auto references = root.children("DataObjectReference", asic);
  REQUIRE(references.size() == 2);
  CHECK(references[1].attribute("URI") == "memo_1.docx");
  CHECK(references[1].attribute("MimeType") == "application/zip");
  CHECK(references[1].child("DigestMethod", ds)->attribute("Algorithm") == "http://www.w3.org/2001/04/xmlenc#sha256");
  CHECK(references[1].child("DigestValue", ds)->text() == to_base64(sha256("PK").view()));
  const auto extension = root.child("ASiCManifestExtensions", asic)->child("Extension", asic);
  CHECK(extension->attribute("Critical") == "false");
  CHECK(extension->child("Statement", "urn:chancery:statement:1")->text() == to_base64(R"({"act":"sign"})"));
}

TEST_CASE("what is written is read back, and written again to the same bytes") {
  const auto read = AsicManifest::read(sample().write(), slot(1));
  REQUIRE(read);
  CHECK(read->files() == two_files());
  CHECK(read->statement() == R"({"act":"sign"})");
  CHECK(read->slot() == slot(1));
  CHECK(read->write() == sample().write());
}

TEST_CASE("any other spelling of the same content is not ours") {
  const Bytes text = sample().write();
  CHECK_FALSE(AsicManifest::read(text, slot(2)));
  CHECK_FALSE(AsicManifest::read(text + "\n", slot(1)));
  CHECK_FALSE(AsicManifest::read("\xef\xbb\xbf" + text, slot(1)));
  CHECK_FALSE(AsicManifest::read("", slot(1)));
  for (std::size_t size = 0; size < text.size(); ++size)
    CHECK_FALSE(AsicManifest::read(BytesView(text).substr(0, size), slot(1)));
}

TEST_CASE("a flip of any byte makes another content or none") {
  const Bytes text = sample().write();
  for (std::size_t offset = 0; offset < text.size(); ++offset) {
    Bytes flipped = text;
    flipped[offset] = static_cast<char>(flipped[offset] ^ 0x01);
    const auto read = AsicManifest::read(flipped, slot(1));
    if (read) CHECK(read->write() == flipped);
  }
}

TEST_CASE("paths are plain, unique after case folding, and lead nowhere else") {
  const auto path = [](std::string text) { return refusal_of({std::move(text), "text/plain", sha256("")}); };
  CHECK(path("annex/1.pdf").empty());
  for (const std::string odd : {"", "додаток.pdf", "a b", "a+b", "a\"b", "a%20b", "a&b"}) CHECK(path(odd) == "signing.path");
  CHECK(path("manifest.json") == "signing.path_twice");
  CHECK(path("Manifest.JSON") == "signing.path_twice");
}

TEST_CASE("media types are plain") {
  const auto type = [](std::string text) { return refusal_of({"a", std::move(text), sha256("")}); };
  CHECK(type("application/vnd.oasis.opendocument.text").empty());
  for (const std::string odd : {"", "text", "/plain", "text/", "a/b/c", "text/\"", "text/plain; x"}) {
    CHECK(type(odd) == "signing.media_type");
  }
}

TEST_CASE("nobody signs nothing, or without a statement") {
  CHECK(key_of([] { static_cast<void>(AsicManifest(slot(1), {}, "{}")); }) == "signing.no_files");
  CHECK(key_of([] { static_cast<void>(AsicManifest(slot(1), two_files(), "")); }) == "signing.no_statement");
}
