#include "outside/drawing.h"

#include "base/error.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace chancery::outside {
namespace {

using Clock = std::chrono::steady_clock;

Error failure(Fault fault, const char* key, std::string_view detail) {
  return {fault, {key, {{"detail", std::string(detail)}}}};
}

/// A file descriptor that is closed at the end, or before.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor() { close(); }
  Descriptor(Descriptor&& other) noexcept : value_(std::exchange(other.value_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(value_, other.value_);
    return *this;
  }
  [[nodiscard]] int get() const { return value_; }
  void close() {
    if (value_ >= 0) ::close(std::exchange(value_, -1));
  }

 private:
  int value_ = -1;
};

/// A stream between us and the child; a socket, because writing to a child that has ended must not raise a signal.
struct Stream {
  Stream() {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
      throw failure(Fault::environment, "outside.drawing_failed", std::strerror(errno));
    }
    ours = Descriptor(ends[0]);
    theirs = Descriptor(ends[1]);
  }
  Descriptor ours;
  Descriptor theirs;
};

/// The child process; killed and waited for when it goes out of scope.
class Child {
 public:
  explicit Child(pid_t process) : process_(process) {}
  ~Child() {
    if (process_ <= 0) return;
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// Whether it ended well. It has closed its output, so that waiting is short.
  [[nodiscard]] bool wait() {
    int status = 0;
    const pid_t ended = ::waitpid(std::exchange(process_, 0), &status, 0);
    return ended > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
  }

 private:
  pid_t process_;
};

/// The program gets nothing but its three streams; SERVER_NAME forbids it to read files that a graph names.
pid_t spawn(const std::string& program, int input, int output, int errors) {
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO);
  std::string name = program;
  std::string format = "-Tsvg";
  std::array<char*, 3> arguments{name.data(), format.data(), nullptr};
  std::string path = "PATH=/usr/local/bin:/usr/bin:/bin";
  std::string language = "LC_ALL=C.UTF-8";
  std::string no_files = "SERVER_NAME=chancery";
  std::array<char*, 4> environment{path.data(), language.data(), no_files.data(), nullptr};
  pid_t process = 0;
  const int code = ::posix_spawnp(&process, program.c_str(), &actions, nullptr, arguments.data(), environment.data());
  ::posix_spawn_file_actions_destroy(&actions);
  if (code != 0) throw failure(Fault::unavailable, "outside.drawing_unavailable", program);
  return process;
}

/// Feeds the child and collects what it says until it closes its output.
class Conversation {
 public:
  Conversation(Descriptor input, Descriptor output, Descriptor errors, BytesView graph, const DrawingLimits& limits)
      : input_(std::move(input)), output_(std::move(output)), errors_(std::move(errors)), rest_(graph), limits_(limits) {}

  void run() {
    const auto deadline = Clock::now() + limits_.time;
    while (output_.get() >= 0 || errors_.get() >= 0) {
      wait_until(deadline);
      if (polled_[0].revents != 0) feed();
      if (polled_[1].revents != 0) collect(output_, picture_);
      if (polled_[2].revents != 0) collect(errors_, complaint_);
    }
  }

  [[nodiscard]] Bytes picture() && { return std::move(picture_); }
  [[nodiscard]] std::string_view complaint() const { return BytesView(complaint_).substr(0, 300); }

 private:
  void wait_until(Clock::time_point deadline) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    polled_ = {pollfd{input_.get(), POLLOUT, 0}, pollfd{output_.get(), POLLIN, 0}, pollfd{errors_.get(), POLLIN, 0}};
    const int ready = left > 0 ? ::poll(polled_.data(), polled_.size(), static_cast<int>(left)) : 0;
    if (ready == 0) throw failure(Fault::unavailable, "outside.drawing_slow", limits_.program);
    if (ready < 0 && errno != EINTR) throw failure(Fault::environment, "outside.drawing_failed", std::strerror(errno));
  }

  void feed() {
    const ssize_t count = ::send(input_.get(), rest_.data(), rest_.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (count > 0) rest_.remove_prefix(static_cast<std::size_t>(count));
    if (count < 0 || rest_.empty()) input_.close();
  }

  void collect(Descriptor& source, Bytes& target) const {
    std::array<char, 65536> buffer{};
    const ssize_t count = ::read(source.get(), buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) return;
    if (count <= 0) return source.close();
    target.append(buffer.data(), static_cast<std::size_t>(count));
    if (target.size() > limits_.output) throw failure(Fault::input, "outside.drawing_large", std::to_string(limits_.output));
  }

  Descriptor input_;
  Descriptor output_;
  Descriptor errors_;
  BytesView rest_;
  const DrawingLimits& limits_;
  std::array<pollfd, 3> polled_{};
  Bytes picture_;
  Bytes complaint_;
};

}  // namespace

Bytes draw(BytesView graph, const DrawingLimits& limits) {
  Stream input;
  Stream output;
  Stream errors;
  Child child(spawn(limits.program, input.theirs.get(), output.theirs.get(), errors.theirs.get()));
  for (Stream* stream : {&input, &output, &errors}) stream->theirs.close();
  Conversation conversation(std::move(input.ours), std::move(output.ours), std::move(errors.ours), graph, limits);
  conversation.run();
  if (!child.wait()) throw failure(Fault::input, "outside.drawing_refused", conversation.complaint());
  return std::move(conversation).picture();
}

}  // namespace chancery::outside
