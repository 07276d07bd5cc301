#pragma once

#include "formats/json.h"
#include "store/database.h"
#include "store/documents.h"
#include "workflow/definition.h"

#include <optional>

namespace chancery::engine {

/// The tasks that are open on a document: [{id, label:{uk, en}, roles, due?, last_day?, late, claim, claimed_by?:{uk, en},
/// mine}]. `due`: when the deadline ends, `last_day` its last day; `late`: it has ended by `now`. `claim`: whether one person may
/// take the task (`no`, `allowed`, `required`), `mine`: whether `reader` has.
[[nodiscard]] formats::Json tasks_of(store::Database& database, const store::DocumentRow& row,
                                     const workflow::Definition& definition, const PersonId& reader, Timestamp now);

/// The deadline that ends first of those that the document has: {due, last_day}; null without one.
[[nodiscard]] formats::Json next_deadline(const document::Document& document);

}  // namespace chancery::engine
