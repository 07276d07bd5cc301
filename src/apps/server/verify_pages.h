#pragma once

#include "apps/server/site.h"

namespace chancery::server {

/// GET /verify: the form, for everybody.
[[nodiscard]] Response show_verifier(Site& site, const Visit& visit);
/// POST /verify: the verdict on the container, and whether the other file is one of those in it. Nothing is kept.
[[nodiscard]] Response verify_container(Site& site, const Visit& visit);

/// How large what a stranger sends for verification may be.
inline constexpr std::size_t largest_verified = 20'000'000;

}  // namespace chancery::server
