#include "engine/akoma_export.h"

#include "base/error.h"
#include "document/akoma_ntoso.h"
#include "document/rights.h"
#include "store/blobs.h"
#include "store/documents.h"
#include "store/leaves.h"
#include "store/people.h"
#include "templating/description.h"
#include "text/rendition.h"

namespace chancery::engine {
namespace {

using document::Action;
using document::AkomaSource;
using document::Document;
using formats::Json;

/// What the text reads now: of a frozen document the file with number and date in it.
Sha256 file_of_text(const Document& document, const document::Text& text) {
  if (document.frozen) {
    for (const document::File& file : document.frozen->files) {
      if (file.path == text.file.path) return file.sha256;
    }
  }
  return text.file.sha256;
}

std::vector<document::AkomaText> texts_of(store::Database& database, const Document& document) {
  const auto stored =
      database.find<std::string>("SELECT description FROM templates WHERE sha256 = ?1", {document.template_hash}).value();
  const auto description = templating::read_description(formats::parse_json(stored, document.template_hash.hex()));
  std::vector<document::AkomaText> texts;
  for (const document::Text& text : document.texts) {
    const auto package = formats::DocxPackage::read(store::Blobs(database).get(file_of_text(document, text)), text.file.path);
    texts.push_back(
        {text.language, text::rendition_of_body(package, {text.language, description.columns, description.languages})});
  }
  return texts;
}

/// What the organisation is called in the language of the document's source, else in its own first one.
std::string organisation_name(store::Database& database, const Document& document) {
  const auto organisation = store::People(database).find(document.organisation);
  if (!organisation || organisation->names.empty()) return {};
  for (const document::TextInLanguage& name : organisation->names) {
    if (name.language == document.source().language) return name.value;
  }
  return organisation->names.front().value;
}

Json who_of(store::Database& database, std::uint64_t seq) {
  for (const store::StoredOpening& opening : store::Leaves(database).openings(seq)) {
    if (opening.label == "leaf.who") return formats::parse_json(opening.value, opening.label);
  }
  return Json::object();
}

/// Given name and family name in the language of the source, else in the first one; "" when erased.
std::string person_name(store::Database& database, const PersonId& id, const LanguageTag& source) {
  const auto person = store::People(database).find(id);
  if (!person || person->names.empty()) return {};
  for (const document::PersonName& name : person->names) {
    if (name.language == source) return name.given + " " + name.family;
  }
  return person->names.front().given + " " + person->names.front().family;
}

/// The steps that a person made, by the pseudonym in the leaf, and what these persons are called now. Of a step for somebody else
/// it is the one in whose name it was made, as in the leaf.
void add_steps(store::Database& database, AkomaSource& source) {
  for (const store::StepRow& step : store::Documents(database).steps(source.document.id)) {
    const Json who = who_of(database, step.seq);
    const std::string person = who.value("person", "");
    if (!step.person || person.empty()) continue;
    source.steps.push_back({step.time, step.event, !step.refused, person, who.value("role", "")});
    if (auto name = person_name(database, step.principal.value_or(*step.person), source.document.source().language);
        !name.empty())
      source.persons.emplace(person, std::move(name));
  }
}

std::vector<ExportedFile> files_of(const AkomaSource& source) {
  const std::string& kind = source.document.kind;
  std::vector<ExportedFile> files;
  for (const document::AkomaText& text : source.texts) {
    files.push_back({kind + "." + text.language.text() + ".akn.xml", Blob(document::akoma_ntoso(source, text.language))});
  }
  files.push_back({kind + ".akn.xml", Blob(akoma_ntoso_collection(collection_of(source), {source}))});
  return files;
}

}  // namespace

std::vector<ExportedFile> akoma_ntoso(const Office& office, const Caller& caller, const DocumentId& id) {
  if (office.authorize(caller, Action::read_document, id).refused()) {
    throw Error(Fault::absent, document::unknown_document().message);
  }
  const bool with_steps = !office.authorize(caller, Action::read_history, id).refused();
  std::vector<ExportedFile> files;
  office.read([&](store::Database& database) {
    const Document document = store::Documents(database).find(id).value().document;
    AkomaSource source{document, organisation_name(database, document), texts_of(database, document), {}};
    if (with_steps) add_steps(database, source);
    files = files_of(source);
  });
  return files;
}

}  // namespace chancery::engine
