#include "ledger/note_key.h"

#include "base/sha256.h"
#include "base/utf8.h"
#include "ledger/ed25519.h"

#include <algorithm>

namespace chancery::ledger {
namespace {

constexpr std::size_t key_id_size = 4;

bool has_control_character(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

}  // namespace

bool is_key_name(std::string_view name) {
  return !name.empty() && name.find('+') == std::string_view::npos && is_utf8(name) && !has_space(name);
}

std::uint32_t key_id(std::string_view name, char type, BytesView public_key) {
  return read_key_id(sha256({name, "\n", {&type, 1}, public_key}).view());
}

std::string key_id_bytes(std::uint32_t id) {
  std::string bytes;
  for (unsigned shift = 32; shift > 0; shift -= 8) bytes += static_cast<char>((id >> (shift - 8)) & 0xFFU);
  return bytes;
}

std::uint32_t read_key_id(BytesView bytes) {
  std::uint32_t id = 0;
  for (const char byte : bytes.substr(0, key_id_size)) id = (id << 8U) | static_cast<unsigned char>(byte);
  return id;
}

std::optional<NoteKey> make_note_key(std::string_view name, char type, BytesView public_key) {
  if (!is_key_name(name) || has_control_character(name) || public_key.size() != ed25519_key_size) return std::nullopt;
  return NoteKey{std::string(name), key_id(name, type, public_key), type, Bytes(public_key)};
}

std::optional<NoteKey> parse_note_key(std::string_view text, char type) {
  const std::size_t first = text.find('+');
  const std::size_t second = first == std::string_view::npos ? first : text.find('+', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const auto key = parse_base64(text.substr(second + 1));
  if (!key || key->empty() || key->front() != type) return std::nullopt;
  auto made = make_note_key(text.substr(0, first), type, BytesView(*key).substr(1));
  // The hash is written out so that a damaged key is noticed here and not as a bad signature.
  return made && text_of(*made) == text ? made : std::nullopt;
}

std::string text_of(const NoteKey& key) {
  return key.name + "+" + to_hex(key_id_bytes(key.id)) + "+" + to_base64(key.type + key.public_key);
}

}  // namespace chancery::ledger
