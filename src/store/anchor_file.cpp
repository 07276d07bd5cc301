#include "store/anchor_file.h"

#include "base/error.h"

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <string_view>
#include <unistd.h>
#include <utility>

namespace chancery::store {
namespace {

constexpr std::size_t size_digits = 19;
/// "SIZE ROOT" that the check value is made of.
constexpr std::size_t content_length = size_digits + 1 + 2 * Sha256::size;
/// One line: content, a space, its SHA-256, LF.
constexpr std::size_t slot_length = content_length + 1 + 2 * Sha256::size + 1;
constexpr std::size_t slot_count = 2;

std::string write_slot(const Anchor& anchor) {
  const std::string digits = std::to_string(anchor.size);
  const std::string content = std::string(size_digits - digits.size(), '0') + digits + " " + anchor.root.hex();
  return content + " " + sha256(content).hex() + "\n";
}

/// Absent when any byte of the slot is not what write_slot made.
std::optional<Anchor> parse_slot(std::string_view slot) {
  if (slot.size() != slot_length) return std::nullopt;
  const std::string_view digits = slot.substr(0, size_digits);
  const auto root = Sha256::parse(slot.substr(size_digits + 1, 2 * Sha256::size));
  std::int64_t size = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), size);
  if (!root || problem != std::errc() || end != digits.data() + digits.size() || size < 0) return std::nullopt;
  const Anchor anchor{size, *root};
  return write_slot(anchor) == slot ? std::optional(anchor) : std::nullopt;
}

Error failed(const std::filesystem::path& path) {
  return {Fault::environment,
          {"store.anchor_failed", {{"place", path.string()}, {"library", std::string(std::strerror(errno))}}}};
}

}  // namespace

AnchorFile::AnchorFile(const std::filesystem::path& path)
    : path_(path), descriptor_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
  if (descriptor_ < 0) throw failed(path_);
  load();
}

AnchorFile::AnchorFile(AnchorFile&& other) noexcept
    : path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      last_(other.last_),
      next_slot_(other.next_slot_),
      synced_(other.synced_),
      dirty_(std::exchange(other.dirty_, false)) {}

AnchorFile::~AnchorFile() {
  if (descriptor_ < 0) return;
  if (dirty_) ::fdatasync(descriptor_);  // at stop; who must know whether it worked calls sync()
  ::close(descriptor_);
}

void AnchorFile::load() {
  std::array<char, slot_count * slot_length> content{};
  const ssize_t length = ::pread(descriptor_, content.data(), content.size(), 0);
  if (length < 0) throw failed(path_);
  const std::string_view text(content.data(), static_cast<std::size_t>(length));
  for (std::size_t slot = 0; slot * slot_length < text.size(); ++slot) {
    const auto anchor = parse_slot(text.substr(slot * slot_length, slot_length));
    if (!anchor || (last_ && last_->size >= anchor->size)) continue;
    last_ = anchor;
    next_slot_ = (slot + 1) % slot_count;
  }
  if (!text.empty() && !last_) throw Error(Fault::environment, {"store.anchor_damaged", {{"place", path_.string()}}});
}

void AnchorFile::release(const Anchor& anchor, Timestamp now) {
  check_invariant(!last_ || last_->size <= anchor.size, "a released tree head never shrinks");
  const std::string slot = write_slot(anchor);
  const ssize_t length = ::pwrite(descriptor_, slot.data(), slot.size(), static_cast<off_t>(next_slot_ * slot_length));
  if (length != static_cast<ssize_t>(slot.size())) throw failed(path_);
  last_ = anchor;
  next_slot_ = (next_slot_ + 1) % slot_count;
  dirty_ = true;
  // A clock that went back must not postpone the sync.
  const bool due = !synced_ || now >= synced_->plus(sync_interval) || now < *synced_;
  if (!due) return;
  sync();
  synced_ = now;
}

void AnchorFile::sync() {
  if (!dirty_) return;
  if (::fdatasync(descriptor_) != 0) throw failed(path_);
  dirty_ = false;
}

}  // namespace chancery::store
