#include "apps/server/http_connection.h"

#include "text/catalogue.h"

#include <Poco/Exception.h>

#include <algorithm>
#include <array>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace chancery::server {
namespace {

constexpr std::string_view head_end = "\r\n\r\n";

/// Nothing from elsewhere, nothing inline, no frame around us: a payload that slipped into a page stays text.
constexpr std::string_view content_security_policy =
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// The name of a Host field without its port: `localhost:8080`, `[::1]:8080`.
std::string host_name(std::string_view host) {
  const auto end = host.front() == '[' ? host.find(']') + 1 : std::min(host.find(':'), host.size());
  std::string name(host.substr(0, end));
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; });
  return name;
}

/// SO_PEERCRED: the kernel says who connected; the mode of the socket file alone would trust every folder above it.
bool runs_as_owner(int descriptor) {
  ucred credentials{};
  socklen_t size = sizeof credentials;
  return ::getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &size) == 0 && credentials.uid == ::geteuid();
}

FramingFault fault(int status, std::string key) {
  return {status, {std::move(key), {}}};
}

FramingFault too_large(std::size_t limit) {
  return {413, {"server.body_too_large", {{"limit", static_cast<std::int64_t>(limit)}}}};
}

}  // namespace

Bytes write_response_head(const Response& response, bool keep_alive, bool encrypted) {
  Bytes head = "HTTP/1.1 " + std::to_string(response.status) + " ";
  head.append(reason_phrase(response.status)).append("\r\n");
  const auto add = [&head](std::string_view name, std::string_view value) {
    head.append(name).append(": ").append(value).append("\r\n");
  };
  for (const auto& [name, value] : response.headers.all()) add(name, value);
  if (!response.headers.find("cache-control")) add("cache-control", "no-store");
  add("content-security-policy", content_security_policy);
  add("x-content-type-options", "nosniff");
  add("referrer-policy", "no-referrer");
  add("cross-origin-opener-policy", "same-origin");
  add("cross-origin-resource-policy", "same-origin");
  if (encrypted) add("strict-transport-security", "max-age=31536000");
  if (response.status != 304) add("content-length", std::to_string(response.body.size()));
  if (!keep_alive) add("connection", "close");
  head.append("\r\n");
  return head;
}

void HttpConnection::run() {
  ConnectionWatch::Place place(shared_.watch, socket().impl()->sockfd());
  auto& watched = place.connection();
  try {
    if (traits_.local && !runs_as_owner(socket().impl()->sockfd())) {
      return refuse(watched, fault(403, "server.not_owner"), nullptr);
    }
    if (place.number() > shared_.limits.connections) {
      return refuse(watched, fault(503, "server.too_many_connections"), nullptr);
    }
    serve(watched);
  } catch (const Poco::Exception&) {
    // The peer went away, or its TLS was none: there is nobody to tell.
  }
}

void HttpConnection::serve(WatchedConnection& watched) {
  if (!traits_.local) socket().setNoDelay(true);
  while (serve_one(watched)) {
  }
}

bool HttpConnection::serve_one(WatchedConnection& watched) {
  auto request = read_request(watched);
  if (!request) return false;
  watched.enter(Phase::answering, {});
  const auto response = answer(*request);
  // Before the answer leaves: whoever has it may come with the next large body at once.
  request->body = {};
  body_share_.reset();
  const bool keep_alive = request->head.keep_alive && !shared_.watch.stopping();
  write(watched, response, request->head.method, keep_alive);
  return keep_alive;
}

std::optional<Request> HttpConnection::read_request(WatchedConnection& watched) {
  auto head = read_head(watched);
  if (!head) return std::nullopt;
  Request request{std::move(*head), {}, {traits_.local, {}}};
  request.peer.address = peer_address(request.head);
  auto refused = knows_host(request.head) ? read_body(watched, request) : fault(421, "server.unknown_host");
  if (!refused) return request;
  refuse(watched, *refused, &request.head);
  return std::nullopt;
}

/// The idle time runs until the first byte comes, the head's time from then on.
std::optional<RequestHead> HttpConnection::read_head(WatchedConnection& watched) {
  watched.enter(Phase::idle, shared_.limits.idle);
  if (buffer_.empty() && (shared_.watch.stopping() || !receive())) return std::nullopt;
  watched.enter(Phase::reading, shared_.limits.head);
  auto end = buffer_.find(head_end);
  while (end == buffer_.npos) {
    const auto seen = buffer_.size();
    if (seen > shared_.limits.head_bytes) break;
    if (!receive()) {
      if (watched.expired()) refuse(watched, fault(408, "server.too_slow"), nullptr);
      return std::nullopt;
    }
    end = buffer_.find(head_end, seen < head_end.size() ? 0 : seen - head_end.size());
  }
  if (end == buffer_.npos || end > shared_.limits.head_bytes) {
    refuse(watched, {431, {"server.head_too_large", {{"limit", static_cast<std::int64_t>(shared_.limits.head_bytes)}}}}, nullptr);
    return std::nullopt;
  }
  auto read = read_request_head(BytesView(buffer_).substr(0, end + head_end.size()), shared_.limits.header_fields);
  buffer_.erase(0, end + head_end.size());
  if (auto* const head = std::get_if<RequestHead>(&read)) return std::move(*head);
  refuse(watched, std::get<FramingFault>(read), nullptr);
  return std::nullopt;
}

HttpConnection::Refused HttpConnection::read_body(WatchedConnection& watched, Request& request) {
  if (request.head.content_length == std::optional<std::size_t>(0)) return std::nullopt;
  const auto limit = std::min(shared_.limits.body_bytes, shared_.service.body_limit(request.head));
  const auto size = request.head.content_length;
  if (size && *size > limit) return too_large(limit);
  const auto at_most = size.value_or(limit);
  body_share_.emplace(shared_.large_bodies, at_most > shared_.limits.small_body_bytes ? at_most : 0);
  if (!body_share_->fits(shared_.limits.all_bodies_bytes)) return fault(503, "server.too_many_uploads");
  watched.enter(Phase::reading, shared_.limits.body);
  if (request.head.headers.find("expect") && buffer_.empty()) send("HTTP/1.1 100 Continue\r\n\r\n");
  auto refused = size ? read_counted_body(request, *size) : read_chunked_body(request, limit);
  if (refused && watched.expired()) return fault(408, "server.too_slow");
  return refused;
}

HttpConnection::Refused HttpConnection::read_counted_body(Request& request, std::size_t size) {
  while (buffer_.size() < size) {
    if (!receive()) return fault(400, "server.body_cut_off");
  }
  auto next = buffer_.substr(size);
  buffer_.resize(size);
  request.body = std::exchange(buffer_, std::move(next));
  return std::nullopt;
}

HttpConnection::Refused HttpConnection::read_chunked_body(Request& request, std::size_t limit) {
  ChunkedBody body(limit);
  while (true) {
    const auto taken = body.take(buffer_);
    if (const auto* const refused = std::get_if<FramingFault>(&taken)) return *refused;
    buffer_.erase(0, std::get<std::size_t>(taken));
    if (body.complete()) break;
    if (!receive()) return fault(400, "server.body_cut_off");
  }
  request.body = std::move(body).release();
  return std::nullopt;
}

/// A page of another site whose name was made to point here sends that name: it must not be answered (DNS rebinding).
bool HttpConnection::knows_host(const RequestHead& head) const {
  const auto host = head.headers.find("host").value_or("");
  return traits_.local || (!host.empty() && traits_.names.count(host_name(host)) == 1);
}

/// Behind a proxy the last address of the list is the one that our own proxy saw; those before it anybody can write.
std::string HttpConnection::peer_address(const RequestHead& head) {
  if (traits_.local) return "local";
  const auto forwarded = head.headers.find("x-forwarded-for");
  if (!traits_.behind_proxy || !forwarded) return socket().peerAddress().host().toString();
  const auto comma = forwarded->rfind(',');
  const auto last = comma == forwarded->npos ? *forwarded : forwarded->substr(comma + 1);
  return std::string(last.substr(std::min(last.find_first_not_of(' '), last.size())));
}

/// The edge where everything is caught: whatever a handler does, its peer gets an answer in our words.
Response HttpConnection::answer(const Request& request) {
  try {
    return shared_.service.answer(request);
  } catch (const std::exception& error) {
    shared_.service.log(std::string("event=handler_failed path=") + request.path() + " error=" + error.what());
  }
  return words_for({500, {"server.internal", {}}}, &request.head);
}

/// A page needs the office; when that fails too, two plain sentences are left.
Response HttpConnection::words_for(const FramingFault& fault, const RequestHead* head) {
  try {
    return shared_.service.refuse(fault.status, fault.why, head);
  } catch (const std::exception& error) {
    shared_.service.log(std::string("event=words_failed error=") + error.what());
  }
  const auto words = text::say(text::Language::uk, fault.why) + "\n" + text::say(text::Language::en, fault.why) + "\n";
  return Response{fault.status, {}, words}.with("content-type", "text/plain; charset=utf-8");
}

bool HttpConnection::receive() {
  std::array<char, 16 * 1024> piece;
  const int size = socket().receiveBytes(piece.data(), static_cast<int>(piece.size()));
  if (size <= 0) return false;
  buffer_.append(piece.data(), static_cast<std::size_t>(size));
  return true;
}

void HttpConnection::refuse(WatchedConnection& watched, const FramingFault& fault, const RequestHead* head) {
  const auto method = head == nullptr ? Method::get : head->method;
  write(watched, words_for(fault, head), method, false);
  close_gently(watched);
}

void HttpConnection::write(WatchedConnection& watched, const Response& response, Method method, bool keep_alive) {
  watched.enter(Phase::writing, shared_.limits.write);
  auto bytes = write_response_head(response, keep_alive, traits_.encrypted || traits_.behind_proxy);
  constexpr std::size_t one_packet = 64 * 1024;
  const bool with_body = method != Method::head;
  const bool together = with_body && response.body.size() <= one_packet;
  if (together) bytes.append(response.body);
  send(bytes);
  if (with_body && !together) send(response.body);
}

void HttpConnection::send(BytesView bytes) {
  while (!bytes.empty()) {
    const auto piece = static_cast<int>(std::min<std::size_t>(bytes.size(), 1U << 20U));
    const int sent = socket().sendBytes(bytes.data(), piece);
    if (sent <= 0) throw Poco::IOException("the peer does not read");
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void HttpConnection::close_gently(WatchedConnection& watched) {
  if (watched.expired()) return;
  socket().shutdownSend();
  constexpr std::chrono::milliseconds for_the_rest{1'000};
  watched.enter(Phase::reading, std::min(for_the_rest, shared_.limits.head));
  constexpr std::size_t most = 1'000'000;
  std::size_t drained = 0;
  while (drained < most && receive()) {
    drained += buffer_.size();
    buffer_.clear();
  }
}

}  // namespace chancery::server
