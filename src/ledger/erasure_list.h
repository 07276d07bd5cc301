#pragma once

#include "ledger/system_event.h"

#include <span>
#include <vector>

namespace chancery::ledger {

/// What was erased, as it is kept outside the database: a restored backup brings erased values back, and this list takes them
/// away again. One line each, `SEQ LABEL`, in order and each once.
[[nodiscard]] Bytes write_erasure_list(std::span<const ErasedOpening> erased);
/// Throws: Error{Fault::input} naming the line that is none, is doubled or out of order.
[[nodiscard]] std::vector<ErasedOpening> parse_erasure_list(BytesView text);

}  // namespace chancery::ledger
