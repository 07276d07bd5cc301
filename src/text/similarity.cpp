#include "text/similarity.h"

#include "text/tokens.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

namespace chancery::text {
namespace {

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (const auto& token : tokenize(text)) {
    if (token.kind != Token::Kind::space) words.push_back(token.bytes.of(text));
  }
  return words;
}

}  // namespace

double similarity(std::string_view left, std::string_view right) {
  if (left == right) return 1;
  auto ours = words_of(left);
  auto theirs = words_of(right);
  if (ours.empty() || theirs.empty()) return 0;
  const auto size = static_cast<double>(ours.size() + theirs.size());
  std::sort(ours.begin(), ours.end());
  std::sort(theirs.begin(), theirs.end());
  std::vector<std::string_view> common;
  std::set_intersection(ours.begin(), ours.end(), theirs.begin(), theirs.end(), std::back_inserter(common));
  return 2 * static_cast<double>(common.size()) / size;
}

}  // namespace chancery::text
