#pragma once

#include "apps/server/connection_watch.h"
#include "apps/server/http_server.h"
#include "apps/server/request_head.h"

#include <Poco/Net/TCPServerConnection.h>

#include <atomic>
#include <optional>
#include <set>
#include <string>

namespace chancery::server {

/// What all connections of a server share.
struct HttpShared {
  Service service;
  HttpLimits limits;
  ConnectionWatch watch;
  std::atomic<std::size_t> large_bodies{0};
};

/// What all connections of one listening socket share.
struct ListenerTraits {
  bool local = false;
  bool encrypted = false;
  bool behind_proxy = false;
  /// Lower-case names, without port, that a Host field may carry.
  std::set<std::string, std::less<>> names;
};

/// A share of the bytes that all large bodies together may take, for as long as the request lives.
class BodyShare {
 public:
  BodyShare(std::atomic<std::size_t>& all, std::size_t share) : all_(all), share_(share), before_(all.fetch_add(share)) {}
  ~BodyShare() { all_ -= share_; }
  BodyShare(const BodyShare&) = delete;
  BodyShare& operator=(const BodyShare&) = delete;

  [[nodiscard]] bool fits(std::size_t limit) const { return share_ == 0 || before_ + share_ <= limit; }

 private:
  std::atomic<std::size_t>& all_;
  std::size_t share_;
  std::size_t before_;
};

/// One connection: requests one after another until either side ends it. Runs on its own thread.
class HttpConnection : public Poco::Net::TCPServerConnection {
 public:
  HttpConnection(const Poco::Net::StreamSocket& socket, HttpShared& shared, const ListenerTraits& traits)
      : TCPServerConnection(socket), shared_(shared), traits_(traits) {}

  void run() override;

 private:
  using Refused = std::optional<FramingFault>;

  void serve(WatchedConnection& watched);
  /// False when the connection is to be closed.
  [[nodiscard]] bool serve_one(WatchedConnection& watched);
  [[nodiscard]] std::optional<Request> read_request(WatchedConnection& watched);
  [[nodiscard]] std::optional<RequestHead> read_head(WatchedConnection& watched);
  [[nodiscard]] Refused read_body(WatchedConnection& watched, Request& request);
  [[nodiscard]] Refused read_counted_body(Request& request, std::size_t size);
  [[nodiscard]] Refused read_chunked_body(Request& request, std::size_t limit);
  [[nodiscard]] bool knows_host(const RequestHead& head) const;
  [[nodiscard]] std::string peer_address(const RequestHead& head);
  [[nodiscard]] Response answer(const Request& request);
  [[nodiscard]] Response words_for(const FramingFault& fault, const RequestHead* head);

  /// False at the end of what the peer sends.
  [[nodiscard]] bool receive();
  void refuse(WatchedConnection& watched, const FramingFault& fault, const RequestHead* head);
  void write(WatchedConnection& watched, const Response& response, Method method, bool keep_alive);
  void send(BytesView bytes);
  /// Reads away what the peer still sends, so that closing does not destroy our answer before it is read.
  void close_gently(WatchedConnection& watched);

  HttpShared& shared_;
  const ListenerTraits& traits_;
  Bytes buffer_;
  std::optional<BodyShare> body_share_;
};

/// The bytes of an answer's head: status line, its own fields, the fields that every answer carries.
[[nodiscard]] Bytes write_response_head(const Response& response, bool keep_alive, bool encrypted);

}  // namespace chancery::server
