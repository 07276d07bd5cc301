#pragma once

#include "base/bytes.h"
#include "base/error.h"

#include <arpa/inet.h>
#include <array>
#include <atomic>
#include <chrono>
#include <functional>
#include <netinet/in.h>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace chancery::tests {

/// A server of one test on a free port: reads one request, gives its body to the test and writes what the test answers, byte for
/// byte.
class TcpResponder {
 public:
  /// `answer` gets the body of the request; what it returns is sent whole, `drip` apart a byte when that is not zero.
  explicit TcpResponder(std::function<Bytes(const Bytes&)> answer, std::chrono::milliseconds drip = std::chrono::milliseconds(0))
      : answer_(std::move(answer)), drip_(drip), listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    check_invariant(listener_ >= 0 && ::bind(listener_, any, size) == 0 && ::listen(listener_, 16) == 0 &&
                        ::getsockname(listener_, any, &size) == 0,
                    "a test listens");
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~TcpResponder() {
    done_ = true;
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
  }
  TcpResponder(const TcpResponder&) = delete;
  TcpResponder& operator=(const TcpResponder&) = delete;

  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/"; }
  [[nodiscard]] int asked() const { return asked_; }

  [[nodiscard]] static Bytes ok(const Bytes& body, const std::string& media_type = "application/timestamp-reply") {
    return "HTTP/1.1 200 OK\r\nContent-Type: " + media_type + "\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\nConnection: close\r\n\r\n" + body;
  }

 private:
  void serve() {
    while (!done_) {
      const int client = ::accept(listener_, nullptr, nullptr);
      if (client < 0) continue;
      ++asked_;
      respond(client);
      ::close(client);
    }
  }

  void respond(int client) {
    Bytes request;
    std::array<char, 4096> piece{};
    while (!is_whole(request)) {
      const ssize_t count = ::recv(client, piece.data(), piece.size(), 0);
      if (count <= 0) return;
      request.append(piece.data(), static_cast<std::size_t>(count));
    }
    const Bytes answer = answer_(request.substr(request.find("\r\n\r\n") + 4));
    const std::size_t step = drip_.count() == 0 ? answer.size() : 1;
    for (std::size_t at = 0; at < answer.size() && !done_; at += step) {
      if (::send(client, answer.data() + at, step, MSG_NOSIGNAL) <= 0) return;
      std::this_thread::sleep_for(drip_);
    }
  }

  static bool is_whole(const Bytes& request) {
    const auto end = request.find("\r\n\r\n");
    if (end == Bytes::npos) return false;
    const auto length = request.find("Content-Length: ");
    const std::size_t wanted = length == Bytes::npos || length > end ? 0 : std::stoul(request.substr(length + 16));
    return request.size() >= end + 4 + wanted;
  }

  std::function<Bytes(const Bytes&)> answer_;
  std::chrono::milliseconds drip_;
  int listener_;
  unsigned short port_ = 0;
  std::atomic<bool> done_{false};
  std::atomic<int> asked_{0};
  std::thread thread_;
};

}  // namespace chancery::tests
