#pragma once

#include "document/document.h"
#include "ledger/heads.h"
#include "ledger/opened_leaf.h"
#include "ledger/proof.h"
#include "ledger/signed_note.h"

#include <map>
#include <optional>
#include <vector>

namespace chancery::evidence {

/// An entry of the ledger with the proof that it is in the tree of the checkpoint, and what is opened of it.
struct ProvenEntry {
  ledger::TreeSize seq;
  Bytes leaf;
  ledger::Proof proof;
  std::vector<ledger::Opening> openings;
};

/// An older checkpoint of the same log and the proof that the present one continues it.
struct EarlierCheckpoint {
  ledger::SignedNote note;
  ledger::Proof consistency;  ///< empty when both have one size
};

/// The proof in the map of last leaves, whose root stands in the office entry `entry` (a `heads` event).
struct HeadsMaterial {
  ledger::TreeSize entry;
  ledger::HeadsProof proof;
};

/// An RFC 3161 token over the checkpoint of a size; that checkpoint is among the earlier ones or is the present one.
struct StampedCheckpoint {
  ledger::TreeSize size;
  Bytes token;
};

/// A file that steps name. Without its content only its hash is evidence.
struct HeldFile {
  document::File file;
  std::optional<Blob> content;
};

/// All that an evidence file is made from, and all that it holds (FORMATS, *Evidence*).
struct Material {
  DocumentId document;
  Timestamp made;  ///< as the office says; nothing proves it
  ledger::SignedNote checkpoint;
  ledger::VerifierKey key;                ///< what the file claims; never what it is trusted for
  std::vector<ProvenEntry> entries = {};  ///< every leaf of the document, in order
  std::vector<ProvenEntry> office = {};   ///< heads, erased, anchor, key and epoch entries that the answer needs, in order
  std::optional<HeadsMaterial> heads = {};
  std::vector<EarlierCheckpoint> earlier = {};  ///< by size, each once; those that are known outside
  std::vector<StampedCheckpoint> tokens = {};   ///< by size
  std::map<Sha256, Bytes> facts = {};           ///< canonical JSON, as steps name them
  std::map<Sha256, Bytes> rights = {};          ///< policies that the facts name
  std::map<Sha256, Bytes> calendars = {};
  std::map<Sha256, Bytes> workflows = {};      ///< SCXML
  std::map<Sha256, Bytes> templates = {};      ///< DOCX
  std::vector<HeldFile> files = {};            ///< by hash, each once
  std::optional<Timestamp> last_outside = {};  ///< when a checkpoint was last known outside; absent: never
};

}  // namespace chancery::evidence
