#include "store/documents.h"

#include "base/error.h"
#include "formats/json.h"

#include <array>

namespace chancery::store {
namespace {

using formats::Json;

std::uint64_t count(const Statement& row, int column) {
  return static_cast<std::uint64_t>(row.integer(column));
}

std::string title_in(const Json& title, std::string_view language) {
  for (const Json& text : title) {
    if (text.at("language") == language) return text.at("value");
  }
  return title.empty() ? std::string() : title.front().at("value").get<std::string>();
}

/// The stage of a document in lists: the states that are active, in document order.
std::string stage_of(const document::Document& document) {
  std::string stage;
  for (const std::string& state : document.configuration) stage += (stage.empty() ? "" : " ") + state;
  return stage;
}

DocumentRow row_from(const Statement& row) {
  return {document::document_from_json(formats::parse_json(row.text(0), "documents")),
          row.get<PersonId>(1),
          row.text(2),
          count(row, 3),
          row.get<Sha256>(4),
          row.get<Timestamp>(5)};
}

DocumentBlob blob_from(const Statement& row) {
  return {{row.text(1), row.text(2), static_cast<std::size_t>(row.integer(3)), row.get<Sha256>(0)}, count(row, 4)};
}

StepRow step_from(const Statement& row) {
  return {count(row, 0),
          row.get<DocumentId>(1),
          count(row, 2),
          count(row, 3),
          row.text(4),
          row.text(5) == "refused",
          row.get<std::optional<PersonId>>(6),
          row.get<Timestamp>(7),
          row.bytes(8),
          row.get<std::optional<PersonId>>(9)};
}

}  // namespace

std::optional<DocumentRow> Documents::find(const DocumentId& id) {
  Statement row =
      database_->query("SELECT state, author, audience, doc_seq, last_leaf, updated FROM documents WHERE id = ?1", {id});
  return row.next() ? std::optional(row_from(row)) : std::nullopt;
}

void Documents::save(const DocumentRow& row) {
  const document::Document& document = row.document;
  const std::string state = document::to_json(document).dump();
  const std::string stage = stage_of(document);
  const std::optional<std::string> number = document.registration ? std::optional(document.registration->number) : std::nullopt;
  database_->run(
      "INSERT INTO documents (id, organisation, author, audience, kind, title_uk, title_en, number, stage, revision, doc_seq, "
      "last_leaf, created, updated, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15) "
      "ON CONFLICT (id) DO UPDATE SET number = ?8, stage = ?9, revision = ?10, doc_seq = ?11, last_leaf = ?12, updated = ?14, "
      "state = ?15, title_uk = ?6, title_en = ?7",
      {document.id, document.organisation, row.author, row.audience, document.kind, title_in(document.title, "uk"),
       title_in(document.title, "en"), number, stage, document.revision, row.doc_seq, row.last_leaf, document.created,
       row.updated, state});
}

std::vector<std::string> Documents::differing_columns(const DocumentRow& row) {
  const document::Document& document = row.document;
  const std::optional<std::string> number = document.registration ? std::optional(document.registration->number) : std::nullopt;
  Statement same = database_->query(
      "SELECT organisation = ?2, kind = ?3, title_uk = ?4, title_en = ?5, number IS ?6, stage = ?7, revision = ?8, created = ?9, "
      "state = ?10 FROM documents WHERE id = ?1",
      {document.id, document.organisation, document.kind, title_in(document.title, "uk"), title_in(document.title, "en"), number,
       stage_of(document), document.revision, document.created, document::to_json(document).dump()});
  constexpr std::array<const char*, 9> names{"organisation", "kind",     "title_uk", "title_en", "number",
                                             "stage",        "revision", "created",  "state"};
  std::vector<std::string> differing;
  if (!same.next()) return differing;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (same.integer(static_cast<int>(i)) != 1) differing.emplace_back(names[i]);
  }
  return differing;
}

void Documents::add_blob(const DocumentId& id, const document::File& file, std::uint64_t revision) {
  database_->run(
      "INSERT INTO document_blobs (document, sha256, path, media_type, revision) VALUES (?1, ?2, ?3, ?4, ?5) "
      "ON CONFLICT (document, sha256) DO NOTHING",
      {id, file.sha256, file.path, file.media_type, revision});
}

std::vector<DocumentBlob> Documents::blobs(const DocumentId& id) {
  std::vector<DocumentBlob> list;
  Statement rows = database_->query(
      "SELECT d.sha256, d.path, d.media_type, b.size, d.revision FROM document_blobs d JOIN blob b ON b.sha256 = d.sha256 "
      "WHERE d.document = ?1 ORDER BY d.revision, d.path",
      {id});
  while (rows.next()) list.push_back(blob_from(rows));
  return list;
}

std::optional<DocumentBlob> Documents::find_blob(const DocumentId& id, const Sha256& hash) {
  Statement row = database_->query(
      "SELECT d.sha256, d.path, d.media_type, b.size, d.revision FROM document_blobs d JOIN blob b ON b.sha256 = d.sha256 "
      "WHERE d.document = ?1 AND d.sha256 = ?2",
      {id, hash});
  return row.next() ? std::optional(blob_from(row)) : std::nullopt;
}

void Documents::add_step(const StepRow& step) {
  database_->run(
      "INSERT INTO steps (seq, document, doc_seq, revision, event, outcome, person, time, facts, principal) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
      {step.seq, step.document, step.doc_seq, step.revision, step.event, step.refused ? "refused" : "done", step.person,
       step.time, Parameter::bytes(step.facts), step.principal});
}

std::vector<StepRow> Documents::steps(const DocumentId& id) {
  std::vector<StepRow> list;
  Statement rows = database_->query(
      "SELECT seq, document, doc_seq, revision, event, outcome, person, time, facts, principal FROM steps WHERE document = ?1 "
      "ORDER BY doc_seq",
      {id});
  while (rows.next()) list.push_back(step_from(rows));
  return list;
}

}  // namespace chancery::store
