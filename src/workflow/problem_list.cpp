#include "workflow/problem_list.h"

#include <algorithm>
#include <cstdint>

namespace chancery::workflow {

void ProblemList::add(long line, const char* key, Arguments arguments) {
  Message message{key, {{"place", place_}, {"line", static_cast<std::int64_t>(line)}}};
  for (auto& argument : arguments) message.arguments.push_back(std::move(argument));
  problems_.push_back({line, std::move(message)});
}

std::vector<Problem> ProblemList::take() {
  auto problems = std::exchange(problems_, {});
  std::stable_sort(problems.begin(), problems.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
  return problems;
}

}  // namespace chancery::workflow
