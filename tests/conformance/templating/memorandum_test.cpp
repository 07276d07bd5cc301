#include "formats/docx_inspection.h"
#include "support/schema.h"
#include "support/suites.h"
#include "templating/fill.h"
#include "text/rendition.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::formats;
using templating::Description;
using templating::Filled;

namespace {

const std::filesystem::path templates = std::filesystem::path(CHANCERY_SOURCE) / "templates";

Json json_of(const std::filesystem::path& file) {
  return parse_json(tests::content_of(file), file.filename().string());
}

const Description& description() {
  static const Description value = templating::read_description(json_of(templates / "memorandum_of_understanding.json"));
  return value;
}

const templating::Template& memorandum() {
  static const templating::Template value = templating::compile(
      DocxPackage::read(Blob(tests::content_of(templates / "memorandum_of_understanding.docx")), "memorandum"), description());
  return value;
}

Json with_register_fields(Json data) {
  data["doc_no"] = "12/2026";
  data["doc_date"] = "2026-11-21";
  return data;
}

Json demonstration(const std::string& name) {
  return with_register_fields(json_of(templates / "demonstration" / (name + ".json")));
}

std::vector<Json> demonstrations() {
  std::vector<Json> all;
  for (const auto& file : std::filesystem::directory_iterator(templates / "demonstration")) {
    Json data = json_of(file.path());
    if (data.contains("register_kind")) all.push_back(with_register_fields(std::move(data)));
  }
  return all;
}

DocxPackage filled(const Json& data, const templating::FillOptions& options = {}) {
  auto outcome = templating::fill(memorandum(), data, options);
  if (const auto* findings = std::get_if<std::vector<templating::Finding>>(&outcome)) {
    for (const auto& finding : *findings) FAIL_CHECK(templating::to_json(finding).dump());
  }
  return DocxPackage::read(Blob(std::get<Filled>(std::move(outcome)).package), "filled.docx");
}

std::string text_of(const DocxPackage& package, const char* language) {
  return text::rendition(package, {LanguageTag::parse(language), description().columns, description().languages});
}

bool has_cyrillic(std::string_view text) {
  for (const char byte : text) {
    if (byte == '\xd0' || byte == '\xd1' || byte == '\xd2') return true;  // U+0400 to U+04BF
  }
  return false;
}

void check_valid(const DocxPackage& package) {
  const auto folder = tests::find_suite("../schemas/wordprocessingml");
  if (!folder) return;
  static const tests::Schema schema(*folder / "wml.xsd");
  REQUIRE(schema.is_sound());
  for (const StoryPart& story : package.stories()) {
    INFO(story.name);
    CHECK(schema.errors_in(package.part(story.name)) == "");
  }
}

}  // namespace

TEST_CASE("the memorandum template has no error and fills 50 tags and more") {
  for (const auto& finding : memorandum().findings()) {
    INFO(templating::to_json(finding).dump());
    CHECK(finding.severity == templating::Finding::Severity::warning);
  }
  std::size_t tags = 0;
  for (const auto& [part, program] : memorandum().programs()) tags += program.tags.size();
  CHECK(tags > 50);
}

TEST_CASE("every demonstration memorandum is valid WordprocessingML and holds nothing that a freeze refuses") {
  const auto all = demonstrations();
  CHECK(all.size() == 5);
  for (const Json& data : all) {
    INFO(data.at("title").at("en"));
    const auto package = filled(data);
    check_valid(package);
    CHECK(inspect(package).empty());
    CHECK(filled(data).archive().bytes().bytes() == package.archive().bytes().bytes());
  }
}

TEST_CASE("the text of one language has nothing of the other, and both say that it is a specimen") {
  for (const Json& data : demonstrations()) {
    const auto package = filled(data);
    const auto uk = text_of(package, "uk");
    const auto en = text_of(package, "en");
    INFO(en);
    CHECK_FALSE(has_cyrillic(en));
    CHECK(uk.find("ЗРАЗОК") != std::string::npos);
    CHECK(uk.find("SPECIMEN") == std::string::npos);
    CHECK(en.find("SPECIMEN") != std::string::npos);
    CHECK(uk.find("21\u00A0листопада 2026") != std::string::npos);
    CHECK(en.find("21\u00A0November 2026") != std::string::npos);
  }
}

TEST_CASE("before the freeze the register fields stand as tags, and the document is valid already") {
  const auto package = filled(demonstration("kyiv-washington"), {.leave_register_tags = true});
  check_valid(package);
  const auto uk = text_of(package, "uk");
  CHECK(uk.find("№ {doc_no}") != std::string::npos);
  CHECK(uk.find("{doc_date | date:\"long\":uk}") != std::string::npos);
}

TEST_CASE("English text of a memorandum that binds nobody avoids the words of treaties") {
  for (const Json& data : demonstrations()) {
    const auto en = text_of(filled(data), "en");
    for (const auto* word : {" shall ", "Parties", " agree ", "enter into force", "entry into force", "equally authentic"}) {
      INFO(word);
      CHECK(en.find(word) == std::string::npos);
    }
  }
}

TEST_CASE("a memorandum without anything optional is complete and valid") {
  Json data = demonstration("kyiv-washington");
  for (const auto* field : {"specimen", "legal_basis", "contact_points", "joint_committee", "action_plan", "confidentiality",
                            "personal_data", "executor"}) {
    data.erase(field);
  }
  const auto package = filled(data);
  check_valid(package);
  const auto uk = text_of(package, "uk");
  CHECK(uk.find("ЗРАЗОК") == std::string::npos);
  CHECK(uk.find("Конфіденційність") == std::string::npos);
  CHECK(uk.find("7. Розбіжності") != std::string::npos);
  CHECK(uk.find("План спільних заходів") == std::string::npos);
}

TEST_CASE("a memorandum with everything optional is complete and valid") {
  Json data = demonstration("zhytomyr-indiana");
  const auto sentence = Json{{"uk", "Їжак."}, {"en", "A hedgehog."}};
  for (const auto* field : {"joint_committee", "confidentiality", "personal_data", "dispute", "amendment", "termination"}) {
    data[field] = sentence;
  }
  data["prior_instruments"] = Json::array({{{"title", sentence}, {"date", "2024-02-29"}}});
  data["source_decision"] = {{"body", sentence}, {"date", "2026-01-01"}, {"no", "7"}};
  data["annexes"] = Json::array({{{"number", "1"}, {"title", sentence}}, {{"number", "2"}, {"title", sentence}}});
  data["language_clause"]["equality"] = "prevailing";
  data["language_clause"]["prevailing"] = {{"uk", "англійська"}, {"en", "English"}};
  const auto package = filled(data);
  check_valid(package);
  const auto uk = text_of(package, "uk");
  CHECK(uk.find("29\u00A0лютого 2024") != std::string::npos);
  CHECK(uk.find("переважне значення має текст такою мовою: англійська") != std::string::npos);
  CHECK(uk.find("додаток 2: Їжак.") != std::string::npos);
}

TEST_CASE("each kind of duration and of cooperation has its own clause and no other") {
  const auto clause_of = [](const char* field, const std::string& kind) {
    Json data = demonstration("kyiv-utah");
    data["register_kind"] = std::string(field) == "register_kind" ? Json(kind) : Json("interterritorial");
    if (std::string(field) == "duration") data["duration"]["kind"] = kind;
    data["duration"]["until"] = "2031-12-31";
    return text_of(filled(data), "en");
  };
  CHECK(clause_of("duration", "fixed").find("intended to last for three years.") != std::string::npos);
  CHECK(clause_of("duration", "auto_renew").find("cooperation continues for a period of the same length") != std::string::npos);
  CHECK(clause_of("duration", "indefinite").find("has no fixed end") != std::string::npos);
  CHECK(clause_of("duration", "until").find("up to and including 31\u00A0December 2031") != std::string::npos);
  const auto unknown = clause_of("duration", "unknown");
  for (const auto* other : {"intended to last", "has no fixed end", "up to and including"}) {
    CHECK(unknown.find(other) == std::string::npos);
  }
  CHECK(clause_of("register_kind", "cross_border").find("this is cross-border cooperation") != std::string::npos);
  CHECK(clause_of("register_kind", "transnational").find("this is transnational cooperation") != std::string::npos);
}

TEST_CASE("seven participants and a plan of twenty rows are filled row by row") {
  Json data = demonstration("chernihiv-minnesota");
  while (data["parties"].size() < 7) data["parties"].push_back(data["parties"][0]);
  while (data["action_plan"]["items"].size() < 20) data["action_plan"]["items"].push_back(data["action_plan"]["items"][0]);
  const auto package = filled(data);
  check_valid(package);
  const auto document = package.part(package.document_part());
  std::size_t rows = 0;
  for (auto at = document.find("<w:tr>"); at != Bytes::npos; at = document.find("<w:tr>", at + 1)) ++rows;
  CHECK(rows > 7 + 20);
}
