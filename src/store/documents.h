#pragma once

#include "base/bytes.h"
#include "base/id.h"
#include "base/sha256.h"
#include "base/timestamp.h"
#include "document/document.h"
#include "store/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace chancery::store {

/// A document with what the office knows about its row.
struct DocumentRow {
  document::Document document;
  PersonId author;
  std::string audience;
  std::uint64_t doc_seq;
  Sha256 last_leaf;
  Timestamp updated;
};

/// A file of a document as it is listed.
struct DocumentBlob {
  document::File file;
  std::uint64_t revision;
};

/// The row that lists a step; the leaf `seq` proves it.
struct StepRow {
  std::uint64_t seq;
  DocumentId document;
  std::uint64_t doc_seq;
  std::uint64_t revision;
  std::string event;
  bool refused;
  std::optional<PersonId> person;
  Timestamp time;
  Bytes facts;
  std::optional<PersonId> principal = std::nullopt;  // in whose name `person` acted
};

/// Documents and their steps. Every write belongs into the transaction of the step.
class Documents {
 public:
  explicit Documents(Database& database) : database_(&database) {}

  [[nodiscard]] std::optional<DocumentRow> find(const DocumentId& id);
  /// The columns of the row that repeat something of the document for lists, and say something else than it does.
  [[nodiscard]] std::vector<std::string> differing_columns(const DocumentRow& row);
  /// Writes the row anew.
  void save(const DocumentRow& row);

  void add_blob(const DocumentId& id, const document::File& file, std::uint64_t revision);
  [[nodiscard]] std::vector<DocumentBlob> blobs(const DocumentId& id);
  [[nodiscard]] std::optional<DocumentBlob> find_blob(const DocumentId& id, const Sha256& hash);

  void add_step(const StepRow& step);
  [[nodiscard]] std::vector<StepRow> steps(const DocumentId& id);

 private:
  Database* database_;
};

}  // namespace chancery::store
