#pragma once

#include "apps/server/desk.h"
#include "apps/server/sessions.h"
#include "engine/office.h"

#include <functional>
#include <string_view>

namespace chancery::server {

/// The desk of a real office, which outlives it. `operate` does what the command line asks for over the local socket.
[[nodiscard]] Desk desk_of(engine::Office& office, std::function<void(std::string_view line)> log,
                           std::function<Decision<Parcel>(const Parcel&)> operate);

/// Log-ins in the office's database: a restart logs nobody out.
[[nodiscard]] SessionStore sessions_in(engine::Office& office);

}  // namespace chancery::server
