#pragma once

#include "apps/server/parcel.h"
#include "base/decision.h"

#include <chrono>
#include <string>

namespace chancery::server {

/// The path under which the local socket takes operations.
inline constexpr std::string_view local_operation_path = "/local/operation";

/// Sends one operation to the process that holds the office, over the socket in its folder, and returns its answer as if the
/// operation had run here: its Refusal, or its Error thrown again.
/// Throws: Error{unavailable} also when nobody listens or nobody answers within `time`.
[[nodiscard]] Decision<Parcel> send_operation(const std::string& socket_path, const Parcel& operation,
                                              std::chrono::milliseconds time = std::chrono::minutes(5));

}  // namespace chancery::server
