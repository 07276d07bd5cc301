#pragma once

#include <arpa/inet.h>
#include <array>
#include <chrono>
#include <netinet/in.h>
#include <poll.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <utility>

namespace chancery::tests {

/// A client that sends exactly the bytes it is told to: no library that would mend them.
class RawClient {
 public:
  static RawClient tcp(std::uint16_t port) {
    RawClient client(AF_INET);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    client.connect(reinterpret_cast<const sockaddr*>(&address), sizeof address);
    return client;
  }
  static RawClient local(const std::string& path) {
    RawClient client(AF_UNIX);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    client.connect(reinterpret_cast<const sockaddr*>(&address), sizeof address);
    return client;
  }
  RawClient(RawClient&& other) noexcept : socket_(std::exchange(other.socket_, -1)) {}
  RawClient& operator=(RawClient&&) = delete;
  ~RawClient() {
    if (socket_ >= 0) ::close(socket_);
  }

  [[nodiscard]] int descriptor() const { return socket_; }

  /// False when the other side is gone.
  bool send(std::string_view bytes) const {
    while (!bytes.empty()) {
      const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  void finish_sending() const { ::shutdown(socket_, SHUT_WR); }

  [[nodiscard]] bool readable_within(std::chrono::milliseconds time) const {
    pollfd descriptor{socket_, POLLIN, 0};
    return ::poll(&descriptor, 1, static_cast<int>(time.count())) == 1;
  }
  /// What comes until the other side closes; fails after ten seconds of silence.
  [[nodiscard]] std::string read_all() const {
    std::string all;
    while (true) {
      const auto piece = read_some();
      if (piece.empty()) return all;
      all += piece;
    }
  }
  /// One answer of a connection that stays open.
  [[nodiscard]] std::string read_answer() const {
    std::string answer;
    while (!is_whole(answer)) {
      const auto piece = read_some();
      if (piece.empty()) return answer;
      answer += piece;
    }
    return answer;
  }

  /// Sends, and reads until the end.
  [[nodiscard]] std::string ask(std::string_view bytes) const {
    send(bytes);
    return read_all();
  }

 private:
  explicit RawClient(int family) : socket_(::socket(family, SOCK_STREAM, 0)) {}

  void connect(const sockaddr* address, socklen_t size) const {
    if (::connect(socket_, address, size) != 0) throw std::runtime_error("connect");
  }
  [[nodiscard]] std::string read_some() const {
    if (!readable_within(std::chrono::seconds(10))) throw std::runtime_error("no answer");
    std::array<char, 4096> piece{};
    const auto size = ::recv(socket_, piece.data(), piece.size(), 0);
    return size <= 0 ? std::string() : std::string(piece.data(), static_cast<std::size_t>(size));
  }
  static bool is_whole(std::string_view answer) {
    const auto head_end = answer.find("\r\n\r\n");
    const auto length = answer.find("content-length: ");
    if (head_end == answer.npos || length > head_end) return false;
    return answer.size() == head_end + 4 + std::stoul(std::string(answer.substr(length + 16, 12)));
  }

  int socket_;
};

/// `HTTP/1.1 404 Not Found…` is 404; 0 when there is no answer.
inline int status_in(std::string_view answer) {
  return answer.size() < 12 ? 0 : std::stoi(std::string(answer.substr(9, 3)));
}

}  // namespace chancery::tests
