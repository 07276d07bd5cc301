#include "engine/freezing.h"

#include "document/manifest.h"
#include "formats/docx_inspection.h"
#include "signing/container.h"
#include "templating/fill.h"
#include "text/rendition.h"

#include <algorithm>

namespace chancery::engine {
namespace {

using document::Document;
using formats::Json;

/// The file of the document with number and date in place of their tags.
Blob with_registration(const Blob& docx, const document::Registration& registration, std::string_view place) {
  const auto form = templating::compile_register_fields(formats::DocxPackage::read(docx, place));
  const Json data{{"doc_no", registration.number}, {"doc_date", registration.date}};
  auto outcome = templating::fill(form, data);
  return Blob(std::get<templating::Filled>(std::move(outcome)).package);
}

/// What a signed file may not hold, as one refusal that names every place.
std::optional<Refusal> objection_to(const formats::DocxPackage& package) {
  std::string places;
  std::int64_t count = 0;
  for (const formats::DocxFinding& finding : formats::inspect(package)) {
    if (!finding.stops_freeze()) continue;
    ++count;
    places += (places.empty() ? "" : ", ") + finding.part + ":" + std::to_string(finding.paragraph);
  }
  if (count == 0) return std::nullopt;
  return Refusal{"engine.freeze_finding", {"engine.freeze_finding", {{"count", count}, {"places", places}}}};
}

std::vector<LanguageTag> languages_in(const Document& document, const document::File& file) {
  std::vector<LanguageTag> languages;
  for (const document::Text& text : document.texts) {
    if (text.file == file) languages.push_back(text.language);
  }
  return languages;
}

std::string with_extension(const std::string& path, std::string_view extension) {
  return path.substr(0, path.rfind('.')) + std::string(extension);
}

/// What the freeze makes of one file of the document: the file itself and the rendition that people are shown.
struct FrozenFile {
  document::ManifestFile entry;
  Blob content;
  Blob shown;
};

FrozenFile frozen_file(const Document& document, const document::File& file, const Blob& content) {
  const auto package = formats::DocxPackage::read(content, file.path);
  Blob shown(text::rendition(package, {}));
  const auto shown_file = file_of(with_extension(file.path, ".txt"), "text/plain", shown);
  return {{file_of(file.path, file.media_type, content), languages_in(document, file), 0, {shown_file, "chancery.text/1"}},
          content,
          shown};
}

/// The distinct files that hold the document's texts.
std::vector<document::File> text_files(const Document& document) {
  std::vector<document::File> files;
  for (const document::Text& text : document.texts) {
    if (std::find(files.begin(), files.end(), text.file) == files.end()) files.push_back(text.file);
  }
  return files;
}

void keep(Draft& draft, document::Frozen& frozen, std::vector<signing::DataFile>& data_files, const document::File& file,
          const Blob& content) {
  frozen.files.push_back(file);
  data_files.push_back({file.path, file.media_type, content.bytes()});
  draft.out.push_back(file);
  add_file(draft, file, content);
}

void seal_draft(Draft& draft, store::Database& database, const std::vector<FrozenFile>& made, const Bytes& manifest) {
  const Blob manifest_bytes{Bytes(manifest)};
  document::Frozen frozen{file_of("manifest.json", "application/json", manifest_bytes), {}};
  std::vector<signing::DataFile> data_files;
  for (const FrozenFile& file : made) {
    keep(draft, frozen, data_files, file.entry.file, file.content);
    keep(draft, frozen, data_files, file.entry.shown.file, file.shown);
  }
  for (const document::Annex& annex : draft.document.annexes) {
    keep(draft, frozen, data_files, annex.file, load_file(draft, database, annex.file.sha256));
  }
  const Blob container(signing::create_container(manifest, data_files));
  draft.document.container = file_of(draft.document.kind + ".asice", signing::asic_e_media_type, container);
  draft.manifest = frozen.manifest.sha256;
  draft.out.push_back(frozen.manifest);
  add_file(draft, frozen.manifest, manifest_bytes);
  add_file(draft, *draft.document.container, container);
  draft.document.frozen = std::move(frozen);
  draft.document.closed.reset();
}

}  // namespace

Draft register_document(Draft draft, store::Database& database, const FreezePlace& place) {
  if (draft.document.registration) return draft;
  const std::string date = place.time.date();
  const int year = std::stoi(date.substr(0, 4));
  const std::string& kind = draft.document.kind;
  const auto last =
      database.find<std::int64_t>("SELECT last FROM journals WHERE kind = ?1 AND year = ?2 AND series = ''", {kind, year});
  const auto position = static_cast<std::uint64_t>(last.value_or(0)) + 1;
  const document::Registration registration{std::to_string(position) + "/" + std::to_string(year), date};
  draft.number = NumberTaken{kind, year, "", position, registration};
  draft.document.registration = registration;
  return draft;
}

Decision<Draft> freeze(Draft draft, store::Database& database, const FreezePlace& place) {
  std::vector<FrozenFile> made;
  for (const document::File& file : text_files(draft.document)) {
    const Blob docx = load_file(draft, database, file.sha256);
    if (auto objection = objection_to(formats::DocxPackage::read(docx, file.path))) return *std::move(objection);
    made.push_back(frozen_file(draft.document, file, with_registration(docx, *draft.document.registration, file.path)));
  }
  document::ManifestParts parts{place.log, place.after, {}, {}};
  for (const FrozenFile& file : made) parts.files.push_back(file.entry);
  seal_draft(draft, database, made, document::compose_manifest(draft.document, parts));
  return draft;
}

}  // namespace chancery::engine
