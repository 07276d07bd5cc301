#pragma once

#include "workflow/step.h"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::workflow {

struct SimulationOptions {
  Mode mode = Mode::strict;
  Json facts = Json::object();  // `time` is when it begins
  Calendars calendars{};
  std::chrono::milliseconds timeout = std::chrono::hours(1);  // virtual
  /// The bytes behind a `src`; without it there are none. DESIGN §4 leaves remote sources out.
  std::function<std::optional<std::string>(std::string_view)> resource{};
};

/// What one macrostep of the outermost session led to.
struct MacrostepRecord {
  std::string event;  // empty for the start
  std::vector<std::string> configuration;
  bool is_final = false;
  std::vector<Effect> effects;
  std::optional<Refusal> refusal;  // strict only: then the configuration is as it was before
};

/// Runs a chart in memory with its timers and children, all at once in virtual time: when nothing is left to do, the next given
/// event comes, and after the last of them the clock jumps to the next timer. Ends in a final state, at the timeout, or when
/// nothing can come any more.
[[nodiscard]] std::vector<MacrostepRecord> simulate(const Definition& definition, const std::vector<Event>& events,
                                                    const SimulationOptions& options = {});

}  // namespace chancery::workflow
