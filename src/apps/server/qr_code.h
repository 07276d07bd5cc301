#pragma once

#include "base/bytes.h"

#include <cstddef>
#include <string>

namespace chancery::server {

/// A QR code that holds bytes as they are, one in seven of which may become unreadable on paper.
/// Standard: ISO/IEC 18004, byte mode, error correction level M.
class QrCode {
 public:
  static constexpr std::size_t most_bytes = 2331;  // version 40 at level M

  /// The smallest one that holds them.   Throws: Error{Fault::input} for no bytes, or more than one code holds.
  explicit QrCode(BytesView bytes);

  /// Modules along a side, without the margin.
  [[nodiscard]] std::size_t side() const { return side_; }
  [[nodiscard]] bool is_dark(std::size_t column, std::size_t row) const { return modules_[row * side_ + column] != 0; }

  /// Along a side of the drawing, the margin that readers need included.   Units: modules.
  [[nodiscard]] std::size_t drawn_side() const;
  /// The `d` of an SVG path over the dark modules, in a view box of drawn_side().
  [[nodiscard]] std::string path() const;

 private:
  std::size_t side_ = 0;
  Bytes modules_;
};

}  // namespace chancery::server
