#include "engine/drafting.h"

#include "engine/definitions.h"
#include "support/docx_builder.h"
#include "unit/engine/office_cases.h"

#include <catch2/catch.hpp>

using namespace chancery;
using document::Role;
using engine::Command;
using formats::Json;
using tests::TestOffice;

namespace {

Command attach(TestOffice& test, const DocumentId& id, const std::string& as, Blob content = Blob("вміст")) {
  Command command = test.event(id, "attach");
  command.data = {{"as", as}};
  command.files.push_back({"файл.txt", "text/plain", std::move(content)});
  return command;
}

std::string rule_of(TestOffice& test, const engine::Caller& caller, const Command& command) {
  const auto outcome = test.office().perform(caller, command);
  return outcome.refused() ? outcome.refusal().rule : "";
}

template <class Use>
std::string error_of(const Use& use, Fault fault) {
  try {
    use();
  } catch (const Error& error) {
    CHECK(error.fault() == fault);
    return error.message().key;
  }
  return "done";
}

/// The file that the document's texts stand in.
Blob text_of(TestOffice& test, const DocumentId& id) {
  const std::string hash = test.show(id).at("texts")[0].at("file").at("sha256");
  return test.office().file(test.clerk(), id, *Sha256::parse(hash));
}

}  // namespace

TEST_CASE("a file comes as a text, an annex or evidence, and as nothing else") {
  TestOffice test;
  const DocumentId id = test.memorandum();
  CHECK(rule_of(test, test.clerk(), attach(test, id, "poem")) == "engine.attach_kind");
  CHECK(rule_of(test, test.clerk(), attach(test, id, "text:fr")) == "engine.language");
  CHECK(rule_of(test, test.clerk(), attach(test, id, "text:")) == "engine.language");
  CHECK(rule_of(test, test.clerk(), attach(test, id, "annex:0")) == "engine.annex_number");
  CHECK(rule_of(test, test.clerk(), attach(test, id, "evidence")).empty());
  Command none = attach(test, id, "evidence");
  none.files.clear();
  CHECK(rule_of(test, test.clerk(), none) == "engine.one_file");
}

TEST_CASE("a damaged package is bad input, and the document as before") {
  TestOffice test;
  const DocumentId id = test.memorandum();
  const Json before = test.show(id);
  CHECK(error_of([&] { (void)test.office().perform(test.clerk(), attach(test, id, "text:uk", Blob("PK"))); }, Fault::input) !=
        "done");
  CHECK(test.show(id) == before);
}

TEST_CASE("a translator's file may not change the source") {
  TestOffice test;
  const DocumentId id = test.memorandum();
  const Blob other(tests::DocxBuilder().paragraph("Зовсім інший текст.").bytes());
  CHECK(rule_of(test, test.clerk(), attach(test, id, "text:en", other)) == "engine.translation_changes_source");
  CHECK(rule_of(test, test.clerk(), attach(test, id, "text:uk", text_of(test, id))).empty());
}

TEST_CASE("what may not be signed is found at the freeze, with its place") {
  TestOffice test;
  const DocumentId id = test.memorandum();
  const Blob changed(tests::DocxBuilder()
                         .body("<w:p><w:ins w:id=\"1\" w:author=\"Ґ\" w:date=\"2026-01-01T00:00:00Z\"><w:r><w:t>нове</w:t></w:r>"
                               "</w:ins></w:p>")
                         .bytes());
  (void)test.done(test.clerk(), attach(test, id, "text:uk", changed));
  (void)test.done(test.clerk(), test.event(id, "submit"));
  (void)test.done(test.lawyer(), test.over(id, "approve", "source"));
  (void)test.done(test.as(Role::concurrence_mfa), test.event(id, "concur.mfa"));
  (void)test.done(test.as(Role::concurrence_development), test.event(id, "concur.development"));
  CHECK(rule_of(test, test.as(Role::translator), test.over(id, "certify", "translation:")) == "engine.freeze_finding");
  CHECK_FALSE(test.show(id).contains("number"));
}

TEST_CASE("what is not there is absent") {
  TestOffice test;
  const DocumentId id = test.memorandum();
  CHECK(error_of([&] { (void)test.office().file(test.clerk(), id, sha256("nothing")); }, Fault::absent) == "engine.no_such_file");
  CHECK(error_of([&] { (void)test.office().receipt(test.clerk(), id, 9'999); }, Fault::absent) == "engine.no_such_leaf");
  CHECK(error_of([&] { (void)test.office().prove(9'999); }, Fault::absent) == "engine.no_such_leaf");
  CHECK(error_of([&] { (void)test.office().prove_consistency(9'999); }, Fault::absent) == "engine.no_such_leaf");
  Command command = TestOffice::new_memorandum();
  command.data["template"] = "poem";
  CHECK(error_of([&] { (void)test.office().perform(test.clerk(), command); }, Fault::absent) == "engine.no_such_template");
  command.data["workflow"] = "dance";
  CHECK(error_of([&] { (void)test.office().perform(test.clerk(), command); }, Fault::absent) == "engine.no_such_workflow");
  command.data.erase("values");
  CHECK(error_of([&] { (void)test.office().perform(test.clerk(), command); }, Fault::input) == "engine.command_field_missing");
}

TEST_CASE("an approval names sections that are there and that the step approves") {
  TestOffice test;
  const DocumentId id = test.memorandum();
  (void)test.done(test.clerk(), test.event(id, "submit"));
  Command approval = test.over(id, "approve", "source");
  approval.sections[0].name = "translation:fr";
  CHECK(error_of([&] { (void)test.office().perform(test.lawyer(), approval); }, Fault::conflict) == "engine.no_such_section");
  CHECK(rule_of(test, test.lawyer(), test.over(id, "approve", "translation:")) == "engine.section_not_approvable");
  approval.sections.clear();
  CHECK(rule_of(test, test.lawyer(), approval) == "engine.no_section");
}

TEST_CASE("a template is no text: what still has its tags is refused, number and date apart") {
  TestOffice test;
  const DocumentId id = test.memorandum();
  for (const EmbeddedFile& file : engine::built_in::embedded_files()) {
    if (!file.name.ends_with(".docx")) continue;
    INFO(file.name);
    CHECK(rule_of(test, test.clerk(), attach(test, id, "text:uk", Blob(Bytes(file.bytes)))) == "engine.text_has_tags");
  }
  const auto own = Sha256::parse(test.show(id).at("texts")[0].at("file").at("sha256").get<std::string>());
  CHECK(rule_of(test, test.clerk(), attach(test, id, "text:uk", test.office().file(test.clerk(), id, *own))).empty());
}

TEST_CASE("a document goes the way of its kind, and not that of another kind") {
  TestOffice test;
  Command command = TestOffice::new_memorandum();
  command.data.erase("workflow");
  const auto id = test.done(test.clerk(), command).document;
  CHECK(test.show(id).at("kind") == "memorandum");
  command.data["workflow"] = "appeal";
  CHECK(rule_of(test, test.clerk(), command) == "engine.workflow_of_other_kind");
}

TEST_CASE("a kind has its own way, spelt with hyphens or not, or that of the four stages") {
  TestOffice test;
  test.office().read([&](store::Database& database) {
    using engine::Definitions;
    CHECK(Definitions::workflow_of_kind(database, "appeal") == Definitions::workflow_named(database, "appeal"));
    CHECK(Definitions::workflow_of_kind(database, "note_verbale") == Definitions::workflow_named(database, "note-verbale"));
    CHECK(Definitions::workflow_of_kind(database, "declaration") == Definitions::workflow_named(database, "four-stages"));
  });
}
