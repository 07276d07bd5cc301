#include "text/markup_tree.h"
#include "text/segments.h"
#include "text/similarity.h"

#include <algorithm>
#include <map>
#include <set>

namespace chancery::text {
namespace {

constexpr double alike = 0.5;

/// Hands the ids of `before` on: equal texts in order, then what is most alike among those between two equal ones.
class IdKeeper {
 public:
  IdKeeper(SegmentedText& now, const SegmentedText& before) : now_(now), before_(before), taken_(before.segments.size()) {
    for (const auto& one : before.segments) texts_.push_back(one.text());
    for (const auto& one : now.segments) now_texts_.push_back(one.text());
    origin_.resize(now.segments.size());
  }

  void keep() {
    keep_equal();
    keep_alike();
    for (std::size_t index = 0; index < origin_.size(); ++index) {
      if (origin_[index]) now_.segments[index].id = before_.segments[*origin_[index]].id;
    }
    make_unique();
  }

 private:
  void keep_equal() {
    std::map<std::string_view, std::vector<std::size_t>> places;
    for (std::size_t index = 0; index < texts_.size(); ++index) places[texts_[index]].push_back(index);
    std::map<std::string_view, std::size_t> used;
    for (std::size_t index = 0; index < now_texts_.size(); ++index) {
      const auto found = places.find(now_texts_[index]);
      if (found == places.end()) continue;
      auto& next = used[found->first];
      if (next < found->second.size()) take(index, found->second[next++]);
    }
  }

  void keep_alike() {
    std::size_t cursor = 0;
    for (std::size_t index = 0; index < now_texts_.size(); ++index) {
      if (origin_[index]) {
        cursor = *origin_[index] + 1;
        continue;
      }
      double best = alike;
      std::optional<std::size_t> found;
      for (auto other = cursor; other < texts_.size() && !taken_[other]; ++other) {
        const auto ratio = similarity(now_texts_[index], texts_[other]);
        if (ratio < best) continue;
        if (found && ratio == best) continue;
        best = ratio;
        found = other;
      }
      if (!found) continue;
      take(index, *found);
      cursor = *found + 1;
    }
  }

  void take(std::size_t index, std::size_t other) {
    origin_[index] = other;
    taken_[other] = true;
  }

  /// A new segment may have the id of an old one whose text it repeats.
  void make_unique() {
    std::set<std::string> ids;
    for (std::size_t index = 0; index < origin_.size(); ++index) {
      if (origin_[index]) ids.insert(now_.segments[index].id);
    }
    for (std::size_t index = 0; index < origin_.size(); ++index) {
      if (origin_[index]) continue;
      auto& id = now_.segments[index].id;
      for (std::size_t again = 1; !ids.insert(id).second; ++again) {
        id = "s" + sha256({now_texts_[index], "\nagain ", std::to_string(again)}).hex().substr(0, 16);
      }
    }
  }

  SegmentedText& now_;
  const SegmentedText& before_;
  std::vector<std::string> texts_;
  std::vector<std::string> now_texts_;
  std::vector<bool> taken_;
  std::vector<std::optional<std::size_t>> origin_;
};

std::string key_of(const Segment& segment) {
  if (!segment.place.counterpart.empty()) return segment.place.counterpart;
  return segment.place.part + "//" + std::to_string(segment.article);
}

std::map<std::string, std::vector<std::size_t>> by_key(const SegmentedText& text) {
  std::map<std::string, std::vector<std::size_t>> groups;
  for (std::size_t index = 0; index < text.segments.size(); ++index) groups[key_of(text.segments[index])].push_back(index);
  return groups;
}

/// The digits of a printed number: «Стаття 5» and “5.” are one.
std::string digits_of(const Article& article) {
  std::string digits;
  for (const char one : article.number) {
    if ((one >= '0' && one <= '9') || one == 'I' || one == 'V' || one == 'X') digits += one;
  }
  return digits;
}

std::set<std::string> numbers_of(const SegmentedText& text) {
  std::set<std::string> numbers;
  for (const auto& article : text.articles) numbers.insert(digits_of(article));
  return numbers;
}

void collect_missing(const SegmentedText& from, const std::set<std::string>& in, std::vector<std::string>& missing) {
  for (const auto& article : from.articles) {
    if (in.count(digits_of(article)) == 0) missing.push_back(article.number);
  }
}

void collect_controls(const MarkupTree& tree, std::vector<ControlValue>& found) {
  for (std::uint32_t node = 0; node < tree.nodes().size(); ++node) {
    if (tree[node].vocabulary != Vocabulary::word || tree[node].name != "sdt") continue;
    const auto properties = tree.child(node, "sdtPr");
    const auto content = tree.child(node, "sdtContent");
    const auto tag = properties ? tree.child(*properties, "tag") : std::nullopt;
    if (!tag || !content) continue;
    std::string value;
    for (auto one = *content; one < tree[*content].next; ++one) {
      if (tree[one].vocabulary != Vocabulary::word) continue;
      if (tree[one].name == "p" && !value.empty()) value += '\n';
      if (tree[one].name == "t") value += tree.text(one);
    }
    found.push_back({tree.own_attribute(*tag, "val").value_or(""), std::move(value)});
  }
}

}  // namespace

SegmentedText keep_ids(SegmentedText now, const SegmentedText& before) {
  IdKeeper(now, before).keep();
  return now;
}

std::vector<SegmentPair> pair(const SegmentedText& source, const SegmentedText& target) {
  const auto own = by_key(source);
  const auto theirs = by_key(target);
  std::vector<SegmentPair> pairs;
  std::set<std::string> done;
  for (const auto& segment : source.segments) {
    const auto key = key_of(segment);
    if (!done.insert(key).second) continue;
    const auto& ours = own.at(key);
    const auto found = theirs.find(key);
    const std::size_t count = found == theirs.end() ? 0 : found->second.size();
    for (std::size_t index = 0; index < std::max(ours.size(), count); ++index) {
      SegmentPair one;
      if (index < ours.size()) one.source = ours[index];
      if (index < count) one.target = found->second[index];
      pairs.push_back(one);
    }
  }
  for (const auto& [key, indices] : theirs) {
    if (done.count(key) != 0) continue;
    for (const auto index : indices) pairs.push_back({std::nullopt, index});
  }
  return pairs;
}

std::vector<std::string> structure_differences(const SegmentedText& source, const SegmentedText& target) {
  std::vector<std::string> missing;
  collect_missing(source, numbers_of(target), missing);
  collect_missing(target, numbers_of(source), missing);
  return missing;
}

std::vector<ControlValue> control_values(const formats::DocxPackage& package) {
  std::vector<ControlValue> found;
  for (const auto& part : package.stories()) {
    if (part.kind == formats::StoryPart::Kind::comments) continue;
    collect_controls(MarkupTree::read(package.part(part.name), part.name), found);
  }
  return found;
}

}  // namespace chancery::text
