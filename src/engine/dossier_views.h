#pragma once

#include "document/rights.h"
#include "engine/definitions.h"
#include "formats/json.h"
#include "store/database.h"
#include "store/documents.h"
#include "store/dossiers.h"

#include <optional>
#include <vector>

namespace chancery::engine {

/// What a document is linked to, as far as this person may know of it: [{kind, direction: "from" | "to", label: {uk, en},
/// document: {id, kind, title, number?}}]. `from`: the link begins at this document.
[[nodiscard]] formats::Json links_of(store::Database& database, const document::Subject& subject, const DocumentId& id);

/// {id, case_index, title: {TAG: words}} of the dossier in which the document lies.
[[nodiscard]] std::optional<formats::Json> dossier_of(store::Database& database, const DocumentId& id);

/// The documents of a dossier that this person may know of, in the order in which they came.
[[nodiscard]] std::vector<store::DocumentRow> known_documents(store::Database& database, const document::Subject& subject,
                                                              const DossierId& id);

/// {id, case_index, title, opened, closed?}
[[nodiscard]] formats::Json view_of(const store::Dossier& dossier);

}  // namespace chancery::engine
