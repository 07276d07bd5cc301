#include "store/office_lock.h"

#include "base/error.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace chancery::store {

std::optional<OfficeLock> OfficeLock::try_take(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    throw Error(Fault::environment,
                {"store.lock_failed", {{"place", path.string()}, {"library", std::string(std::strerror(errno))}}});
  }
  OfficeLock lock(descriptor);
  while (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK) return std::nullopt;
    if (errno == EINTR) continue;
    throw Error(Fault::environment,
                {"store.lock_failed", {{"place", path.string()}, {"library", std::string(std::strerror(errno))}}});
  }
  return lock;
}

OfficeLock::OfficeLock(OfficeLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

OfficeLock::~OfficeLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace chancery::store
