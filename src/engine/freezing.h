#pragma once

#include "base/decision.h"
#include "engine/draft.h"
#include "store/database.h"
#include "templating/template.h"

#include <string>

namespace chancery::engine {

/// Where a frozen document stands in the ledger and in the journal.
struct FreezePlace {
  std::string log;  // origin
  Sha256 after;     // the document's last leaf
  Timestamp time;
};

/// Takes the next number of the journal of the document's kind and year; a document that has a number keeps it.
/// Requires: the reading connection sees what the writer will find, or the writer prepares the step again.
[[nodiscard]] Draft register_document(Draft draft, store::Database& database, const FreezePlace& place);

/// Fills number and date, makes the shown renditions, the manifest and the container without signatures.   Standard: FORMATS,
/// *Freeze*. Refuses with `engine.freeze_finding` for what a signed file may not hold, naming each place.
[[nodiscard]] Decision<Draft> freeze(Draft draft, store::Database& database, const FreezePlace& place);

}  // namespace chancery::engine
