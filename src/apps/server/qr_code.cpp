#include "apps/server/qr_code.h"

#include "base/error.h"
#include "base/handle.h"

#include <qrencode.h>

namespace chancery::server {
namespace {

using QrHandle = Handle<QRcode, QRcode_free>;

constexpr std::size_t margin = 4;  // ISO/IEC 18004, 6.3.8: the quiet zone
constexpr int smallest_version = 0;

QrHandle encode(BytesView bytes) {
  const auto size = static_cast<std::int64_t>(bytes.size());
  if (bytes.empty() || bytes.size() > QrCode::most_bytes) {
    throw Error(Fault::input, {"server.qr_size", {{"size", size}, {"most", static_cast<std::int64_t>(QrCode::most_bytes)}}});
  }
  QrHandle code(QRcode_encodeData(static_cast<int>(size), reinterpret_cast<const unsigned char*>(bytes.data()), smallest_version,
                                  QR_ECLEVEL_M));
  if (!code) throw Error(Fault::environment, {"server.qr_failed", {{"size", size}}});
  return code;
}

/// One stroke of the path: so many modules side by side.
std::string run(std::size_t column, std::size_t row, std::size_t length) {
  const std::string width = std::to_string(length);
  return "M" + std::to_string(margin + column) + " " + std::to_string(margin + row) + "h" + width + "v1h-" + width + "z";
}

}  // namespace

QrCode::QrCode(BytesView bytes) {
  const QrHandle code = encode(bytes);
  side_ = static_cast<std::size_t>(code->width);
  modules_.reserve(side_ * side_);
  // The lowest bit is the colour; the others say what the module is for.
  for (std::size_t i = 0; i < side_ * side_; ++i) modules_ += static_cast<char>(code->data[i] & 1U);
}

std::size_t QrCode::drawn_side() const {
  return side_ + 2 * margin;
}

std::string QrCode::path() const {
  std::string path;
  for (std::size_t row = 0; row < side_; ++row) {
    for (std::size_t column = 0; column < side_;) {
      std::size_t end = column;
      while (end < side_ && is_dark(end, row)) ++end;
      if (end > column) path += run(column, row, end - column);
      column = end + 1;
    }
  }
  return path;
}

}  // namespace chancery::server
