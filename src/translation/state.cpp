#include "translation/state.h"

#include <array>
#include <utility>

namespace chancery::translation {
namespace {

constexpr std::array<std::pair<State, std::string_view>, 5> state_names{{{State::untranslated, "new"},
                                                                         {State::translated, "translated"},
                                                                         {State::reviewed, "reviewed"},
                                                                         {State::final, "final"},
                                                                         {State::stale, "stale"}}};

}  // namespace

std::string_view name_of(State state) {
  for (const auto& [one, name] : state_names) {
    if (one == state) return name;
  }
  return {};
}

std::optional<State> parse_state(std::string_view name) {
  for (const auto& [state, one] : state_names) {
    if (one == name) return state;
  }
  return std::nullopt;
}

std::vector<SegmentStatus> status(const text::SegmentedText& source, const Entries& entries) {
  std::vector<SegmentStatus> all;
  all.reserve(source.segments.size());
  for (const auto& segment : source.segments) {
    SegmentStatus one{segment.id, State::untranslated, CodeFault::none};
    const auto found = entries.find(segment.id);
    if (found != entries.end() && !found->second.target.empty()) {
      one.state = found->second.source == segment.hash() ? found->second.state : State::stale;
      one.codes = check_codes(segment.content, found->second.target).fault;
    }
    all.push_back(std::move(one));
  }
  return all;
}

StatusCount count(const std::vector<SegmentStatus>& status) {
  StatusCount count;
  for (const auto& one : status) {
    switch (one.state) {
      case State::untranslated:
        ++count.untranslated;
        break;
      case State::translated:
        ++count.translated;
        break;
      case State::reviewed:
        ++count.reviewed;
        break;
      case State::final:
        ++count.final;
        break;
      case State::stale:
        ++count.stale;
        break;
    }
  }
  return count;
}

Entries confirmed(Entries entries, const text::SegmentedText& source, State to) {
  for (const auto& segment : source.segments) {
    const auto found = entries.find(segment.id);
    if (found == entries.end() || found->second.source != segment.hash() || found->second.target.empty()) continue;
    if (static_cast<int>(found->second.state) < static_cast<int>(to)) found->second.state = to;
  }
  return entries;
}

}  // namespace chancery::translation
