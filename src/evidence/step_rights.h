#pragma once

#include "base/verdict.h"
#include "document/rights_policy.h"
#include "formats/json.h"

#include <string_view>

namespace chancery::evidence {

/// Whether the policy in force let the actor of these facts do this event: role, and separation of duties from the author. The
/// reach of a grant (organisation, need-to-know list) cannot be judged from a leaf.
/// Invalid names the role or rule; unchecked when the facts name a role that this program does not know.
[[nodiscard]] Verdict judge_rights(const document::RightsPolicy& policy, std::string_view event, const formats::Json& facts);

}  // namespace chancery::evidence
