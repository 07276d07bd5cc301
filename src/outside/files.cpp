#include "outside/files.h"

#include "base/error.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <unistd.h>

namespace chancery::outside {
namespace {

class OpenFile {
 public:
  explicit OpenFile(int number) : number_(number) {}
  ~OpenFile() {
    if (number_ >= 0) ::close(number_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

[[noreturn]] void failed(const char* key, const std::filesystem::path& path) {
  throw Error(Fault::environment, {key, {{"path", path.string()}, {"detail", std::string(std::strerror(errno))}}});
}

void write_all(const OpenFile& file, BytesView bytes, const std::filesystem::path& path) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file.number(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) failed("outside.file_not_written", path);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::fsync(file.number()) != 0) failed("outside.file_not_written", path);
}

void replace(const std::filesystem::path& path, BytesView bytes, mode_t mode) {
  const std::filesystem::path made = path.string() + ".new";
  {
    const OpenFile file(::open(made.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode));
    if (file.number() < 0) failed("outside.file_not_written", path);
    write_all(file, bytes, path);
  }
  if (::rename(made.c_str(), path.c_str()) != 0) failed("outside.file_not_written", path);
}

}  // namespace

Bytes read_file(const std::filesystem::path& path, std::size_t limit) {
  std::error_code error;
  const bool regular = std::filesystem::is_regular_file(path, error);
  if (!error && !regular && std::filesystem::exists(path)) {
    throw Error(Fault::input, {"outside.not_a_file", {{"path", path.string()}}});
  }
  const auto size = std::filesystem::file_size(path, error);
  if (error) {
    const Fault fault = error == std::errc::no_such_file_or_directory ? Fault::absent : Fault::environment;
    throw Error(fault, {fault == Fault::absent ? "outside.no_such_file" : "outside.file_not_read",
                        {{"path", path.string()}, {"detail", error.message()}}});
  }
  if (size > limit) {
    throw Error(
        Fault::input,
        {"outside.file_too_large",
         {{"path", path.string()}, {"limit", static_cast<std::int64_t>(limit)}, {"found", static_cast<std::int64_t>(size)}}});
  }
  std::ifstream file(path, std::ios::binary);
  Bytes bytes{std::istreambuf_iterator<char>(file), {}};
  if (!file.is_open() || file.bad()) failed("outside.file_not_read", path);
  return bytes;
}

bool holds_any(const std::filesystem::path& path, const std::vector<std::string>& words) {
  constexpr std::size_t piece = 1'000'000;
  std::size_t longest = 1;
  for (const std::string& word : words) longest = std::max(longest, word.size());
  std::ifstream file(path, std::ios::binary);
  Bytes window;
  while (file) {
    const std::size_t kept = std::min(window.size(), longest - 1);  // a word may lie across two pieces
    window.erase(0, window.size() - kept);
    window.resize(kept + piece);
    file.read(window.data() + kept, static_cast<std::streamsize>(piece));
    window.resize(kept + static_cast<std::size_t>(file.gcount()));
    const bool found = std::any_of(words.begin(), words.end(),
                                   [&](const std::string& word) { return !word.empty() && window.find(word) != Bytes::npos; });
    if (found) return true;
  }
  if (file.bad() || !file.eof()) failed("outside.file_not_read", path);
  return false;
}

void write_file(const std::filesystem::path& path, BytesView bytes) {
  replace(path, bytes, 0644);
}

void write_private_file(const std::filesystem::path& path, BytesView bytes) {
  replace(path, bytes, 0600);
}

void make_private_folder(const std::filesystem::path& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error || ::chmod(path.c_str(), 0700) != 0) failed("outside.folder_not_made", path);
}

}  // namespace chancery::outside
