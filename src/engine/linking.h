#pragma once

#include "base/decision.h"
#include "engine/command.h"
#include "engine/draft.h"
#include "store/database.h"

#include <functional>
#include <string_view>

namespace chancery::engine {

/// Whether the event binds a document to others: `link.KIND`, `unlink.KIND`, `dossier.open`, `dossier.add`, `dossier.close`. No
/// chart judges such an act; it may be done at every stage and when the work has ended.
[[nodiscard]] bool is_linking(std::string_view event);

/// Whether the person who acts may know of a document.
using Knows = std::function<bool(const DocumentId&)>;

/// `link.KIND` and `unlink.KIND` take `data.document`, `dossier.add` takes `data.dossier`, `dossier.open` takes `data.titles`
/// {TAG: words} and perhaps `data.case_index`; the document is the first in the dossier that it opens. `dossier.close` closes the
/// dossier in which the document lies. Refuses as
/// document::may_link, with `links.no_such_link`, with `rights.unknown` for a document that the person may not know of. Throws:
/// Error — absent (no such dossier, or none of whose documents the person may know), conflict (closed), input.
[[nodiscard]] Decision<Draft> link(Draft draft, store::Database& database, const Knows& knows, const Command& command,
                                   Timestamp now);

/// Whether the rules still allow what was prepared: the other document may have been linked meanwhile.
[[nodiscard]] bool may_still_link(store::Database& database, const Draft& draft);
/// Requires: the transaction of the step is open.
void save_links(store::Database& database, const Draft& draft, const PersonId& person, Timestamp time);

}  // namespace chancery::engine
