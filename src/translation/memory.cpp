#include "translation/memory.h"

#include "text/similarity.h"
#include "text/tokens.h"

#include <algorithm>
#include <set>

namespace chancery::translation {
namespace {

constexpr std::size_t candidate_limit = 50;

std::set<std::string> words_of(std::string_view text) {
  std::set<std::string> words;
  for (const auto& token : text::tokenize(text)) {
    if (token.kind == text::Token::Kind::word || token.kind == text::Token::Kind::number) words.emplace(token.bytes.of(text));
  }
  return words;
}

}  // namespace

void Memory::add(MemoryUnit unit) {
  auto text = plain_text(unit.source);
  if (text.empty() || plain_text(unit.target).empty()) return;
  const auto key = text + "\n" + unit.partner;
  const auto known = by_source_.find(key);
  if (known != by_source_.end()) {
    units_[known->second] = std::move(unit);
    return;
  }
  const auto index = static_cast<std::uint32_t>(units_.size());
  by_source_.emplace(key, index);
  for (const auto& word : words_of(text)) words_[word].push_back(index);
  texts_.push_back(std::move(text));
  units_.push_back(std::move(unit));
}

std::vector<MemoryMatch> Memory::matches(std::string_view text, std::string_view partner, std::size_t limit,
                                         int threshold) const {
  // Rare words first tell the most; of units that share none of them nothing is expected.
  std::unordered_map<std::uint32_t, std::size_t> shared;
  const auto words = words_of(text);
  for (const auto& word : words) {
    const auto found = words_.find(word);
    if (found == words_.end() || (found->second.size() > 2'000 && words.size() > 3)) continue;
    for (const auto index : found->second) ++shared[index];
  }
  std::vector<std::pair<std::size_t, std::uint32_t>> ranked;
  for (const auto& [index, count] : shared) ranked.emplace_back(count, index);
  const auto better = [](const auto& left, const auto& right) {
    return left.first != right.first ? left.first > right.first : left.second < right.second;
  };
  std::sort(ranked.begin(), ranked.end(), better);
  if (ranked.size() > candidate_limit) ranked.resize(candidate_limit);
  std::vector<MemoryMatch> found;
  for (const auto& [count, index] : ranked) {
    auto quality = static_cast<int>(text::similarity(text, texts_[index]) * 100);
    if (quality == 100 && text != texts_[index]) quality = 99;
    if (quality >= threshold) found.push_back({&units_[index], quality});
  }
  std::stable_sort(found.begin(), found.end(), [&](const MemoryMatch& left, const MemoryMatch& right) {
    if (left.quality != right.quality) return left.quality > right.quality;
    return (left.unit->partner == partner) && (right.unit->partner != partner);
  });
  if (found.size() > limit) found.resize(limit);
  return found;
}

}  // namespace chancery::translation
