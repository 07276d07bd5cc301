#pragma once

#include "apps/server/parcel.h"
#include "base/decision.h"
#include "engine/office.h"

#include <string>

namespace chancery::cli {

/// Does one operation of the command line on an open office, in this process or for one that found the office taken:
/// {operation, operator (the operating-system user), as?, password?, …} with the files beside it. The answer is {…} with files
/// beside it. Operations and their fields: src/apps/README.md. Throws: Error{Fault::input} for an operation that does not exist,
/// Error{Fault::absent} when nobody is who acts.
[[nodiscard]] Decision<server::Parcel> operate(engine::Office& office, const server::Parcel& request);

}  // namespace chancery::cli
