#pragma once

#include "base/id.h"
#include "base/sha256.h"

#include <optional>
#include <string>

namespace chancery::engine {

/// Who calls, and how the office knows: the leaf's `who.auth`.
struct Caller {
  PersonId person;
  std::string method;             // "password", "operating_system"
  std::optional<Sha256> session;  // hash of the session, over HTTP
};

}  // namespace chancery::engine
