#include "outside/mail_folder.h"

#include "base/error.h"
#include "outside/files.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <unistd.h>

namespace chancery::outside {
namespace {

[[noreturn]] void failed(const std::filesystem::path& path) {
  throw Error(Fault::environment,
              {"outside.file_not_written", {{"path", path.string()}, {"detail", std::string(std::strerror(errno))}}});
}

/// Renames and new names are on the disk when this returns.
void sync_folder(const std::filesystem::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) failed(folder);
  const int synced = ::fsync(descriptor);
  ::close(descriptor);
  if (synced != 0) failed(folder);
}

}  // namespace

MailFolder::MailFolder(std::filesystem::path folder) : folder_(std::move(folder)), handed_(folder_ / ".handed") {
  make_private_folder(folder_);
  make_private_folder(handed_);
}

/// Three states, each reached by one rename or one new name: nothing ready → letter and mark in `.handed` → mark alone, the
/// letter in the folder. A mark without its letter says that the letter went out.
void MailFolder::hand_over(std::string_view name, BytesView letter) const {
  const std::filesystem::path prepared = handed_ / (std::string(name) + ".eml");
  const std::filesystem::path mark = handed_ / std::string(name);
  if (!std::filesystem::exists(mark)) {
    write_private_file(prepared, letter);
    sync_folder(handed_);
    write_private_file(mark, "");
    sync_folder(handed_);
  }
  if (!std::filesystem::exists(prepared)) return;
  if (::rename(prepared.c_str(), (folder_ / (std::string(name) + ".eml")).c_str()) != 0) failed(prepared);
  sync_folder(folder_);
  sync_folder(handed_);
}

}  // namespace chancery::outside
