#include "formats/deflate.h"

#include <zlib.h>

#include <cassert>
#include <new>
#include <utility>

namespace chancery::formats {
namespace {

constexpr int raw_deflate = -15;  // a negative window means no zlib header
constexpr int compression_level = 6;
constexpr int memory_level = 8;

/// zlib never writes through next_in; its type is only not const.
void set_input(z_stream& stream, BytesView bytes) {
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
}

void set_output(z_stream& stream, char* target, std::size_t size) {
  stream.next_out = reinterpret_cast<Bytef*>(target);
  stream.avail_out = static_cast<uInt>(size);
}

/// Without a wrong parameter, starting and going on can only fail for want of memory.
void require_ok(int code) {
  if (code != Z_OK) throw std::bad_alloc();
}

class InflateStream {
 public:
  InflateStream() { require_ok(inflateInit2(&stream_, raw_deflate)); }
  ~InflateStream() { inflateEnd(&stream_); }
  InflateStream(const InflateStream&) = delete;
  InflateStream& operator=(const InflateStream&) = delete;

  [[nodiscard]] z_stream& get() { return stream_; }

 private:
  z_stream stream_{};
};

std::string words_of(const z_stream& stream, int code) {
  return stream.msg != nullptr ? stream.msg : zError(code);
}

}  // namespace

struct Deflater::State {
  State() { require_ok(deflateInit2(&stream, compression_level, Z_DEFLATED, raw_deflate, memory_level, Z_DEFAULT_STRATEGY)); }
  ~State() { deflateEnd(&stream); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  z_stream stream{};

  /// The state of a Deflater that is gone, for the next one of this thread: a quarter of a megabyte that need not be fetched from
  /// the system for each document. Nothing of what was packed is left in it once it is reset.
  static std::unique_ptr<State>& idle() {
    thread_local std::unique_ptr<State> kept;
    return kept;
  }
};

Deflater::Deflater() : state_(State::idle() ? std::move(State::idle()) : std::make_unique<State>()) {}
Deflater::~Deflater() {
  if (state_ && !State::idle()) State::idle() = std::move(state_);
}
Deflater::Deflater(Deflater&&) noexcept = default;
Deflater& Deflater::operator=(Deflater&&) noexcept = default;

Bytes Deflater::deflate(BytesView content) {
  z_stream& stream = state_->stream;
  require_ok(deflateReset(&stream));
  Bytes packed(deflateBound(&stream, content.size()), '\0');
  set_input(stream, content);
  set_output(stream, packed.data(), packed.size());
  [[maybe_unused]] const int code = ::deflate(&stream, Z_FINISH);
  assert(code == Z_STREAM_END && "deflateBound is enough");
  packed.resize(stream.total_out);
  return packed;
}

Inflated inflate_exactly(BytesView packed, std::size_t size) {
  InflateStream inflater;
  z_stream& stream = inflater.get();
  Bytes content(size + 1, '\0');  // one byte more shows a stream that goes on
  set_input(stream, packed);
  set_output(stream, content.data(), content.size());
  const int code = inflate(&stream, Z_FINISH);
  if (code != Z_STREAM_END) return {std::nullopt, words_of(stream, code)};
  if (stream.total_out != size || stream.avail_in != 0) return {std::nullopt, zError(Z_DATA_ERROR)};
  content.resize(size);
  return {std::move(content), {}};
}

std::uint32_t crc32_of(BytesView content) {
  return static_cast<std::uint32_t>(crc32_z(0, reinterpret_cast<const Bytef*>(content.data()), content.size()));
}

}  // namespace chancery::formats
