#pragma once

#include "apps/server/site.h"

namespace chancery::server {

/// The dossiers in which the reader may know of a document.
[[nodiscard]] Response show_dossiers(Site& site, const Visit& visit);
/// One of them: its documents in the order in which they came, each with where it is.
[[nodiscard]] Response show_dossier(Site& site, const Visit& visit);

}  // namespace chancery::server
