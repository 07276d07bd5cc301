#pragma once

#include "base/sha256.h"
#include "base/timestamp.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>

namespace chancery::store {

/// The last tree head of which a receipt may have left the office.
struct Anchor {
  std::int64_t size;
  Sha256 root;

  friend bool operator==(const Anchor&, const Anchor&) = default;
};

/// The anchor next to the database, which no backup restores: a database behind its anchor was set back.
/// Two fixed slots are written in turn, each with its own check value, so that a torn write loses one slot at most.
class AnchorFile {
 public:
  static constexpr std::chrono::milliseconds sync_interval{1000};

  /// Makes the file when there is none.   Throws: Error{Fault::environment} when both slots are damaged.
  explicit AnchorFile(const std::filesystem::path& path);
  /// Syncs what was released.
  ~AnchorFile();
  AnchorFile(AnchorFile&& other) noexcept;
  AnchorFile& operator=(AnchorFile&&) = delete;

  /// Absent before the first release.
  [[nodiscard]] const std::optional<Anchor>& last() const { return last_; }

  /// Writes the anchor, before the receipts leave; it reaches the disk now or within a second of later releases.
  /// Requires: `anchor.size` is not less than that of last().   Throws: Error{Fault::environment}.
  void release(const Anchor& anchor, Timestamp now);
  /// Waits until the disk has what was released.   Throws: Error{Fault::environment}.
  void sync();

 private:
  void load();

  std::filesystem::path path_;
  int descriptor_;
  std::optional<Anchor> last_;
  std::size_t next_slot_ = 0;
  std::optional<Timestamp> synced_;
  bool dirty_ = false;
};

}  // namespace chancery::store
