#pragma once

#include "apps/server/site.h"

namespace chancery::server {

/// GET /account: one's own password, its rules in words, and where one is logged in.
[[nodiscard]] Response show_account(Site& site, const Visit& visit);
/// POST /account/password: every session ends, this one too.
[[nodiscard]] Response change_own_password(Site& site, const Visit& visit);
/// POST /account/sessions: ends one of one's own.
[[nodiscard]] Response end_own_session(Site& site, const Visit& visit);

}  // namespace chancery::server
