#pragma once

#include "templating/clause.h"

namespace chancery::engine {

/// The clauses of `templates/clauses/`, which this program brings along: what `{>name}` means in the templates of every office.
/// Which version a template takes is pinned by hash in its description.
[[nodiscard]] const templating::ClauseLibrary& built_in_clauses();

}  // namespace chancery::engine
