#pragma once

#include "evidence/material.h"
#include "ledger/signed_note.h"
#include "store/database.h"

namespace chancery::engine {

/// The map from every document to its last leaf, as the ledger stood at a size, and the place of one document in it.
struct HeadsTaken {
  ledger::TreeHead heads;
  ledger::HeadsProof proof;
};

/// Reads one state of the database.   Cost: a row and some 250 hashes for each document of the office.
[[nodiscard]] HeadsTaken take_heads(store::Database& database, const DocumentId& document);

/// What a document’s history is proved with.
struct EvidencePlace {
  DocumentId document;
  HeadsTaken heads;
  ledger::TreeSize entry;         ///< the office entry `heads` that holds their root
  ledger::SignedNote checkpoint;  ///< covers `entry`
  ledger::VerifierKey key;
  Timestamp made;
};

/// All leaves of the document below the size of the heads, with openings and proofs, and what they refer to by hash.
/// Requires: the caller may read document and history.
[[nodiscard]] evidence::Material material_of(store::Database& database, const EvidencePlace& place);

}  // namespace chancery::engine
