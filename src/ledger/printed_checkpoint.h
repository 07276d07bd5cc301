#pragma once

#include "ledger/checkpoint.h"

#include <optional>
#include <string>
#include <string_view>

namespace chancery::ledger {

/// A checkpoint as it stands on paper: origin, size, and the root in hash words.   Standard: FORMATS, *Checkpoint*.
class PrintedCheckpoint {
 public:
  explicit PrintedCheckpoint(const Checkpoint& checkpoint);
  /// Three lines, or the same with spaces for line ends, as somebody types them in. Words in capitals or not, with any spaces
  /// and hyphens between the letters; 0, 1 and 8, which Base32 has not, are read as O, I and B.
  [[nodiscard]] static std::optional<PrintedCheckpoint> parse(std::string_view text);

  [[nodiscard]] const std::string& origin() const { return origin_; }
  [[nodiscard]] TreeSize size() const { return size_; }
  [[nodiscard]] const std::string& words() const { return words_; }
  /// Three lines: what a cover sheet prints, and what its QR code holds.
  [[nodiscard]] std::string text() const;
  /// Whether it is this checkpoint's: origin and size are the same, and the root is as far as the words say.
  [[nodiscard]] bool is_of(const Checkpoint& checkpoint) const;

 private:
  PrintedCheckpoint(std::string origin, TreeSize size, std::string words)
      : origin_(std::move(origin)), size_(size), words_(std::move(words)) {}

  std::string origin_;
  TreeSize size_;
  std::string words_;
};

}  // namespace chancery::ledger
