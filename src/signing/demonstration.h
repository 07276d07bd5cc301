#pragma once

#include "formats/oid.h"
#include "formats/x509.h"

namespace chancery::signing {

/// The certificate policy of every demonstration authority: a random UUID of our own below 2.25, that no real authority issues
/// under.
inline constexpr formats::Oid demonstration_policy{"2.25.226157309123392553221219118215241700075"};
inline constexpr std::string_view demonstration_word = "DEMONSTRATION";

/// Made by `init --demo`. A real office refuses it as signer and as anchor.
[[nodiscard]] bool is_demonstration(const formats::Certificate& certificate);

}  // namespace chancery::signing
