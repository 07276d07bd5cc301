#pragma once

#include "base/verdict.h"
#include "ledger/signed_note.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace chancery::ledger {

/// The key of a witness.   Standard: C2SP tlog-cosignature, `name+hash+key` of signature type 0x04.
class WitnessKey {
 public:
  [[nodiscard]] static std::optional<WitnessKey> parse(std::string_view text);
  [[nodiscard]] static std::optional<WitnessKey> make(std::string_view name, BytesView public_key);

  [[nodiscard]] const std::string& name() const { return key_.name; }
  [[nodiscard]] std::uint32_t id() const { return key_.id; }
  [[nodiscard]] const Bytes& public_key() const { return key_.public_key; }
  [[nodiscard]] std::string text() const { return text_of(key_); }

 private:
  explicit WitnessKey(NoteKey key) : key_(std::move(key)) {}

  NoteKey key_;
};

/// What a witness said of a checkpoint: that it had seen no other history of this log.
struct Cosignature {
  Verdict verdict;  ///< unchecked when this witness did not sign; invalid when its signature is wrong
  /// Units: seconds since 1970, as the witness's clock says.   Absent unless valid.
  std::optional<std::uint64_t> time = std::nullopt;
};

/// Standard: C2SP tlog-cosignature, cosignature/v1 (Ed25519).
[[nodiscard]] Cosignature verify_cosignature(const SignedNote& note, const WitnessKey& witness);

/// What a witness signs: `cosignature/v1`, the time, and the text of the checkpoint.
[[nodiscard]] std::string cosigned_text(std::uint64_t time, std::string_view checkpoint_text);

}  // namespace chancery::ledger
