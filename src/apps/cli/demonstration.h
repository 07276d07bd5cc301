#pragma once

#include "apps/cli/terminal.h"
#include "engine/clock.h"
#include "formats/json.h"

#include <filesystem>

namespace chancery::cli {

/// What the maker of a demonstration is told: {log_ins:[{name, password, roles, person}], documents:[{id, title, stage}]}.
struct Demonstration {
  formats::Json log_ins;
};

/// An office with fictitious people, a certificate authority that says DEMONSTRATION, and the memorandums of DOMAIN §1 played
/// into different stages. Keys of its signatories lie in DIR/demonstration as PKCS#12 under the demonstration password. Throws:
/// Error{Fault::conflict} when the folder exists and is not empty.
[[nodiscard]] Demonstration make_demonstration(const std::filesystem::path& folder, const engine::Clock& clock,
                                               const Terminal& terminal);

}  // namespace chancery::cli
