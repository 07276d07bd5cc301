#pragma once

#include "apps/server/site.h"

namespace chancery::server {

/// For paper, to go with a document that leaves the office.
[[nodiscard]] Response show_cover_sheet(Site& site, const Visit& visit);
/// For paper, to be kept by whoever watches over the ledger.
[[nodiscard]] Response show_daily_sheet(Site& site, const Visit& visit);

}  // namespace chancery::server
