#include "workflow/problem_list.h"

#include <algorithm>
#include <cstdint>

namespace chancery::workflow {

namespace {

constexpr std::size_t longest_quotation = 200;  // bytes

/// A message tells what is wrong; it is no echo of a megabyte that somebody sent.
Message::Argument quoted(Message::Argument argument) {
  auto* text = std::get_if<std::string>(&argument);
  if (text == nullptr || text->size() <= longest_quotation) return argument;
  const auto is_inside = [&](std::size_t at) { return (static_cast<unsigned char>((*text)[at]) & 0xC0U) == 0x80U; };
  std::size_t end = longest_quotation;
  while (end > 0 && is_inside(end)) --end;  // between two characters
  return text->substr(0, end) + "…";
}

}  // namespace

void ProblemList::add(long line, const char* key, Arguments arguments) {
  Message message{key, {{"place", place_}, {"line", static_cast<std::int64_t>(line)}}};
  for (auto& argument : arguments) message.arguments.emplace_back(std::move(argument.first), quoted(std::move(argument.second)));
  problems_.push_back({line, std::move(message)});
}

std::vector<Problem> ProblemList::take() {
  auto problems = std::exchange(problems_, {});
  std::stable_sort(problems.begin(), problems.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
  return problems;
}

}  // namespace chancery::workflow
