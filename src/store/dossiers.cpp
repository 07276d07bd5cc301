#include "store/dossiers.h"

#include "base/error.h"
#include "store/stored_word.h"

namespace chancery::store {
namespace {

Dossier dossier_from(const Statement& row) {
  return {row.get<DossierId>(0), row.get<OrganisationId>(1),          row.text(2), {},
          row.get<Timestamp>(3), row.get<std::optional<Timestamp>>(4)};
}

std::vector<Dossier> read(Database& database, Statement rows) {
  std::vector<Dossier> dossiers;
  while (rows.next()) dossiers.push_back(dossier_from(rows));
  for (Dossier& dossier : dossiers) {
    Statement titles =
        database.query("SELECT language, value FROM dossier_titles WHERE dossier = ?1 ORDER BY language", {dossier.id});
    while (titles.next()) dossier.titles.push_back({stored_language(titles.text(0), "dossier_titles"), titles.text(1)});
  }
  return dossiers;
}

void require_open(const std::optional<Dossier>& dossier, const DossierId& id) {
  if (!dossier) throw Error(Fault::absent, {"links.no_such_dossier", {{"dossier", id.hex()}}});
  if (dossier->closed) throw Error(Fault::conflict, {"links.dossier_closed", {{"dossier", dossier->case_index}}});
}

}  // namespace

void Dossiers::add(const Dossier& dossier) {
  database_->run("INSERT INTO dossiers (id, organisation, case_index, opened, closed) VALUES (?1, ?2, ?3, ?4, ?5)",
                 {dossier.id, dossier.organisation, dossier.case_index, dossier.opened, dossier.closed});
  for (const document::TextInLanguage& title : dossier.titles) {
    database_->run("INSERT INTO dossier_titles (dossier, language, value) VALUES (?1, ?2, ?3)",
                   {dossier.id, title.language.text(), title.value});
  }
}

std::optional<Dossier> Dossiers::find(const DossierId& id) {
  auto found =
      read(*database_, database_->query("SELECT id, organisation, case_index, opened, closed FROM dossiers WHERE id = ?1", {id}));
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<Dossier> Dossiers::list(const OrganisationId& organisation) {
  return read(*database_, database_->query("SELECT id, organisation, case_index, opened, closed FROM dossiers "
                                           "WHERE organisation = ?1 ORDER BY opened DESC, id",
                                           {organisation}));
}

void Dossiers::close(const DossierId& id, Timestamp now) {
  database_->run("UPDATE dossiers SET closed = ?2 WHERE id = ?1 AND closed IS NULL", {id, now});
}

void Dossiers::put(const DocumentId& document, const DossierId& dossier, Timestamp now) {
  require_open(find(dossier), dossier);
  if (const auto present = of(document)) require_open(find(*present), *present);
  database_->run(
      "INSERT INTO dossier_documents (document, dossier, added) VALUES (?1, ?2, ?3) "
      "ON CONFLICT (document) DO UPDATE SET dossier = ?2, added = ?3",
      {document, dossier, now});
}

std::optional<DossierId> Dossiers::of(const DocumentId& document) {
  return database_->find<DossierId>("SELECT dossier FROM dossier_documents WHERE document = ?1", {document});
}

std::vector<DocumentId> Dossiers::documents(const DossierId& dossier) {
  Statement rows = database_->query("SELECT document FROM dossier_documents WHERE dossier = ?1 ORDER BY added, rowid", {dossier});
  std::vector<DocumentId> documents;
  while (rows.next()) documents.push_back(rows.get<DocumentId>(0));
  return documents;
}

}  // namespace chancery::store
