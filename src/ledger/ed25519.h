#pragma once

#include "base/bytes.h"
#include "base/secret_bytes.h"

#include <optional>

namespace chancery::ledger {

/// Standard: RFC 8032 Ed25519 with raw keys.
constexpr std::size_t ed25519_key_size = 32;
constexpr std::size_t ed25519_signature_size = 64;

/// Nothing for a seed of another length.
[[nodiscard]] std::optional<Bytes> ed25519_public_key(const SecretBytes& seed);
/// Requires: the seed has 32 bytes.
[[nodiscard]] Bytes ed25519_sign(const SecretBytes& seed, BytesView message);
[[nodiscard]] bool ed25519_verifies(BytesView public_key, BytesView message, BytesView signature);

}  // namespace chancery::ledger
