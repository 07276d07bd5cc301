#include "evidence/signing_offer.h"

#include "formats/zip_archive.h"
#include "formats/zip_writer.h"
#include "support/errors.h"
#include "support/signing_office.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::evidence;
using namespace chancery::tests;

namespace {

const Intent intent{document::Act::sign, "Голова"};

std::string refusal_of(const SigningOffice& office, const signing::SigningRequest& offered, const Intent& meant = intent,
                       Timestamp now = signing_day) {
  const auto content = recompute(Blob(office.container), "container");
  return key_of([&] { static_cast<void>(check_offer(offered, content, meant, office.request, now)); });
}

}  // namespace

TEST_CASE("what is signed is recomputed from the files: the manifest first, then each file by its hash") {
  const SigningOffice office;
  const auto content = recompute(Blob(office.container), "container");
  CHECK(content.manifest == sha256(office.manifest));
  REQUIRE(content.files.size() == 3);
  CHECK(content.files[0].path == "manifest.json");
  CHECK(content.files[1].sha256 == sha256(office.files[0].content));
}

TEST_CASE("a file that is changed, missing or beside the manifest is noticed before anything is signed") {
  const SigningOffice office;
  const auto refusal = [&](auto change) {
    auto files = office.files;
    change(files);
    return key_of([&] { static_cast<void>(recompute(office.manifest, files)); });
  };
  CHECK(refusal([](auto& files) { files[0].content += " "; }) == "evidence.files_differ");
  CHECK(refusal([](auto& files) { files.pop_back(); }) == "evidence.files_differ");
  CHECK(refusal([](auto& files) { files.push_back({"extra.txt", "text/plain", "x"}); }) == "evidence.files_differ");
}

TEST_CASE("an office that offers exactly what was shown is believed") {
  const SigningOffice office;
  CHECK(refusal_of(office, office.offer(office.statement())).empty());
}

TEST_CASE("an office that lies about what is to be signed is found out") {
  const SigningOffice office;
  const auto lie = [&](auto change) {
    document::Statement said = office.statement();
    change(said);
    return refusal_of(office, office.offer(said));
  };
  CHECK(lie([](auto& said) { said.manifest = sha256("another"); }) == "evidence.statement_of_another");
  CHECK(lie([](auto& said) { said.act = document::Act::initial; }) == "evidence.offer_act");
  CHECK(lie([](auto& said) { said.act = document::Act::seal; }) == "evidence.offer_act");
  CHECK(lie([](auto& said) { said.capacity = "Заступник"; }) == "evidence.offer_capacity");
  CHECK(lie([](auto& said) { said.request = *RequestId::parse(std::string(32, 'b')); }) == "evidence.offer_request");
  SigningOffice other;
  other.files[0].content += "!";
  other.manifest = SigningOffice::manifest_over(other.files);
  CHECK(refusal_of(office, other.offer(other.statement())) == "evidence.offer_files");
}

TEST_CASE("a request that has expired is not signed any more") {
  const SigningOffice office;
  CHECK(refusal_of(office, office.offer(office.statement()), intent, signing_day.plus(std::chrono::hours(2))) ==
        "evidence.offer_expired");
}

TEST_CASE("a package for signing elsewhere is read as it was written, and holds all that is needed") {
  const SigningOffice office;
  const auto package = package_of(Blob(office.container), office.request, office.offer(office.statement()));
  const auto read = read_package(Blob(write_package(package)), "package.zip");
  CHECK(read.request == office.request);
  CHECK(read.offered.signed_attributes() == package.offered.signed_attributes());
  CHECK(read.offered.certificate() == office.signer.certificate);
  CHECK(read.manifest == office.manifest);
  const auto content = recompute(read.manifest, read.files);
  CHECK_NOTHROW(static_cast<void>(check_offer(read.offered, content, intent, read.request, signing_day)));
  CHECK(statement_of(read).capacity == "Голова");
}

TEST_CASE("a package whose parts do not belong together is refused") {
  const SigningOffice office;
  const Bytes good = write_package(package_of(Blob(office.container), office.request, office.offer(office.statement())));
  const auto archive = formats::ZipArchive::read(Blob(good), "package.zip");
  for (const std::string changed : {"request.json", "signed_attributes.der", "ASiCManifest.xml", "statement.json"}) {
    formats::ZipWriter writer;
    for (const auto& entry : archive.entries()) {
      Bytes content = archive.content(entry);
      if (entry.name == changed) content[content.size() / 2] = static_cast<char>(content[content.size() / 2] ^ 1);
      writer.add(entry.name, content);
    }
    INFO(changed);
    CHECK_FALSE(key_of([&] { static_cast<void>(read_package(Blob(writer.finish()), "package.zip")); }).empty());
  }
  CHECK_FALSE(key_of([&] { static_cast<void>(read_package(Blob(good.substr(0, good.size() - 1)), "package.zip")); }).empty());
}
