#pragma once

#include "base/bytes.h"
#include "base/decision.h"
#include "base/sha256.h"
#include "formats/json.h"
#include "workflow/calendar.h"
#include "workflow/definition.h"

#include <map>
#include <optional>
#include <string_view>

namespace chancery::engine {

/// The calendars of this program, by name: `workflows/calendars/NAME.json`.
[[nodiscard]] const workflow::Calendars& built_in_calendars();

/// The facts with `calendars`, [{name, sha256 of its file}], of each calendar by which the chart counts deadlines or working
/// days; without any the facts as they are.
[[nodiscard]] formats::Json with_calendars(formats::Json facts, const workflow::Definition& definition);

/// The files of the calendars that facts name, as far as this program has them.
[[nodiscard]] std::map<Sha256, Bytes> calendars_named_in(const formats::Json& facts);

/// `workflow.no_such_calendar` for a chart whose deadlines or working days nobody here could count.
[[nodiscard]] std::optional<Refusal> objection_to_calendars(const workflow::Definition& definition);

}  // namespace chancery::engine
