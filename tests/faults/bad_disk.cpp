// Preloaded into the built program: writes into one folder fail while a file beside it says so.
//   CHANCERY_BAD_DISK          the folder whose files are meant
//   CHANCERY_BAD_DISK_ORDER    the file that says what fails: "write ENOSPC" or "sync EIO"; nothing fails while it is not there
#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <string>
#include <sys/uio.h>
#include <unistd.h>

namespace {

bool is_meant(int descriptor) {
  const char* folder = std::getenv("CHANCERY_BAD_DISK");
  if (folder == nullptr) return false;
  const std::string link = "/proc/self/fd/" + std::to_string(descriptor);
  char path[PATH_MAX];
  const ssize_t length = ::readlink(link.c_str(), path, sizeof path);
  return length > 0 && std::string(path, static_cast<std::size_t>(length)).rfind(folder, 0) == 0;
}

/// Whether this kind of call fails now; sets errno.
bool fails(const char* kind, int descriptor) {
  const char* order = std::getenv("CHANCERY_BAD_DISK_ORDER");
  if (order == nullptr || ::access(order, F_OK) != 0 || !is_meant(descriptor)) return false;
  std::FILE* file = std::fopen(order, "r");
  if (file == nullptr) return false;
  char what[16] = "";
  char how[16] = "";
  const int read = std::fscanf(file, "%15s %15s", what, how);
  std::fclose(file);
  if (read != 2 || std::strcmp(what, kind) != 0) return false;
  errno = std::strcmp(how, "ENOSPC") == 0 ? ENOSPC : EIO;
  return true;
}

template <class Function>
Function next(const char* name) {
  return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" {

ssize_t write(int descriptor, const void* bytes, size_t size) {
  static const auto real = next<ssize_t (*)(int, const void*, size_t)>("write");
  return fails("write", descriptor) ? -1 : real(descriptor, bytes, size);
}

ssize_t pwrite(int descriptor, const void* bytes, size_t size, off_t offset) {
  static const auto real = next<ssize_t (*)(int, const void*, size_t, off_t)>("pwrite");
  return fails("write", descriptor) ? -1 : real(descriptor, bytes, size, offset);
}

ssize_t pwrite64(int descriptor, const void* bytes, size_t size, off64_t offset) {
  static const auto real = next<ssize_t (*)(int, const void*, size_t, off64_t)>("pwrite64");
  return fails("write", descriptor) ? -1 : real(descriptor, bytes, size, offset);
}

ssize_t writev(int descriptor, const iovec* parts, int count) {
  static const auto real = next<ssize_t (*)(int, const iovec*, int)>("writev");
  return fails("write", descriptor) ? -1 : real(descriptor, parts, count);
}

int fsync(int descriptor) {
  static const auto real = next<int (*)(int)>("fsync");
  return fails("sync", descriptor) ? -1 : real(descriptor);
}

int fdatasync(int descriptor) {
  static const auto real = next<int (*)(int)>("fdatasync");
  return fails("sync", descriptor) ? -1 : real(descriptor);
}
}
