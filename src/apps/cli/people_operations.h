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
/// {log_in_name, basis}; answers as Office::erase_person().
[[nodiscard]] Decision<server::Parcel> erase_user(engine::Office& office, const engine::Caller& caller,
                                                  const server::Parcel& request);
[[nodiscard]] Decision<server::Parcel> disable_user(engine::Office& office, const engine::Caller& caller,
                                                    const server::Parcel& request);

/// {principal, delegate (log-in names), roles, from?, until (days, the last one counts), instrument, instrument_sha256?} →
/// {delegation}
[[nodiscard]] Decision<server::Parcel> delegate_roles(engine::Office& office, const engine::Caller& caller,
                                                      const server::Parcel& request);
[[nodiscard]] Decision<server::Parcel> end_delegation(engine::Office& office, const engine::Caller& caller,
                                                      const server::Parcel& request);
/// Those in force or to begin: all for who may read people, else those of the caller's own.
[[nodiscard]] Decision<server::Parcel> list_delegations(engine::Office& office, const engine::Caller& caller,
                                                        const server::Parcel& request);
/// For whom the caller may act now.
[[nodiscard]] Decision<server::Parcel> list_represented(engine::Office& office, const engine::Caller& caller,
                                                        const server::Parcel& request);
[[nodiscard]] Decision<server::Parcel> list_recovery_persons(engine::Office& office, const engine::Caller& caller,
                                                             const server::Parcel& request);

}  // namespace chancery::cli
