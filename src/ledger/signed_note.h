#pragma once

#include "base/bytes.h"
#include "base/secret_bytes.h"
#include "base/sha256.h"
#include "base/verdict.h"
#include "ledger/note_key.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chancery::ledger {

/// A public key that signs notes, with the name it goes by: `name+hash+key`.   Standard: C2SP signed-note, Ed25519.
class VerifierKey {
 public:
  [[nodiscard]] static std::optional<VerifierKey> parse(std::string_view text);
  /// Returns nothing for a name with white space or a plus sign, or other than 32 bytes of key.
  [[nodiscard]] static std::optional<VerifierKey> make(std::string_view name, BytesView public_key);

  [[nodiscard]] const std::string& name() const { return name_; }
  /// The first four bytes of SHA-256(name ‖ LF ‖ 0x01 ‖ key), big-endian.
  [[nodiscard]] std::uint32_t id() const { return id_; }
  [[nodiscard]] const Bytes& public_key() const { return public_key_; }
  [[nodiscard]] std::string text() const;

  friend bool operator==(const VerifierKey&, const VerifierKey&) = default;

 private:
  explicit VerifierKey(NoteKey key) : name_(std::move(key.name)), id_(key.id), public_key_(std::move(key.public_key)) {}

  std::string name_;
  std::uint32_t id_;
  Bytes public_key_;
};

struct NoteSignature {
  std::string name;
  std::uint32_t key_id;
  Bytes value;
};

/// A text and who signed it.   Standard: C2SP signed-note.
class SignedNote {
 public:
  /// Refuses control characters, text that is not UTF-8, inexact Base64 and a key that signed twice.
  /// Throws: Error{Fault::input} saying what is wrong.
  [[nodiscard]] static SignedNote parse(std::string_view bytes);

  /// Requires: the text ends in LF and there is a signature.
  SignedNote(std::string text, std::vector<NoteSignature> signatures);

  /// With its final LF, without the empty line.
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] const std::vector<NoteSignature>& signatures() const { return signatures_; }
  [[nodiscard]] std::string bytes() const;
  /// The signature line of a name, with its LF.
  [[nodiscard]] std::optional<std::string> line_of(std::string_view name) const;

 private:
  std::string text_;
  std::vector<NoteSignature> signatures_;
};

/// Valid when a known key signed and no known key's signature is wrong; unchecked when no known key signed.
/// Signatures of unknown keys are passed over, as the standard asks.
[[nodiscard]] Verdict verify_note(const SignedNote& note, std::span<const VerifierKey> known);

/// The private half of a log's key: an Ed25519 seed of 32 bytes that stays in its SecretBytes.
class NoteSigner {
 public:
  /// Throws: Error{Fault::input} when the name or the seed cannot be one.
  NoteSigner(std::string name, SecretBytes seed);

  [[nodiscard]] const VerifierKey& verifier_key() const { return verifier_key_; }
  /// Ed25519 is deterministic: signing again gives the same bytes.   Requires: the text ends in LF.
  [[nodiscard]] NoteSignature sign(std::string_view text) const;
  /// A note with this one signature.
  [[nodiscard]] SignedNote note(std::string text) const;

 private:
  SecretBytes seed_;
  VerifierKey verifier_key_;
};

/// What an RFC 3161 token over a checkpoint is over: text, empty line and the log's own signature line, so that what witnesses
/// add later changes nothing.   Returns nothing when the log did not sign.
[[nodiscard]] std::optional<Bytes> stamped_part(const SignedNote& checkpoint, std::string_view log_key_name);
/// Its SHA-256, the imprint.
[[nodiscard]] std::optional<Sha256> time_stamp_imprint(const SignedNote& checkpoint, std::string_view log_key_name);

}  // namespace chancery::ledger
