#include "document/manifest.h"

#include "base/error.h"
#include "unit/document/document_cases.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::document;
using chancery::tests::file_named;
using chancery::tests::hash_of;
using chancery::tests::memorandum;

namespace {

ManifestFile manifest_file(const std::string& path, unsigned copy = 0) {
  return {file_named(path + ".docx"),
          {*LanguageTag::parse("uk"), *LanguageTag::parse("en")},
          copy,
          {file_named(path + ".txt"), "chancery.text/1"}};
}

formats::Json manifest_of(const Document& document, std::vector<ManifestFile> files) {
  return formats::parse_committed_json(
      compose_manifest(document, {"specimen/0123456789abcdef/e1", hash_of("leaf"), std::move(files), {}}), "manifest.json");
}

std::string refusal_of(const std::string& bytes) {
  try {
    (void)files_listed(bytes, "manifest.json");
  } catch (const Error& error) {
    CHECK(error.fault() == Fault::input);
    return error.message().key;
  }
  return "read";
}

}  // namespace

TEST_CASE("the manifest says what FORMATS lists, and a specimen says that it is one") {
  const auto manifest = manifest_of(memorandum(), {manifest_file("memorandum")});
  CHECK(manifest.at("type") == "chancery.manifest/1");
  CHECK(manifest.at("log") == "specimen/0123456789abcdef/e1");
  CHECK(manifest.at("after") == hash_of("leaf").hex());
  CHECK(manifest.at("authentic") == formats::Json({"en", "uk"}));
  CHECK(manifest.at("specimen") == "demonstration");
  CHECK(manifest.at("files").at(0).at("shown").at("rule") == "chancery.text/1");
  CHECK(manifest.at("translations").at(0).at("from") == hash_of("текст").hex());
  CHECK(manifest.at("annexes").empty());
  Document real = memorandum();
  real.specimen = false;
  CHECK_FALSE(manifest_of(real, {}).contains("specimen"));
}

TEST_CASE("lists of the manifest are ordered by copy and path, languages by tag") {
  const auto manifest = manifest_of(memorandum(), {manifest_file("b", 1), manifest_file("c"), manifest_file("a", 1)});
  std::vector<std::string> paths;
  for (const auto& file : manifest.at("files")) paths.push_back(file.at("path"));
  CHECK(paths == std::vector<std::string>{"c.docx", "a.docx", "b.docx"});
  CHECK(manifest.at("files").at(0).at("languages") == formats::Json({"en", "uk"}));
}

TEST_CASE("the data files of a container are all that the manifest names") {
  Document document = memorandum();
  document.annexes.push_back({1, file_named("annex-1.pdf")});
  const auto files = files_listed(
      compose_manifest(document, {"specimen/0123456789abcdef/e1", hash_of("leaf"), {manifest_file("memorandum")}, {}}), "m");
  std::vector<std::string> paths;
  for (const ListedFile& file : files) paths.push_back(file.path);
  CHECK(paths == std::vector<std::string>{"annex-1.pdf", "memorandum.docx", "memorandum.txt"});
  CHECK(files[0].sha256 == hash_of("annex-1.pdf"));
}

TEST_CASE("bytes that are no manifest of this version are refused by name") {
  CHECK(refusal_of("{}") == "document.manifest_not_understood");
  CHECK(refusal_of(R"({"type":"chancery.manifest/2"})") == "document.manifest_not_understood");
  CHECK(refusal_of(R"({"type":"chancery.manifest/1"})") == "document.manifest_broken");
  CHECK(refusal_of(R"({ "type":"chancery.manifest/1"})") == "formats.committed_bytes");
  CHECK(refusal_of("Ґ") == "formats.json_syntax");
}
