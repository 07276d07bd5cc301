#pragma once

#include "apps/server/site.h"

namespace chancery::server {

[[nodiscard]] Response show_log_in(Site& site, const Visit& visit);
[[nodiscard]] Response log_in(Site& site, const Visit& visit);
[[nodiscard]] Response log_out(Site& site, const Visit& visit);
[[nodiscard]] Response choose_language(Site& site, const Visit& visit);

/// A path on this site, or the list of documents for anything else: a link must not lead readers away from here.
[[nodiscard]] std::string local_path(std::string_view wanted);

}  // namespace chancery::server
