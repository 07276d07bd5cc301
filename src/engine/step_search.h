#pragma once

#include "document/rights.h"
#include "formats/json.h"
#include "store/database.h"

namespace chancery::engine {

/// Steps of the documents whose history the subject may read, newest first. `filter`, every field optional: {document: id,
/// person: log-in name of who acted or in whose name, event, hash: SHA-256 of a file or of an entry, from, until: YYYY-MM-DD
/// (days of UTC, both counted), before: only entries before this place}. At most 200: {steps:[{seq, time, document, title, event,
/// outcome, who_names, on_behalf_of_names?}], more: whether there are others}. Throws: Error{Fault::input} for a field that
/// cannot be read.
[[nodiscard]] formats::Json search_steps(store::Database& database, const document::Subject& subject,
                                         const formats::Json& filter);

}  // namespace chancery::engine
