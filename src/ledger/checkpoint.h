#pragma once

#include "ledger/tree_head.h"

#include <optional>
#include <string>
#include <string_view>

namespace chancery::ledger {

/// The text that a log signs: who it is, how many leaves, which root.   Standard: C2SP tlog-checkpoint.
class Checkpoint {
 public:
  /// Requires: the origin is not empty and has no control character.
  Checkpoint(std::string origin, const TreeHead& head);
  /// Strict: no leading zeros, exact Base64, every line ended; further lines may follow but not empty ones.
  [[nodiscard]] static std::optional<Checkpoint> parse(std::string_view text);

  [[nodiscard]] const std::string& origin() const { return origin_; }
  [[nodiscard]] const TreeHead& head() const { return head_; }
  /// "origin\nsize\nroot\n", as the note and a signer's statement have it.
  [[nodiscard]] std::string text() const;

  friend bool operator==(const Checkpoint&, const Checkpoint&) = default;

 private:
  std::string origin_;
  TreeHead head_;
};

/// The name of a log: ASCII name ‖ "/" ‖ 16 hex ‖ "/e" ‖ epoch, fixed when the office is made (FORMATS, *Checkpoint*).
class Origin {
 public:
  /// The first epoch.   Returns nothing for a name that is not printable ASCII without spaces and plus signs, or for other
  /// than 8 random bytes.
  [[nodiscard]] static std::optional<Origin> make(std::string_view name, BytesView random);
  [[nodiscard]] static std::optional<Origin> parse(std::string_view text);

  [[nodiscard]] std::string text() const { return log_ + "/e" + std::to_string(epoch_); }
  /// The part that all epochs share.
  [[nodiscard]] const std::string& log() const { return log_; }
  [[nodiscard]] std::uint64_t epoch() const { return epoch_; }
  [[nodiscard]] Origin next_epoch() const { return Origin(log_, epoch_ + 1); }

 private:
  Origin(std::string log, std::uint64_t epoch) : log_(std::move(log)), epoch_(epoch) {}

  std::string log_;
  std::uint64_t epoch_;
};

}  // namespace chancery::ledger
