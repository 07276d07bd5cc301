#pragma once

#include "base/bytes.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace chancery::formats {

/// Raw deflate streams as ZIP has them, level 6.   Standard: RFC 1951.
class Deflater {
 public:
  Deflater();
  ~Deflater();
  Deflater(Deflater&&) noexcept;
  Deflater& operator=(Deflater&&) noexcept;

  /// The packed form of `content`; the state is reused for the next call. Requires: less than 4 GiB.
  [[nodiscard]] Bytes deflate(BytesView content);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Exactly `size` bytes, or what was wrong in the library's words. No more than `size` bytes are ever inflated.
struct Inflated {
  std::optional<Bytes> content;
  std::string reason;
};
[[nodiscard]] Inflated inflate_exactly(BytesView packed, std::size_t size);

[[nodiscard]] std::uint32_t crc32_of(BytesView content);

}  // namespace chancery::formats
