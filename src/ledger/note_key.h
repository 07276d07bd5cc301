#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace chancery::ledger {

/// The algorithm byte in front of a public key.   Standard: C2SP signed-note, tlog-cosignature.
constexpr char log_key_type = '\x01';      // Ed25519
constexpr char witness_key_type = '\x04';  // Ed25519, timestamped cosignature/v1

/// `name+hash+key` taken apart: the key without its algorithm byte.
struct NoteKey {
  std::string name;
  std::uint32_t id;
  char type;
  Bytes public_key;
};

[[nodiscard]] bool is_key_name(std::string_view name);
/// The first four bytes of SHA-256(name ‖ LF ‖ type ‖ key), big-endian.
[[nodiscard]] std::uint32_t key_id(std::string_view name, char type, BytesView public_key);
/// Four bytes, big-endian.
[[nodiscard]] std::string key_id_bytes(std::uint32_t id);
/// Requires: at least four bytes.
[[nodiscard]] std::uint32_t read_key_id(BytesView bytes);

/// Nothing for another type, an Ed25519 key of another length, a name that is none, or a hash that is not this key's.
[[nodiscard]] std::optional<NoteKey> parse_note_key(std::string_view text, char type);
/// Nothing for a name with white space, a control character or a plus sign, or other than 32 bytes of key.
[[nodiscard]] std::optional<NoteKey> make_note_key(std::string_view name, char type, BytesView public_key);
[[nodiscard]] std::string text_of(const NoteKey& key);

}  // namespace chancery::ledger
