#pragma once

#include "base/bytes.h"
#include "base/message.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chancery::server {

enum class Method { get, head, post, other };

/// Header fields in the order in which they came; names are kept in lower case.
class Headers {
 public:
  void add(std::string name, std::string value);
  /// The first field of that name (lower case).
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
  [[nodiscard]] std::size_t count(std::string_view name) const;
  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& all() const { return fields_; }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

/// The start line and the header fields, after their framing was judged.
struct RequestHead {
  Method method = Method::get;
  /// Decoded segments of the path: `/documents/ab` is {"documents", "ab"}, `/` is empty.
  std::vector<std::string> path;
  /// Undecoded, without the question mark.
  std::string query;
  int minor_version = 1;
  Headers headers;
  /// Absent when the body comes in chunks.
  std::optional<std::size_t> content_length = 0;
  bool keep_alive = true;
};

/// Who is at the other end. `local` is the socket in the office folder, whose peer runs as the office's own user.
struct Peer {
  bool local = false;
  std::string address;
};

struct Request {
  RequestHead head;
  Bytes body;
  Peer peer;

  /// The path as one text, for logs and for coming back to it.
  [[nodiscard]] std::string path() const;
  /// The value of a cookie.   Standard: RFC 6265 §5.4.
  [[nodiscard]] std::optional<std::string_view> cookie(std::string_view name) const;
};

struct Response {
  int status = 200;
  Headers headers;
  Bytes body;

  [[nodiscard]] static Response html(int status, Bytes body);
  [[nodiscard]] static Response json(int status, Bytes body);
  /// 303: the browser asks for `location` with GET, so that going back never sends a form twice.
  [[nodiscard]] static Response see_other(std::string location);
  /// A file to be saved under `name`; any name is written so that no browser reads more into it (RFC 6266, RFC 8187).
  [[nodiscard]] static Response download(std::string_view name, std::string_view media_type, Bytes body);

  [[nodiscard]] Response with(std::string name, std::string value) &&;
};

/// The standard's words for a status, for the status line alone; people read our own.
[[nodiscard]] std::string_view reason_phrase(int status);

/// `%41` becomes `A`; absent when a percent sign is not followed by two digits.
[[nodiscard]] std::optional<std::string> parse_percent_encoded(std::string_view text);
[[nodiscard]] std::string percent_encode(std::string_view text);

}  // namespace chancery::server
