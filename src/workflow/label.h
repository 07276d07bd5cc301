#pragma once

#include <string>
#include <string_view>

namespace chancery::workflow {

/// What people read at a state or an event, in the two languages of the interface.
struct Label {
  std::string uk;
  std::string en;

  [[nodiscard]] const std::string& in(std::string_view language) const { return language == "uk" ? uk : en; }
  [[nodiscard]] bool complete() const { return !uk.empty() && !en.empty(); }

  friend bool operator==(const Label&, const Label&) = default;
};

}  // namespace chancery::workflow
