#pragma once

#include "apps/server/site.h"

namespace chancery::server {

[[nodiscard]] Response api_documents(Site& site, const Visit& visit);
[[nodiscard]] Response api_document(Site& site, const Visit& visit);
[[nodiscard]] Response api_command(Site& site, const Visit& visit);
[[nodiscard]] Response local_operation(Site& site, const Visit& visit);

}  // namespace chancery::server
