#pragma once

#include "apps/server/http_message.h"
#include "base/message.h"

#include <variant>

namespace chancery::server {

/// A request that is answered without being understood.
struct FramingFault {
  int status = 400;
  Message why;
};

/// Reads start line and header fields, `head` being all bytes up to and with the empty line. Stricter than RFC 9112 allows, so
/// that no proxy in front of us can see other requests than we do: CRLF only, no folding, one Host, at most one length, no length
/// beside chunks.   Standard: RFC 9112 §2 to §6, RFC 3986 §3.3.
[[nodiscard]] std::variant<RequestHead, FramingFault> read_request_head(BytesView head, std::size_t most_fields);

/// Takes apart a body that comes in chunks (RFC 9112 §7.1); extensions are ignored, trailers refused.
class ChunkedBody {
 public:
  explicit ChunkedBody(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  /// Takes what it can from the front of `bytes` and returns how much that was; stops at the end of the body.
  [[nodiscard]] std::variant<std::size_t, FramingFault> take(BytesView bytes);
  [[nodiscard]] bool complete() const { return state_ == State::complete; }
  [[nodiscard]] std::size_t size() const { return body_.size(); }
  [[nodiscard]] Bytes release() && { return std::move(body_); }

 private:
  enum class State { size_line, data, data_end, last_line, complete };

  [[nodiscard]] std::optional<FramingFault> take_line();
  [[nodiscard]] std::optional<FramingFault> take_size();
  [[nodiscard]] std::size_t take_data(BytesView bytes);

  std::size_t most_bytes_;
  State state_ = State::size_line;
  std::string line_;
  std::size_t left_ = 0;
  Bytes body_;
};

}  // namespace chancery::server
