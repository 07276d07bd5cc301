#pragma once

#include "document/document.h"
#include "formats/json.h"
#include "store/database.h"

namespace chancery::engine {

/// How and when the document left, in order: [{channel, to: [{name?, address?}], time, file, sent?, given_up?, failure?}]. `time`
/// is that of the step, `sent` when a letter was handed to the mail program.
[[nodiscard]] formats::Json dispatches_of(store::Database& database, const document::Document& document);

}  // namespace chancery::engine
