#pragma once

#include "base/id.h"
#include "base/message.h"
#include "formats/json.h"
#include "ledger/verification.h"
#include "store/database.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace chancery::engine {

/// Something in the office's tables that its leaves say otherwise, or a step that the rules in force did not allow (TAMPERED);
/// what could not be judged, because a chart or policy is not there any more, is UNVERIFIABLE.
struct ScrubFinding {
  ledger::LedgerResult result;
  Message message;
  std::optional<DocumentId> document = std::nullopt;
  std::optional<std::uint64_t> seq = std::nullopt;
};

/// What a scrub came to so far.
struct ScrubReport {
  std::uint64_t documents = 0;
  std::uint64_t steps = 0;
  std::vector<ScrubFinding> findings = {};

  /// The worst of the findings, OK without any.
  [[nodiscard]] ledger::LedgerResult result() const;
};

/// Replays the leaves of a document (evidence/replay.h) and compares the rows of `documents` and `steps` with what they make of
/// it, column by column. Adds what it found to the report.
void scrub_document(store::Database& database, const DocumentId& id, ScrubReport& report);

/// Every leaf about a document has its row: what was deleted from the tables is found by what the ledger holds.
void scrub_leaves(store::Database& database, ScrubReport& report);

/// All documents, then the leaves. `progress` is told how many documents are done, of how many.
[[nodiscard]] ScrubReport scrub(store::Database& database, const std::function<void(std::uint64_t, std::uint64_t)>& progress);

/// {result, documents, steps, findings:[{result, document?, seq?, message:{key, uk, en}}]}
[[nodiscard]] formats::Json to_json(const ScrubReport& report);

}  // namespace chancery::engine
