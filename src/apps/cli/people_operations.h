#pragma once

#include "apps/server/parcel.h"
#include "base/decision.h"
#include "engine/office.h"

namespace chancery::cli {

/// What administrators do with people; see operations.h for the shape.
[[nodiscard]] Decision<server::Parcel> add_user(engine::Office& office, const engine::Caller& caller,
                                                const server::Parcel& request);
[[nodiscard]] Decision<server::Parcel> list_users(engine::Office& office, const engine::Caller& caller,
                                                  const server::Parcel& request);
[[nodiscard]] Decision<server::Parcel> give_role(engine::Office& office, const engine::Caller& caller,
                                                 const server::Parcel& request);
[[nodiscard]] Decision<server::Parcel> set_password(engine::Office& office, const engine::Caller& caller,
                                                    const server::Parcel& request);
[[nodiscard]] Decision<server::Parcel> disable_user(engine::Office& office, const engine::Caller& caller,
                                                    const server::Parcel& request);

}  // namespace chancery::cli
