#pragma once

#include "evidence/material.h"
#include "ledger/signed_note.h"
#include "store/database.h"

namespace chancery::engine {

/// The root of the map from every document to its last leaf, and the place of one document in it.
struct HeadsOfOffice {
  Sha256 root;
  ledger::HeadsProof proof;
};

/// Requires: the writer's transaction is open, so that the map is of the next leaf's place.
/// Cost: a row and some 250 hashes for each document of the office.
[[nodiscard]] HeadsOfOffice take_heads(store::Database& database, const DocumentId& document);
/// The root alone.
[[nodiscard]] Sha256 root_of_office(store::Database& database);

/// What a document’s history is proved with.
struct EvidencePlace {
  DocumentId document;
  ledger::TreeSize entry;         ///< the office entry `heads`, which is about all leaves before it
  ledger::HeadsProof proof;       ///< of the document in that map
  ledger::SignedNote checkpoint;  ///< covers `entry`
  ledger::VerifierKey key;
  Timestamp made;
};

/// All leaves of the document before the `heads` entry, with openings and proofs, and what they refer to by hash.
/// Requires: the caller may read document and history.
[[nodiscard]] evidence::Material material_of(store::Database& database, const EvidencePlace& place);

}  // namespace chancery::engine
