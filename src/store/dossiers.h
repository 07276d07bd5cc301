#pragma once

#include "base/id.h"
#include "base/timestamp.h"
#include "document/person_name.h"
#include "store/database.h"

#include <optional>
#include <string>
#include <vector>

namespace chancery::store {

struct Dossier {
  DossierId id;
  OrganisationId organisation;
  std::string case_index;
  std::vector<document::TextInLanguage> titles;
  Timestamp opened;
  std::optional<Timestamp> closed = std::nullopt;

  friend bool operator==(const Dossier&, const Dossier&) = default;
};

/// What belongs together. Which of a dossier's documents somebody may know of is decided for each document, by its rights.
/// Writes belong into a transaction of the caller.
class Dossiers {
 public:
  explicit Dossiers(Database& database) : database_(&database) {}

  void add(const Dossier& dossier);
  [[nodiscard]] std::optional<Dossier> find(const DossierId& id);
  /// The newest first.
  [[nodiscard]] std::vector<Dossier> list(const OrganisationId& organisation);
  void close(const DossierId& id, Timestamp now);

  /// Puts the document there, out of the dossier where it was.   Throws: Error{Fault::conflict} when the dossier is closed.
  void put(const DocumentId& document, const DossierId& dossier, Timestamp now);
  [[nodiscard]] std::optional<DossierId> of(const DocumentId& document);
  /// In the order in which they came.
  [[nodiscard]] std::vector<DocumentId> documents(const DossierId& dossier);

 private:
  Database* database_;
};

}  // namespace chancery::store
