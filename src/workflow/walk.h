#pragma once

#include "workflow/course.h"
#include "workflow/simulate.h"

#include <string>
#include <string_view>
#include <vector>

namespace chancery::workflow {

/// A way as `{event, supposed: {TEXT: "yes" | "no"}}`, and back; an object with the way as `counterexample` will do.
/// Throws: Error{Fault::input} naming `place`.
[[nodiscard]] Json to_json(const std::vector<Move>& way);
[[nodiscard]] std::vector<Move> read_way(const Json& json, std::string_view place);

/// Goes a way that the checker found, supposing what it supposed.
[[nodiscard]] std::vector<MacrostepRecord> replay(const Definition& definition, const std::vector<Move>& way);

/// Walks through a chart without a document: whoever acts may, and what only facts say is as the events need it, the same for the
/// whole of a step. Of several courses that take all events the first is told; an event that no course takes is refused, and the
/// walk stays where it was. Events that the chart sends to itself come by themselves, timers when they are named.
[[nodiscard]] std::vector<MacrostepRecord> walk(const Definition& definition, const std::vector<std::string>& events);

}  // namespace chancery::workflow
