#include "ledger/cosignature.h"

#include "ledger/ed25519.h"

#include <limits>

namespace chancery::ledger {
namespace {

constexpr std::size_t time_size = 8;
constexpr std::uint64_t last_time = std::numeric_limits<std::int64_t>::max();

std::uint64_t read_time(BytesView bytes) {
  std::uint64_t time = 0;
  for (const char byte : bytes.substr(0, time_size)) time = (time << 8U) | static_cast<unsigned char>(byte);
  return time;
}

Cosignature wrong(const WitnessKey& witness) {
  return {Verdict::invalid({"ledger.note_bad_signature", {{"key", witness.name()}}})};
}

Cosignature check(const SignedNote& note, const NoteSignature& signature, const WitnessKey& witness) {
  if (signature.value.size() != time_size + ed25519_signature_size) return wrong(witness);
  const std::uint64_t time = read_time(signature.value);
  if (time > last_time) return wrong(witness);
  const bool verified =
      ed25519_verifies(witness.public_key(), cosigned_text(time, note.text()), BytesView(signature.value).substr(time_size));
  return verified ? Cosignature{Verdict::valid(), time} : wrong(witness);
}

}  // namespace

std::optional<WitnessKey> WitnessKey::parse(std::string_view text) {
  auto key = parse_note_key(text, witness_key_type);
  return key ? std::optional(WitnessKey(*std::move(key))) : std::nullopt;
}

std::optional<WitnessKey> WitnessKey::make(std::string_view name, BytesView public_key) {
  auto key = make_note_key(name, witness_key_type, public_key);
  return key ? std::optional(WitnessKey(*std::move(key))) : std::nullopt;
}

Cosignature verify_cosignature(const SignedNote& note, const WitnessKey& witness) {
  for (const NoteSignature& signature : note.signatures()) {
    if (signature.name == witness.name() && signature.key_id == witness.id()) return check(note, signature, witness);
  }
  return {Verdict::unchecked({"ledger.not_cosigned", {{"key", witness.name()}}})};
}

std::string cosigned_text(std::uint64_t time, std::string_view checkpoint_text) {
  return "cosignature/v1\ntime " + std::to_string(time) + "\n" + std::string(checkpoint_text);
}

}  // namespace chancery::ledger
