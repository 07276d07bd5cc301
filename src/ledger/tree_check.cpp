#include "ledger/tree_check.h"

#include "ledger/hash.h"
#include "ledger/tile_builder.h"

#include <algorithm>

namespace chancery::ledger {
namespace {

class Walk {
 public:
  Walk(const TreeHead& head, std::optional<TreeSize> earlier_size, const FileReader& files, const TakeEntry& take)
      : head_(head),
        earlier_size_(earlier_size),
        files_(files),
        take_(take),
        before_([this] { return builder_.head(); }),
        builder_([this](const TileId& tile, std::span<const Sha256> hashes) { compare(tile, hashes); }) {}

  TreeCheck run() {
    note_earlier_root();
    for (std::uint64_t index = 0; index * tile_width < head_.size; ++index) {
      if (auto finding = read_bundle(index)) return {std::move(finding), earlier_root_};
    }
    builder_.finish();
    return {conclude(), earlier_root_};
  }

 private:
  std::optional<Finding> read_bundle(std::uint64_t index) {
    const unsigned width = width_of_tile(head_.size, 0, index);
    const auto bytes = files_(bundle_path(index, width));
    if (!bytes) return missing(index);
    const Bundle bundle = parse_bundle(*bytes);
    if (!bundle.whole || bundle.entries.size() != width) return explain_damage(bundle, index, width);
    for (const BytesView entry : bundle.entries) add(entry);
    return std::nullopt;
  }

  /// Entries that end where they should not: the first one that is not in the tile was changed, or else the last ones are
  /// missing.
  [[nodiscard]] Finding explain_damage(const Bundle& bundle, std::uint64_t index, unsigned width) const {
    const auto bytes = files_(tile_path({0, index, width}));
    const auto hashes = bytes ? parse_tile(*bytes, width) : std::nullopt;
    std::size_t same = 0;
    while (hashes && same < std::min<std::size_t>(bundle.entries.size(), width) &&
           hash_leaf(bundle.entries[same]) == (*hashes)[same]) {
      ++same;
    }
    const TreeSize first_wrong = index * tile_width + same;
    if (same < bundle.entries.size() || !bundle.whole) return tampered("ledger.bundle_damaged", first_wrong);
    return end_of_entries(first_wrong, index != last_bundle());
  }

  void add(BytesView entry) {
    const Sha256 leaf = hash_leaf(entry);
    take_(index_, entry, leaf, before_);
    builder_.add(leaf);
    ++index_;
    note_earlier_root();
  }

  void note_earlier_root() {
    if (earlier_size_ == index_) earlier_root_ = builder_.head().root;
  }

  [[nodiscard]] std::uint64_t last_bundle() const { return (head_.size - 1) / tile_width; }

  /// A bundle that is not there was taken out when the last one still is, and cut off otherwise.
  [[nodiscard]] Finding missing(std::uint64_t index) const {
    const std::uint64_t last = last_bundle();
    const bool more_follow = index != last && files_(bundle_path(last, width_of_tile(head_.size, 0, last))).has_value();
    return end_of_entries(index * tile_width, more_follow);
  }

  [[nodiscard]] Finding end_of_entries(TreeSize first_missing, bool more_follow) const {
    if (more_follow) return tampered("ledger.entries_missing", first_missing);
    return {LedgerResult::truncated,
            first_missing,
            {"ledger.truncated",
             {{"found", static_cast<std::int64_t>(first_missing)}, {"size", static_cast<std::int64_t>(head_.size)}}}};
  }

  /// Keeps the first difference: whether the tile or the entry is wrong, the root will tell.
  void compare(const TileId& tile, std::span<const Sha256> hashes) {
    if (difference_) return;
    const std::string name = tile_path(tile);
    const auto bytes = files_(name);
    const auto stored = bytes ? parse_tile(*bytes, tile.width) : std::nullopt;
    const auto [ours, theirs] = stored ? std::mismatch(hashes.begin(), hashes.end(), stored->begin())
                                       : std::pair(hashes.begin(), std::vector<Sha256>::const_iterator());
    if (stored && ours == hashes.end()) return;
    const std::uint64_t position = tile.index * tile_width + static_cast<std::uint64_t>(ours - hashes.begin());
    difference_ = Difference{position << (tile.level * tile_height), name};
  }

  [[nodiscard]] std::optional<Finding> conclude() const {
    const bool same_root = builder_.head().root == head_.root;
    if (same_root && !difference_) return std::nullopt;
    if (same_root) return tampered_file("ledger.tile_differs", difference_->entry, difference_->tile);
    if (difference_) return tampered("ledger.entry_differs", difference_->entry);
    return Finding{
        LedgerResult::tampered, std::nullopt, {"ledger.root_differs", {{"size", static_cast<std::int64_t>(head_.size)}}}};
  }

  struct Difference {
    TreeSize entry;
    std::string tile;
  };

  TreeHead head_;
  std::optional<TreeSize> earlier_size_;
  const FileReader& files_;
  const TakeEntry& take_;
  HeadBefore before_;
  TileBuilder builder_;
  TreeSize index_ = 0;
  std::optional<Sha256> earlier_root_;
  std::optional<Difference> difference_;
};

}  // namespace

TreeCheck check_tree(const TreeHead& head, std::optional<TreeSize> earlier_size, const FileReader& files, const TakeEntry& take) {
  return Walk(head, earlier_size, files, take).run();
}

}  // namespace chancery::ledger
