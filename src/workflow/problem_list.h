#pragma once

#include "workflow/definition.h"

#include <string>
#include <utility>
#include <vector>

namespace chancery::workflow {

/// Collects what is wrong in a chart, so that its author hears of all of it at once.
class ProblemList {
 public:
  explicit ProblemList(std::string place) : place_(std::move(place)) {}

  using Arguments = std::vector<std::pair<std::string, Message::Argument>>;
  /// The message gets `place` and `line` in front of its own arguments.
  void add(long line, const char* key, Arguments arguments = {});
  [[nodiscard]] bool empty() const { return problems_.empty(); }
  /// In the order of the file. The list is empty afterwards.
  [[nodiscard]] std::vector<Problem> take();
  [[nodiscard]] const std::string& place() const { return place_; }

 private:
  std::string place_;
  std::vector<Problem> problems_;
};

}  // namespace chancery::workflow
