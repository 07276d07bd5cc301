#include "outside/prompt.h"

#include "base/error.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <string>
#include <termios.h>
#include <unistd.h>
#include <utility>

namespace chancery::outside {
namespace {

constexpr std::size_t longest_password = 1024;

Error unreadable(const char* key) {
  return {Fault::environment, {key, {{"reason", std::strerror(errno)}}}};
}

/// A file descriptor that is closed at the end.
class OwnedDescriptor {
 public:
  explicit OwnedDescriptor(int descriptor) : descriptor_(descriptor) {}
  ~OwnedDescriptor() { ::close(descriptor_); }
  OwnedDescriptor(const OwnedDescriptor&) = delete;
  OwnedDescriptor& operator=(const OwnedDescriptor&) = delete;
  [[nodiscard]] int get() const { return descriptor_; }

 private:
  int descriptor_;
};

/// The echo is off as long as this lives, also when reading fails.
class SilentTerminal {
 public:
  explicit SilentTerminal(int descriptor) : descriptor_(descriptor) {
    if (::tcgetattr(descriptor_, &before_) != 0) throw unreadable("outside.no_terminal");
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    if (::tcsetattr(descriptor_, TCSAFLUSH, &silent) != 0) throw unreadable("outside.no_terminal");
  }
  ~SilentTerminal() { ::tcsetattr(descriptor_, TCSAFLUSH, &before_); }
  SilentTerminal(const SilentTerminal&) = delete;
  SilentTerminal& operator=(const SilentTerminal&) = delete;

 private:
  int descriptor_;
  termios before_{};
};

/// One byte at a time, so that nothing behind the line is taken from the descriptor. Absent at its end.
std::optional<char> read_byte(int descriptor) {
  char byte = 0;
  ssize_t count = -1;
  do count = ::read(descriptor, &byte, 1);
  while (count < 0 && errno == EINTR);
  if (count < 0) throw unreadable("outside.password_unreadable");
  return count == 0 ? std::nullopt : std::optional(byte);
}

void write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(descriptor, text.data(), text.size());
    if (count < 0 && errno != EINTR) throw unreadable("outside.no_terminal");
    if (count > 0) text.remove_prefix(static_cast<std::size_t>(count));
  }
}

}  // namespace

SecretBytes ask_password(std::string_view question) {
  const int descriptor = ::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
  if (descriptor < 0) throw unreadable("outside.no_terminal");
  const OwnedDescriptor terminal(descriptor);
  const SilentTerminal silent(terminal.get());
  write_all(terminal.get(), question);
  SecretBytes password = read_password(terminal.get());
  write_all(terminal.get(), "\n");
  return password;
}

SecretBytes read_password(int descriptor) {
  std::string line;
  line.reserve(longest_password + 1);  // never moved, so that no copy stays behind in freed memory
  auto byte = read_byte(descriptor);
  if (!byte) throw Error(Fault::input, {"outside.no_password", {}});
  for (; byte && *byte != '\n'; byte = read_byte(descriptor)) {
    if (line.size() == longest_password) {
      const SecretBytes wiped(std::move(line));
      throw Error(Fault::input, {"outside.password_too_long", {{"limit", static_cast<std::int64_t>(longest_password)}}});
    }
    line.push_back(*byte);
  }
  if (line.ends_with('\r')) line.pop_back();
  return SecretBytes(std::move(line));
}

}  // namespace chancery::outside
