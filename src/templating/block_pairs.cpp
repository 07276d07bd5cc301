#include "templating/block_pairs.h"

#include <algorithm>

namespace chancery::templating {
namespace {

class Pairing {
 public:
  explicit Pairing(const std::vector<FoundTag>& tags) : tags_(tags) {}

  [[nodiscard]] BlockPairs run() {
    for (std::size_t index = 0; index < tags_.size(); ++index) {
      const auto kind = tags_[index].tag.kind;
      if (kind == Tag::Kind::open || kind == Tag::Kind::open_inverted) open_.push_back(index);
      if (kind == Tag::Kind::close) close(index);
    }
    for (const auto index : open_) report("unclosed_block", index);
    return std::move(pairs_);
  }

 private:
  [[nodiscard]] bool closes(std::size_t close, std::size_t open) const {
    const auto& tag = tags_[close].tag;
    if (tag.path.segments.empty()) return true;
    if (tag.path != tags_[open].tag.path) return false;
    return !tag.comparison || tag.comparison == tags_[open].tag.comparison;
  }

  void close(std::size_t index) {
    const auto found = std::find_if(open_.rbegin(), open_.rend(), [&](std::size_t open) { return closes(index, open); });
    if (found == open_.rend()) return report("unopened_block", index);
    const auto partner = found.base() - 1;
    judge_between(partner + 1, index);
    pairs_.blocks.push_back({*partner, index});
    open_.erase(partner);
  }

  /// What was opened inside and is still open: crossed when it is closed further on, forgotten when it never is.
  void judge_between(std::vector<std::size_t>::iterator begin, std::size_t index) {
    std::vector<std::size_t> crossed;
    for (auto one = begin; one != open_.end(); ++one) {
      const bool later = is_closed_behind(*one, index);
      report(later ? "crossed_block" : "unclosed_block", *one);
      if (later) crossed.push_back(*one);
    }
    std::copy(crossed.begin(), crossed.end(), begin);
    open_.erase(begin + static_cast<std::ptrdiff_t>(crossed.size()), open_.end());
  }

  [[nodiscard]] bool is_closed_behind(std::size_t open, std::size_t index) const {
    return std::any_of(tags_.begin() + static_cast<std::ptrdiff_t>(index) + 1, tags_.end(), [&](const FoundTag& one) {
      return one.tag.kind == Tag::Kind::close && one.tag.path == tags_[open].tag.path;
    });
  }

  void report(const char* code, std::size_t tag) { pairs_.mistakes.push_back({code, tag}); }

  const std::vector<FoundTag>& tags_;
  std::vector<std::size_t> open_;
  BlockPairs pairs_;
};

}  // namespace

BlockPairs pair_blocks(const std::vector<FoundTag>& tags) {
  return Pairing(tags).run();
}

}  // namespace chancery::templating
