#include "document/akoma_ntoso.h"

#include "conformance/templating/library_cases.h"
#include "document/text_outline.h"
#include "unit/document/document_cases.h"

#include <libxml/parser.h>

using namespace chancery;
using namespace chancery::document;
using namespace chancery::tests::library;

namespace {

const tests::Schema* schema() {
  static const auto folder = tests::find_suite("../schemas/akoma-ntoso");
  if (!folder) return nullptr;
  static const tests::Schema value(*folder / "akomantoso30_os.xsd");
  return &value;
}

void check_valid_export(const Bytes& bytes) {
  if (schema() == nullptr) return;
  REQUIRE(schema()->is_sound());
  CHECK(schema()->errors_in(bytes) == "");
}

/// A document of the office whose texts are those of a filled specimen.
struct Exported {
  explicit Exported(const Specimen& specimen) : document(tests::memorandum()) {
    const auto& description = *form(specimen.form).description();
    const auto package = filled(specimen);
    const auto data = data_of(specimen.data);
    document.kind = description.kind;
    document.registration = Registration{"01-12/345", "2026-11-21"};
    document.annexes = {{1, tests::file_named("annex-1.docx")}};
    document.frozen = Frozen{tests::file_named("manifest.json"), {}};
    document.title = formats::Json::array();
    document.texts.clear();
    for (const auto& language : description.languages) {
      const auto lines = text::rendition_of_body(package, {language, description.columns, description.languages});
      texts.push_back({language, lines});
      document.title.push_back({{"language", language.text()}, {"value", data.at("title").at(language.text())}});
      const auto from = document.texts.empty() ? std::nullopt : std::optional(document.texts.front().content);
      document.texts.push_back({language, tests::file_named("text.docx"), sha256(lines), from, TranslationStatus::authentic});
    }
  }

  [[nodiscard]] AkomaSource source() const {
    const auto time = [](const char* text) { return *Timestamp::parse(text); };
    return {document,
            "Київська обласна державна адміністрація",
            texts,
            {{time("2026-11-20T08:00:00.000Z"), "new", true, std::string(32, 'a'), "clerk"},
             {time("2026-11-20T09:00:00.000Z"), "concur.mfa", true, std::string(32, 'b'), "concurring_body"},
             {time("2026-11-20T10:00:00.000Z"), "sign", false, std::string(32, 'c'), "signatory"},
             {time("2026-11-21T10:00:00.000Z"), "certify", true, std::string(32, 'd'), "translator"},
             {time("2026-11-21T11:00:00.000Z"), "close", true, "system", ""}},
            {{std::string(32, 'a'), "Є. Ґонтар"}}};
  }

  Document document;
  std::vector<AkomaText> texts;
};

/// The characters of `preface` and `mainBody`, without spaces, as a reader sees them.
std::string characters_of(const Bytes& bytes) {
  std::string text;
  const Handle<xmlDoc, xmlFreeDoc> tree(
      xmlReadMemory(bytes.data(), static_cast<int>(bytes.size()), nullptr, nullptr, XML_PARSE_NONET));
  REQUIRE(tree != nullptr);
  const auto collect = [&](const auto& self, const xmlNode* node) -> void {
    for (; node != nullptr; node = node->next) {
      const std::string name = node->name == nullptr ? "" : reinterpret_cast<const char*>(node->name);
      if (node->type == XML_TEXT_NODE) text += reinterpret_cast<const char*>(node->content);
      if (name != "meta" && name != "attachments") self(self, node->children);
    }
  };
  collect(collect, xmlDocGetRootElement(tree.get()));
  return text;
}

std::string without_spaces(std::string text) {
  std::erase_if(text, [](char one) { return one == ' ' || one == '\n'; });
  for (auto at = text.find("\u2028"); at != std::string::npos; at = text.find("\u2028")) text.erase(at, 3);
  return text;
}

std::string without_marks(std::string text) {
  for (const std::string mark : {"[table]\n", "[/table]\n", "[|]\n", "[/]\n"}) {
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark)) text.erase(at, mark.size());
  }
  return text;
}

}  // namespace

TEST_CASE("every specimen is exported in every language as valid Akoma Ntoso 1.0") {
  for (const auto& specimen : specimens) {
    const Exported exported(specimen);
    for (const auto& text : exported.texts) {
      INFO(specimen.data << " by " << specimen.form << " in " << text.language.text());
      const auto bytes = akoma_ntoso(exported.source(), text.language);
      check_valid_export(bytes);
      CHECK(holds(bytes, "<FRBRtranslation ") == (text.language != exported.texts.front().language));
    }
  }
}

TEST_CASE("no character of a text is lost in its export, and none is added") {
  for (const auto& specimen : specimens) {
    const Exported exported(specimen);
    for (const auto& text : exported.texts) {
      INFO(specimen.data << " by " << specimen.form << " in " << text.language.text());
      const auto bytes = akoma_ntoso(exported.source(), text.language);
      CHECK(without_spaces(characters_of(bytes)) == without_spaces(without_marks(text.lines)));
    }
  }
}

TEST_CASE("the memorandum becomes sections with paragraphs and points") {
  const Exported exported({"kyiv-washington", "memorandum_of_understanding"});
  const auto bytes = akoma_ntoso(exported.source(), *LanguageTag::parse("uk"));
  CHECK(holds(bytes, "<section eId=\"sec_1\"><num>1.</num><heading>Мета</heading>"));
  CHECK(holds(bytes, "<paragraph eId=\"sec_2__para_2.1\"><num>2.1.</num><intro>"));
  CHECK(holds(bytes, "<point eId=\"sec_2__para_2.1__point_1\">"));
  CHECK(holds(bytes, "<docTitle>про співпрацю між Київською областю"));
  CHECK_FALSE(holds(bytes, "Сторінка"));
}

TEST_CASE("a document in all its languages, and a dossier of all specimens, are valid collections") {
  const Exported appeal({"appeal-tuscany", "appeal_it"});
  check_valid_export(akoma_ntoso_collection(collection_of(appeal.source()), {appeal.source()}));
  std::vector<Exported> all;
  for (const auto& specimen : specimens) all.emplace_back(specimen);
  std::vector<AkomaSource> sources;
  for (const auto& one : all) sources.push_back(one.source());
  const auto bytes =
      akoma_ntoso_collection({std::string(32, '7'), "Справа «Ґанок»", "Установа", all.front().document.created}, sources);
  check_valid_export(bytes);
  CHECK(bytes ==
        akoma_ntoso_collection({std::string(32, '7'), "Справа «Ґанок»", "Установа", all.front().document.created}, sources));
}

TEST_CASE("a document without history, number, annex or text is valid as well") {
  auto document = tests::memorandum();
  document.parties.clear();
  const AkomaSource source{
      document, "Установа", {{*LanguageTag::parse("uk"), {}}, {*LanguageTag::parse("en"), "[table]\n[|]\n"}}, {}};
  for (const auto& text : source.texts) check_valid_export(akoma_ntoso(source, text.language));
  check_valid_export(akoma_ntoso_collection(collection_of(source), {source}));
}
