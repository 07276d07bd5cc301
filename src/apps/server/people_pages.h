#pragma once

#include "apps/server/site.h"

namespace chancery::server {

/// GET /people: everybody with an account.
[[nodiscard]] Response show_people(Site& site, const Visit& visit);
/// GET and POST /people/new.
[[nodiscard]] Response show_new_person(Site& site, const Visit& visit);
[[nodiscard]] Response add_person(Site& site, const Visit& visit);
/// GET /people/{name}: roles by which instrument and until when, substitutes, account.
[[nodiscard]] Response show_person(Site& site, const Visit& visit);
/// POST /people/{name}/{change}: `role`, `end-role`, `substitute`, `password`, `disable`, `erase`.
[[nodiscard]] Response change_person(Site& site, const Visit& visit);

}  // namespace chancery::server
