#pragma once

#include "base/message.h"
#include "document/document.h"
#include "evidence/replay.h"
#include "ledger/commitment.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace chancery::evidence {

/// The state of a document after a step, as a file of that step: a commitment in `out` whose opening (label `file:<doc>:<blob>`)
/// names the SHA-256 of the canonical JSON. So the row in the office's table has to be what the last leaf says, column for
/// column, and a partner's copy shows nothing of it.
[[nodiscard]] ledger::Opening state_opening(const document::Document& after, const BlobId& blob, const Salt& salt);
/// The hash that the newest step with a state names; absent when none does.
[[nodiscard]] std::optional<Sha256> recorded_state(const DocumentId& document, std::span<const ledger::Opening> openings);

/// A row of the table of documents, as far as leaves bind it.
struct DocumentRow {
  document::Document document;
  std::uint64_t doc_seq;
  Sha256 last_leaf;
};

/// A row of the table of steps. `person` is the pseudonym that the person's key gives for this document, where it still exists.
struct StepRow {
  ledger::TreeSize seq;
  DocumentId document;
  std::uint64_t doc_seq;
  std::uint64_t revision;
  std::string event;
  bool refused;
  std::optional<std::string> person;
  Timestamp time;
  Bytes facts;
  bool for_somebody = false;                            ///< whether the row names somebody in whose name `person` acted
  std::optional<std::string> principal = std::nullopt;  ///< as `person`
};

/// What a row says otherwise than the leaves: each difference names its column. `state` is recorded_state() of the last step.
[[nodiscard]] std::vector<Message> differences(const DocumentRow& row, const ReplayedDocument& replayed,
                                               const std::optional<Sha256>& state);
/// `leaf_time` is that of the leaf, `step` and `who` are opened from it.
[[nodiscard]] std::vector<Message> differences(const StepRow& row, const ShownStep& shown, Timestamp leaf_time);

}  // namespace chancery::evidence
