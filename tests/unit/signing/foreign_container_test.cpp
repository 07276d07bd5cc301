#include "formats/zip_archive.h"
#include "formats/zip_writer.h"
#include "signing/algorithms.h"
#include "signing/signed_attributes.h"
#include "signing/signed_data.h"
#include "support/effort.h"
#include "support/signed_container.h"
#include "support/xades_maker.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>

using namespace chancery;
using namespace chancery::signing;
using namespace chancery::tests;

namespace {

/// A container as another program makes it: other names, other packing, another spelling of the list.
struct ForeignMaker {
  std::map<std::string, std::string> files{{"договір 1.txt", "Ґ Є І Ї"}};
  std::string listed_uri = "%D0%B4%D0%BE%D0%B3%D0%BE%D0%B2%D1%96%D1%80%201.txt";
  std::string digest_uri = "http://www.w3.org/2001/04/xmlenc#sha256";
  std::string media_type = "application/vnd.etsi.asic-e+zip";
  TestAuthority authority{};
  TestSigner signer = authority.issue();
  std::map<std::string, std::string> more{};

  [[nodiscard]] std::string listing() const {
    const auto algorithm = digest_algorithm_by_uri(digest_uri);
    return R"(<a:ASiCManifest xmlns:a="http://uri.etsi.org/02918/v1.2.1#" xmlns:d="http://www.w3.org/2000/09/xmldsig#">)"
           R"(<a:SigReference URI="META-INF/signature.p7s"/><a:DataObjectReference URI=")" +
           listed_uri + R"("><d:DigestMethod Algorithm=")" + digest_uri + R"("/><d:DigestValue>)" +
           to_base64(digest_of(algorithm, "Ґ Є І Ї")) + "</d:DigestValue></a:DataObjectReference></a:ASiCManifest>";
  }

  [[nodiscard]] Report report() const { return verify_at_signing_day(container(), authority); }

  [[nodiscard]] Bytes container() const {
    const std::string text = listing();
    const Bytes attributes =
        compose_signed_attributes(signer.certificate, sha256(text), signing_day, Commitment::proof_of_approval);
    const Bytes p7s = compose_signed_data({signer.certificate,
                                           {},
                                           sha256_identifier_with_null(),
                                           *signature_algorithm_for(signer.certificate),
                                           attributes,
                                           signer.sign(attributes)});
    formats::ZipWriter writer;
    for (const auto& [name, content] : files) writer.add(name, content);
    writer.add("META-INF/ASiCManifest.xml", text);
    writer.add("META-INF/signature.p7s", p7s);
    if (!media_type.empty()) writer.add("mimetype", media_type);
    for (const auto& [name, content] : more) writer.add(name, content);
    return writer.finish();
  }
};

bool has_note(const Report& report, std::string_view key) {
  return std::any_of(report.notes.begin(), report.notes.end(), [&](const Note& note) { return note.message.key == key; });
}

}  // namespace

TEST_CASE("another program's container is valid when its signer is trusted") {
  const Report report = ForeignMaker().report();
  CHECK(report.verdict == Indication::total_passed);
  CHECK_FALSE(report.ours);
  REQUIRE(report.signatures.size() == 1);
  REQUIRE(report.signatures[0].files.size() == 1);
  CHECK(report.signatures[0].files[0].path == "договір 1.txt");
  CHECK_FALSE(report.signatures[0].statement);
}

TEST_CASE("a plus sign in a reference does not mean a space") {
  const Report report = ForeignMaker{.listed_uri = "%D0%B4%D0%BE%D0%B3%D0%BE%D0%B2%D1%96%D1%80+1.txt"}.report();
  CHECK(report.verdict == Indication::total_failed);
  CHECK(report.signatures[0].sub == SubIndication::signed_data_not_found);
  CHECK(has_note(report, "signing.file_not_covered"));
}

TEST_CASE("a file beside the signed ones fails the container, not the signature") {
  const Report report = ForeignMaker{.more = {{"extra.txt", "x"}}}.report();
  CHECK(report.verdict == Indication::total_failed);
  CHECK(report.sub == SubIndication::format_failure);
  CHECK(report.signatures[0].indication == Indication::total_passed);
}

TEST_CASE("a signature file that no list names is refused") {
  CHECK(has_note(ForeignMaker{.more = {{"META-INF/other.p7s", "x"}}}.report(), "signing.unexpected_file"));
}

TEST_CASE("a changed file is a hash failure") {
  const Report report = ForeignMaker{.files = {{"договір 1.txt", "Ґ Є І Ї!"}}}.report();
  CHECK(report.verdict == Indication::total_failed);
  CHECK(report.sub == SubIndication::hash_failure);
}

TEST_CASE("a file protected by SHA-1 only is undecided") {
  const Report report = ForeignMaker{.digest_uri = "http://www.w3.org/2000/09/xmldsig#sha1"}.report();
  CHECK(report.verdict == Indication::indeterminate);
  CHECK(has_note(report, "signing.weak_digest"));
}

TEST_CASE("a container that says it is something else is refused; one that says nothing is noted") {
  CHECK(ForeignMaker{.media_type = "application/epub+zip"}.report().verdict == Indication::total_failed);
  const Report silent = ForeignMaker{.media_type = ""}.report();
  CHECK(silent.verdict == Indication::total_passed);
  CHECK(has_note(silent, "signing.no_media_type"));
}

TEST_CASE("a damaged second signature is told without hiding the first") {
  const Report report =
      ForeignMaker{.more = {{"META-INF/ASiCManifest2.xml", "<x/>"}, {"META-INF/signatures1.xml", "<x/>"}}}.report();
  CHECK(report.verdict == Indication::total_failed);
  REQUIRE(report.signatures.size() == 3);
  CHECK(report.signatures[0].indication == Indication::total_passed);
  CHECK(report.signatures[1].sub == SubIndication::format_failure);
}

namespace {

/// Names and contents as any reader of the container sees them.
std::map<std::string, Bytes> contents_of(const Bytes& container) {
  std::map<std::string, Bytes> contents;
  const auto archive = formats::ZipArchive::read(Blob(container), "container");
  for (const auto& entry : archive.entries()) {
    if (!entry.name.starts_with("META-INF/")) contents.emplace(entry.name, archive.content(entry));
  }
  return contents;
}

void check_flips(const Bytes& good, const TestAuthority& authority) {
  Verifier verifier(trust_in(authority), signing_day);
  REQUIRE(verifier.verify(Blob(good), "container").verdict == Indication::total_passed);
  const auto before = contents_of(good);
  const std::size_t stride = tests::effort() > 1 ? 1 : 7;
  for (std::size_t at = 0; at < good.size(); at += stride) {
    Bytes flipped = good;
    flipped[at] = static_cast<char>(flipped[at] ^ (1 << (at % 8)));
    INFO(at);
    try {
      const Report report = verifier.verify(Blob(flipped), "container");
      if (report.verdict != Indication::total_passed) continue;
      CHECK(contents_of(flipped) == before);
      CHECK(has_note(report, "signing.unsigned_package"));
      CHECK(has_note(report, "signing.unsigned_fields"));
    } catch (const Error& error) {
      CHECK(error.fault() == Fault::input);
    }
  }
}

}  // namespace

TEST_CASE("a flipped byte of a foreign CAdES container changes the verdict, or only what the notes name") {
  const ForeignMaker maker;
  check_flips(maker.container(), maker.authority);
}

TEST_CASE("a flipped byte of a foreign XAdES container changes the verdict, or only what the notes name") {
  const TestAuthority authority;
  const TestSigner signer = authority.issue();
  check_flips(XadesMaker{signer}.container(), authority);
}

TEST_CASE("a container of one file is signed as that file itself") {
  const TestAuthority authority;
  const TestSigner signer = authority.issue();
  const Bytes content = "Ґ Є І Ї ’";
  const Bytes attributes =
      compose_signed_attributes(signer.certificate, sha256(content), signing_day, Commitment::proof_of_approval);
  const Bytes p7s = compose_signed_data({signer.certificate,
                                         {},
                                         sha256_identifier(),
                                         *signature_algorithm_for(signer.certificate),
                                         attributes,
                                         signer.sign(attributes),
                                         {}});
  const auto packed = [&](const Bytes& file, bool second) {
    formats::ZipWriter writer;
    writer.add("mimetype", "application/vnd.etsi.asic-s+zip", formats::Compression::stored);
    writer.add("лист.txt", file);
    if (second) writer.add("інший.txt", "x");
    writer.add("META-INF/signature.p7s", p7s);
    return verify_at_signing_day(writer.finish(), authority);
  };
  CHECK(packed(content, false).verdict == Indication::total_passed);
  CHECK(packed(content, false).signatures[0].files[0].path == "лист.txt");
  CHECK(packed(content + " ", false).sub == SubIndication::hash_failure);
  CHECK(packed(content, true).verdict == Indication::total_failed);
}

TEST_CASE("an unsigned listing that contradicts the container is not passed over") {
  const std::string listing = R"(<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">)"
                              R"(<m:file-entry m:full-path="/" m:media-type="application/vnd.etsi.asic-e+zip"/>)"
                              R"(<m:file-entry m:full-path="@" m:media-type="text/plain"/></m:manifest>)";
  const auto verdict = [&](const std::string& name) {
    std::string text = listing;
    text.replace(text.find('@'), 1, name);
    return ForeignMaker{.more = {{"META-INF/manifest.xml", text}}}.report();
  };
  const Report right = verdict("договір 1.txt");
  CHECK(right.verdict == Indication::total_passed);
  CHECK(has_note(right, "signing.unsigned_file"));
  CHECK(verdict("договір 2.txt").verdict == Indication::indeterminate);
}
