#pragma once

#include "apps/server/site.h"

namespace chancery::server {

/// A published workflow, walked through step by step without a document: `events` in the query is the way so far.
[[nodiscard]] Response show_workflow(Site& site, const Visit& visit);
/// Its drawing, with the place that the way leads to.
[[nodiscard]] Response show_workflow_drawing(Site& site, const Visit& visit);

}  // namespace chancery::server
