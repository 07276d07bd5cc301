#include "comparison/alignment.h"

#include "comparison/edit_script.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

namespace chancery::comparison {
namespace {

using Kind = Block::Kind;

constexpr double alike = 0.35;
constexpr std::size_t gap_limit = 20'000;  // pairs that are compared one by one
constexpr std::size_t move_words = 5;      // shorter texts may repeat by chance

bool may_pair(const Block& old, const Block& now) {
  if (old.kind != now.kind || old.kind == Kind::opaque) return false;
  if (old.kind == Kind::row) return old.children.size() == now.children.size();
  return old.kind != Kind::paragraph || old.paragraph.section.empty() == now.paragraph.section.empty();
}

/// The blocks of one container on both sides.
class Aligner {
 public:
  Aligner(const std::vector<Block>& old, const std::vector<Block>& now) : old_(old), now_(now) {}

  std::vector<PlanStep> run() {
    range(0, old_.size(), 0, now_.size());
    return std::move(steps_);
  }

 private:
  void both(std::size_t old, std::size_t now) { steps_.push_back({&old_[old], &now_[now], 0, nullptr}); }
  void remove(std::size_t begin, std::size_t end) {
    for (auto one = begin; one < end; ++one) steps_.push_back({&old_[one], nullptr, 0, nullptr});
  }
  void insert(std::size_t begin, std::size_t end) {
    for (auto one = begin; one < end; ++one) steps_.push_back({nullptr, &now_[one], 0, nullptr});
  }
  [[nodiscard]] bool equal(std::size_t old, std::size_t now) const {
    return old_[old].key == now_[now].key && may_pair(old_[old], now_[now]);
  }

  void range(std::size_t old_begin, std::size_t old_end, std::size_t new_begin, std::size_t new_end) {
    while (old_begin < old_end && new_begin < new_end && equal(old_begin, new_begin)) both(old_begin++, new_begin++);
    std::size_t tail = 0;
    while (old_end - tail > old_begin && new_end - tail > new_begin && equal(old_end - tail - 1, new_end - tail - 1)) ++tail;
    old_end -= tail;
    new_end -= tail;
    const auto anchors = find_anchors(old_begin, old_end, new_begin, new_end);
    if (anchors.empty()) {
      gap(old_begin, old_end, new_begin, new_end);
    } else {
      for (const auto& [old, now] : anchors) {
        range(old_begin, old, new_begin, now);
        both(old, now);
        old_begin = old + 1;
        new_begin = now + 1;
      }
      range(old_begin, old_end, new_begin, new_end);
    }
    for (std::size_t one = 0; one < tail; ++one) both(old_end + one, new_end + one);
  }

  using Anchors = std::vector<std::pair<std::size_t, std::size_t>>;

  /// Blocks with words that stand once on each side; of these the longest run in one order.
  [[nodiscard]] Anchors find_anchors(std::size_t old_begin, std::size_t old_end, std::size_t new_begin,
                                     std::size_t new_end) const {
    struct Count {
      std::size_t old = 0, now = 0, at = 0;
    };
    std::unordered_map<std::uint32_t, Count> counts;
    for (auto one = old_begin; one < old_end; ++one) {
      auto& count = counts[old_[one].key];
      ++count.old;
      count.at = one;
    }
    for (auto one = new_begin; one < new_end; ++one) {
      const auto found = counts.find(now_[one].key);
      if (found != counts.end()) ++found->second.now;
    }
    Anchors candidates;
    for (auto one = new_begin; one < new_end; ++one) {
      const auto found = counts.find(now_[one].key);
      if (found == counts.end() || found->second.old != 1 || found->second.now != 1 || now_[one].words.empty()) continue;
      if (equal(found->second.at, one)) candidates.emplace_back(found->second.at, one);
    }
    return longest_rising(candidates);
  }

  /// By the place in the old document; candidates come in the order of the new one.
  [[nodiscard]] static Anchors longest_rising(const Anchors& candidates) {
    std::vector<std::size_t> ends;
    std::vector<std::optional<std::size_t>> before(candidates.size());
    for (std::size_t one = 0; one < candidates.size(); ++one) {
      const auto place = std::lower_bound(ends.begin(), ends.end(), candidates[one].first,
                                          [&](std::size_t index, std::size_t value) { return candidates[index].first < value; });
      if (place != ends.begin()) before[one] = *(place - 1);
      if (place == ends.end()) {
        ends.push_back(one);
      } else {
        *place = one;
      }
    }
    Anchors run;
    for (auto one = ends.empty() ? std::nullopt : std::optional(ends.back()); one; one = before[*one])
      run.push_back(candidates[*one]);
    std::reverse(run.begin(), run.end());
    return run;
  }

  void gap(std::size_t old_begin, std::size_t old_end, std::size_t new_begin, std::size_t new_end) {
    const auto rows = old_end - old_begin;
    const auto columns = new_end - new_begin;
    if (rows == 0 || columns == 0) {
      remove(old_begin, old_end);
      insert(new_begin, new_end);
    } else if (rows * columns <= gap_limit) {
      most_alike(old_begin, old_end, new_begin, new_end);
    } else {
      equal_only(old_begin, old_end, new_begin, new_end);
    }
  }

  /// The pairs in one order whose likeness sums up to the most.
  void most_alike(std::size_t old_begin, std::size_t old_end, std::size_t new_begin, std::size_t new_end) {
    const auto rows = old_end - old_begin;
    const auto columns = new_end - new_begin;
    std::vector<double> best((rows + 1) * (columns + 1), 0);
    std::vector<double> own(rows * columns, 0);
    const auto at = [&](std::size_t row, std::size_t column) -> double& { return best[row * (columns + 1) + column]; };
    for (auto row = rows; row-- > 0;) {
      for (auto column = columns; column-- > 0;) {
        auto& value = own[row * columns + column];
        value = likeness_of(old_begin + row, new_begin + column);
        at(row, column) = std::max({at(row + 1, column), at(row, column + 1), value > 0 ? value + at(row + 1, column + 1) : 0});
      }
    }
    std::size_t row = 0;
    std::size_t column = 0;
    while (row < rows && column < columns) {
      const auto value = own[row * columns + column];
      if (value > 0 && at(row, column) == value + at(row + 1, column + 1)) {
        both(old_begin + row++, new_begin + column++);
      } else if (at(row, column) == at(row + 1, column)) {
        remove(old_begin + row, old_begin + row + 1), ++row;
      } else {
        insert(new_begin + column, new_begin + column + 1), ++column;
      }
    }
    remove(old_begin + row, old_end);
    insert(new_begin + column, new_end);
  }

  [[nodiscard]] double likeness_of(std::size_t old, std::size_t now) const {
    if (!may_pair(old_[old], now_[now])) return 0;
    if (old_[old].key == now_[now].key) return 1.0 + (old_[old].signature == now_[now].signature ? 0.01 : 0);
    if (old_[old].kind == Kind::cell || old_[old].kind == Kind::control || old_[old].kind == Kind::table)
      return alike + likeness(old_[old], now_[now]) / 2;
    const auto value = likeness(old_[old], now_[now]);
    return value < alike ? 0 : value;
  }

  void equal_only(std::size_t old_begin, std::size_t old_end, std::size_t new_begin, std::size_t new_end) {
    std::vector<std::uint32_t> old_keys;
    std::vector<std::uint32_t> new_keys;
    for (auto one = old_begin; one < old_end; ++one) old_keys.push_back(old_[one].key);
    for (auto one = new_begin; one < new_end; ++one) new_keys.push_back(now_[one].key);
    for (const auto& edit : edit_script(old_keys, new_keys, 1'000)) {
      const auto old = old_begin + edit.old_begin;
      const auto now = new_begin + edit.new_begin;
      if (edit.kind == Edit::Kind::remove) remove(old, old + edit.size);
      if (edit.kind == Edit::Kind::insert) insert(now, now + edit.size);
      for (std::size_t one = 0; edit.kind == Edit::Kind::equal && one < edit.size; ++one) {
        if (equal(old + one, now + one)) {
          both(old + one, now + one);
        } else {
          remove(old + one, old + one + 1);
          insert(now + one, now + one + 1);
        }
      }
    }
  }

  const std::vector<Block>& old_;
  const std::vector<Block>& now_;
  std::vector<PlanStep> steps_;
};

void fill(Plan& plan, const Block& old, const Block& now);

void look_inside(PlanStep& step) {
  const bool holds =
      step.old != nullptr && step.now != nullptr && step.old->kind != Kind::paragraph && step.old->kind != Kind::opaque;
  if (!holds) return;
  step.inside = std::make_unique<Plan>();
  fill(*step.inside, *step.old, *step.now);
}

/// Deletions before insertions in each stretch without a block that stays.
void order(std::vector<PlanStep>& steps) {
  auto begin = steps.begin();
  const auto stays = [](const PlanStep& step) { return step.old != nullptr && step.now != nullptr; };
  while (begin != steps.end()) {
    begin = std::find_if_not(begin, steps.end(), stays);
    const auto end = std::find_if(begin, steps.end(), stays);
    std::stable_partition(begin, end, [](const PlanStep& step) { return step.now == nullptr; });
    begin = end;
  }
}

void fill(Plan& plan, const Block& old, const Block& now) {
  if (old.kind == Kind::row) {
    for (std::size_t cell = 0; cell < old.children.size(); ++cell)
      plan.steps.push_back({&old.children[cell], &now.children[cell], 0, nullptr});
  } else {
    plan.steps = Aligner(old.children, now.children).run();
  }
  order(plan.steps);
  for (auto& step : plan.steps) look_inside(step);
}

struct Loose {
  std::vector<PlanStep*> deleted;
  std::vector<PlanStep*> inserted;
};

void collect(Plan& plan, std::unordered_map<std::uint32_t, Loose>& loose) {
  for (auto& step : plan.steps) {
    if (step.inside) collect(*step.inside, loose);
    const Block* only = step.old == nullptr ? step.now : step.now == nullptr ? step.old : nullptr;
    if (only == nullptr || only->kind != Kind::paragraph || only->words.size() < move_words || !only->paragraph.section.empty())
      continue;
    auto& entry = loose[only->key];
    (step.now == nullptr ? entry.deleted : entry.inserted).push_back(&step);
  }
}

/// In the order of the document, so that the numbers do not hang on the order of a hash table.
void number_moves(Plan& plan, int& count, const std::unordered_map<std::uint32_t, Loose>& loose) {
  for (auto& step : plan.steps) {
    if (step.inside) number_moves(*step.inside, count, loose);
    if (step.now != nullptr || step.old == nullptr) continue;
    const auto found = loose.find(step.old->key);
    if (found == loose.end() || found->second.inserted.empty()) continue;
    const auto& [deleted, inserted] = found->second;
    const auto place = static_cast<std::size_t>(std::find(deleted.begin(), deleted.end(), &step) - deleted.begin());
    if (place >= deleted.size() || place >= inserted.size()) continue;
    step.move = inserted[place]->move = ++count;
  }
}

}  // namespace

double likeness(const Block& left, const Block& right) {
  const auto size = left.words.size() + right.words.size();
  if (size == 0) return 1;
  std::size_t common = 0;
  auto ours = left.words.begin();
  auto theirs = right.words.begin();
  while (ours != left.words.end() && theirs != right.words.end()) {
    if (*ours < *theirs) {
      ++ours;
    } else if (*theirs < *ours) {
      ++theirs;
    } else {
      ++common, ++ours, ++theirs;
    }
  }
  return 2 * static_cast<double>(common) / static_cast<double>(size);
}

Plan align(const Block& old, const Block& now) {
  Plan plan;
  fill(plan, old, now);
  std::unordered_map<std::uint32_t, Loose> loose;
  collect(plan, loose);
  int count = 0;
  number_moves(plan, count, loose);
  return plan;
}

}  // namespace chancery::comparison
