#include "comparison/edit_script.h"

#include <algorithm>

namespace chancery::comparison {
namespace {

using Sequence = std::span<const std::uint32_t>;
using EditKind = Edit::Kind;

/// Divides the problem at the middle of a shortest path and conquers the halves.
class Differ {
 public:
  Differ(Sequence old, Sequence now, std::size_t cost_limit)
      : old_(old), now_(now), limit_(static_cast<std::ptrdiff_t>(cost_limit)) {
    const auto size = old.size() + now.size() + 3;
    forward_.resize(2 * size + 1);
    backward_.resize(2 * size + 1);
    center_ = static_cast<std::ptrdiff_t>(size);
  }

  std::vector<Edit> run() {
    solve(0, old_.size(), 0, now_.size());
    return std::move(edits_);
  }

 private:
  struct Snake {
    std::size_t old_begin, new_begin, old_end, new_end;
    bool found;
  };

  void add(EditKind kind, std::size_t old_begin, std::size_t new_begin, std::size_t size) {
    if (size == 0) return;
    if (!edits_.empty() && edits_.back().kind == kind) {
      edits_.back().size += size;
      return;
    }
    // A removal goes before the insertion that stands at the same place.
    if (kind == EditKind::remove && !edits_.empty() && edits_.back().kind == EditKind::insert) {
      const auto inserted = edits_.back();
      edits_.pop_back();
      add(EditKind::remove, old_begin, inserted.new_begin, size);
      edits_.push_back({EditKind::insert, old_begin + size, inserted.new_begin, inserted.size});
      return;
    }
    edits_.push_back({kind, old_begin, new_begin, size});
  }

  void solve(std::size_t old_begin, std::size_t old_end, std::size_t new_begin, std::size_t new_end) {
    std::size_t head = 0;
    while (old_begin + head < old_end && new_begin + head < new_end && old_[old_begin + head] == now_[new_begin + head]) ++head;
    add(EditKind::equal, old_begin, new_begin, head);
    old_begin += head;
    new_begin += head;
    std::size_t tail = 0;
    while (old_end - tail > old_begin && new_end - tail > new_begin && old_[old_end - tail - 1] == now_[new_end - tail - 1])
      ++tail;
    old_end -= tail;
    new_end -= tail;
    if (old_begin == old_end || new_begin == new_end) {
      add(EditKind::remove, old_begin, new_begin, old_end - old_begin);
      add(EditKind::insert, old_end, new_begin, new_end - new_begin);
    } else {
      const auto middle = middle_snake(old_begin, old_end, new_begin, new_end);
      if (middle.found) {
        solve(old_begin, middle.old_begin, new_begin, middle.new_begin);
        add(EditKind::equal, middle.old_begin, middle.new_begin, middle.old_end - middle.old_begin);
        solve(middle.old_end, old_end, middle.new_end, new_end);
      } else {
        add(EditKind::remove, old_begin, new_begin, old_end - old_begin);
        add(EditKind::insert, old_end, new_begin, new_end - new_begin);
      }
    }
    add(EditKind::equal, old_end, new_end, tail);
  }

  [[nodiscard]] std::ptrdiff_t& forward(std::ptrdiff_t k) { return forward_[static_cast<std::size_t>(center_ + k)]; }
  [[nodiscard]] std::ptrdiff_t& backward(std::ptrdiff_t k) { return backward_[static_cast<std::size_t>(center_ + k)]; }

  /// Myers' FIND-MIDDLE-SNAKE, in coordinates relative to the part that is looked at.
  [[nodiscard]] Snake middle_snake(std::size_t old_begin, std::size_t old_end, std::size_t new_begin, std::size_t new_end) {
    const auto n = static_cast<std::ptrdiff_t>(old_end - old_begin);
    const auto m = static_cast<std::ptrdiff_t>(new_end - new_begin);
    const auto delta = n - m;
    const bool odd = (delta & 1) != 0;
    const auto* a = old_.data() + old_begin;
    const auto* b = now_.data() + new_begin;
    const auto at = [&](std::ptrdiff_t x0, std::ptrdiff_t y0, std::ptrdiff_t x1, std::ptrdiff_t y1) {
      return Snake{old_begin + static_cast<std::size_t>(x0), new_begin + static_cast<std::size_t>(y0),
                   old_begin + static_cast<std::size_t>(x1), new_begin + static_cast<std::size_t>(y1), true};
    };
    forward(1) = 0;
    backward(1) = 0;
    const auto bound = std::min((n + m + 1) / 2, limit_);
    for (std::ptrdiff_t d = 0; d <= bound; ++d) {
      for (std::ptrdiff_t k = -d + 2 * std::max<std::ptrdiff_t>(0, d - m); k <= d - 2 * std::max<std::ptrdiff_t>(0, d - n);
           k += 2) {
        auto x = k == -d || (k != d && forward(k - 1) < forward(k + 1)) ? forward(k + 1) : forward(k - 1) + 1;
        auto y = x - k;
        const auto x0 = x;
        const auto y0 = y;
        while (x < n && y < m && a[x] == b[y]) ++x, ++y;
        forward(k) = x;
        const auto other = delta - k;
        if (odd && other >= -(d - 1) && other <= d - 1 && x + backward(other) >= n) return at(x0, y0, x, y);
      }
      for (std::ptrdiff_t k = -d + 2 * std::max<std::ptrdiff_t>(0, d - m); k <= d - 2 * std::max<std::ptrdiff_t>(0, d - n);
           k += 2) {
        auto x = k == -d || (k != d && backward(k - 1) < backward(k + 1)) ? backward(k + 1) : backward(k - 1) + 1;
        auto y = x - k;
        const auto x0 = x;
        const auto y0 = y;
        while (x < n && y < m && a[n - x - 1] == b[m - y - 1]) ++x, ++y;
        backward(k) = x;
        const auto other = delta - k;
        if (!odd && other >= -d && other <= d && x + forward(other) >= n) return at(n - x, m - y, n - x0, m - y0);
      }
    }
    return {0, 0, 0, 0, false};
  }

  Sequence old_;
  Sequence now_;
  std::ptrdiff_t limit_;
  std::ptrdiff_t center_ = 0;
  std::vector<std::ptrdiff_t> forward_;
  std::vector<std::ptrdiff_t> backward_;
  std::vector<Edit> edits_;
};

}  // namespace

std::vector<Edit> edit_script(Sequence old, Sequence now, std::size_t cost_limit) {
  return Differ(old, now, cost_limit).run();
}

}  // namespace chancery::comparison
