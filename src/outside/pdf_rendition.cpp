#include "outside/pdf_rendition.h"

#include "base/error.h"
#include "outside/files.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sched.h>
#include <string_view>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace chancery::outside {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int no_namespace = 125;
constexpr int no_program = 127;

Error failure(Fault fault, const char* key, std::string_view detail) {
  return {fault, {key, {{"detail", std::string(detail)}}}};
}

/// A folder that goes with everything in it.
class Scratch {
 public:
  Scratch() {
    std::string pattern = (std::filesystem::temp_directory_path() / "chancery_pdf_XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw failure(Fault::environment, "outside.pdf_failed", std::strerror(errno));
    path_ = pattern;
  }
  ~Scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// What the child is told, made before it is split off: between fork and exec nothing may be allocated.
class Invocation {
 public:
  Invocation(const std::filesystem::path& folder, const std::string& program)
      : arguments_{program,
                   "-env:UserInstallation=file://" + (folder / "profile").string(),
                   "--headless",
                   "--norestore",
                   "--nolockcheck",
                   "--nodefault",
                   "--nofirststartwizard",
                   "--convert-to",
                   "pdf",
                   "--outdir",
                   folder.string(),
                   (folder / "document.docx").string()},
        environment_{"PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C.UTF-8", "HOME=" + folder.string(),
                     "TMPDIR=" + folder.string()} {
    for (auto& one : arguments_) argument_pointers_.push_back(one.data());
    for (auto& one : environment_) environment_pointers_.push_back(one.data());
    argument_pointers_.push_back(nullptr);
    environment_pointers_.push_back(nullptr);
  }

  [[nodiscard]] char** arguments() { return argument_pointers_.data(); }
  [[nodiscard]] char** environment() { return environment_pointers_.data(); }

 private:
  std::vector<std::string> arguments_;
  std::vector<std::string> environment_;
  std::vector<char*> argument_pointers_;
  std::vector<char*> environment_pointers_;
};

void limit(__rlimit_resource what, std::size_t most) {
  const rlimit value{most, most};
  ::setrlimit(what, &value);
}

/// Only calls that are safe between fork and exec.
[[noreturn]] void become_program(Invocation& invocation, const PdfLimits& limits) {
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::unshare(CLONE_NEWNET) != 0 && ::unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0) ::_exit(no_namespace);
  limit(RLIMIT_FSIZE, limits.output);
  limit(RLIMIT_AS, limits.memory);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_CPU, static_cast<std::size_t>(limits.time.count() / 1000 + 1));
  const int nothing = ::open("/dev/null", O_RDWR);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) ::dup2(nothing, stream);
  ::execvpe(invocation.arguments()[0], invocation.arguments(), invocation.environment());
  ::_exit(no_program);
}

/// The child with all that it started; ended and waited for when it goes out of scope.
class Child {
 public:
  Child(Invocation& invocation, const PdfLimits& limits) : process_(::fork()) {
    if (process_ < 0) throw failure(Fault::environment, "outside.pdf_failed", std::strerror(errno));
    if (process_ == 0) become_program(invocation, limits);
    ::setpgid(process_, process_);
  }
  ~Child() {
    ::kill(-process_, SIGKILL);
    if (!ended_) ::waitpid(process_, nullptr, 0);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// The status of the program.
  [[nodiscard]] int wait(const PdfLimits& limits) {
    const auto deadline = Clock::now() + limits.time;
    int status = 0;
    while (true) {
      const pid_t ended = ::waitpid(process_, &status, WNOHANG);
      if (ended == process_) return ended_ = true, status;
      if (ended < 0 && errno != EINTR) throw failure(Fault::environment, "outside.pdf_failed", std::strerror(errno));
      if (Clock::now() > deadline) throw failure(Fault::unavailable, "outside.pdf_slow", limits.program);
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }

 private:
  pid_t process_;
  bool ended_ = false;
};

void judge(int status, const PdfLimits& limits) {
  if (WIFEXITED(status) && WEXITSTATUS(status) == no_namespace)
    throw failure(Fault::unavailable, "outside.pdf_no_namespace", limits.program);
  if (WIFEXITED(status) && WEXITSTATUS(status) == no_program)
    throw failure(Fault::unavailable, "outside.pdf_unavailable", limits.program);
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXFSZ)
    throw failure(Fault::input, "outside.pdf_large", std::to_string(limits.output));
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) throw failure(Fault::input, "outside.pdf_refused", limits.program);
}

}  // namespace

Bytes convert_to_pdf(BytesView docx, const PdfLimits& limits) {
  const Scratch scratch;
  write_private_file(scratch.path() / "document.docx", docx);
  Invocation invocation(scratch.path(), limits.program);
  {
    Child child(invocation, limits);
    judge(child.wait(limits), limits);
  }
  const auto made = scratch.path() / "document.pdf";
  if (!std::filesystem::exists(made)) throw failure(Fault::input, "outside.pdf_refused", limits.program);
  if (std::filesystem::file_size(made) >= limits.output)
    throw failure(Fault::input, "outside.pdf_large", std::to_string(limits.output));
  auto pdf = read_file(made, limits.output);
  if (!pdf.starts_with("%PDF-")) throw failure(Fault::input, "outside.pdf_refused", limits.program);
  return pdf;
}

bool can_convert_to_pdf(const PdfLimits& limits) {
  if (limits.program.find('/') != std::string::npos) return ::access(limits.program.c_str(), X_OK) == 0;
  for (const auto* folder : {"/usr/local/bin/", "/usr/bin/", "/bin/"}) {
    if (::access((folder + limits.program).c_str(), X_OK) == 0) return true;
  }
  return false;
}

}  // namespace chancery::outside
