#pragma once

#include "apps/server/http_message.h"
#include "base/message.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace chancery::server {

/// What one connection and all of them together may take. A time is for the whole phase, not for one read: a client that
/// sends one byte at a time gains nothing.
struct HttpLimits {
  std::size_t connections = 1200;
  std::size_t head_bytes = 16 * 1024;
  std::size_t header_fields = 100;
  std::size_t body_bytes = 50'000'000;
  /// Bodies above `small_body_bytes` that may be held at once, by all connections together.
  std::size_t all_bodies_bytes = 400'000'000;
  std::size_t small_body_bytes = 64 * 1024;
  std::chrono::milliseconds idle{60'000};
  std::chrono::milliseconds head{10'000};
  std::chrono::milliseconds body{120'000};
  std::chrono::milliseconds write{120'000};
  /// How long stop() lets answers under way finish.
  std::chrono::milliseconds grace{5'000};
};

/// What the server asks of the program behind it. Each function is called from many threads at once.
struct Service {
  std::function<Response(const Request&)> answer;
  /// The largest body that this request may bring; asked before a byte of it is read.
  std::function<std::size_t(const RequestHead&)> body_limit;
  /// Our words for a request that never reached `answer`; the head is absent where it could not be read.
  std::function<Response(int status, const Message& why, const RequestHead* head)> refuse;
  /// Told of what must not happen: an exception that no handler caught.
  std::function<void(std::string_view line)> log;
};

struct TlsFiles {
  std::string certificate;
  std::string key;
};

/// Plain HTTP is spoken on loopback only, or behind a proxy that speaks TLS for us.
struct NetworkEndpoint {
  std::string host = "localhost";
  std::uint16_t port = 8080;
  std::optional<TlsFiles> tls;
  bool behind_proxy = false;
  /// Names under which people reach the office, beside `host`, `localhost` and the loopback addresses (against DNS rebinding).
  std::vector<std::string> names;
};

/// HTTP/1.1 on Poco's sockets, TLS and threads. Framing is read strictly by `request_head.h`: what two readers could
/// understand differently is refused.   Standard: RFC 9112.
class HttpServer {
 public:
  explicit HttpServer(Service service, const HttpLimits& limits = {});
  /// Stops.
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// Listens and answers from now on; returns the port, which differs from the endpoint's when that is 0.
  /// Throws: Error{unavailable} when the port is taken, Error{input} for an endpoint that may not be or a key that does not fit.
  std::uint16_t listen(const NetworkEndpoint& endpoint);
  /// Listens on a socket file that only the owner may use. The caller holds the office's lock, so that a file found there is
  /// stale.
  void listen_locally(const std::string& path);
  /// No new connections; answers under way are finished within the grace; then everything is closed.
  void stop();

 private:
  class Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace chancery::server
