#pragma once

#include "base/message.h"
#include "formats/json.h"
#include "workflow/offer.h"

namespace chancery::engine {

/// What a closed act waits for, in the office's words: the chart's guard is XPath over facts and tells people nothing.
/// Requires: the offer was refused by `workflow.guard` over these facts.
[[nodiscard]] Message what_it_waits_for(const workflow::Offer& offer, const formats::Json& facts);

}  // namespace chancery::engine
