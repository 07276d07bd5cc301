#pragma once

#include "apps/server/site.h"

namespace chancery::server {

/// GET /documents: what needs the reader, what waits for others, and, when it is asked for, what is finished.
[[nodiscard]] Response show_documents(Site& site, const Visit& visit);

}  // namespace chancery::server
