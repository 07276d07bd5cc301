#pragma once

#include "base/id.h"
#include "ledger/system_event.h"

#include <vector>

namespace chancery::ledger {

/// What was erased, as it is kept outside the database: a restored backup brings erased values back, and this list takes them
/// away again. An id says nothing of a person whose names and key are gone.
struct ErasureList {
  std::vector<PersonId> persons;
  std::vector<ErasedOpening> openings;
};

/// One line each, `person ID`, then `SEQ LABEL`, in order and each once.
[[nodiscard]] Bytes write_erasure_list(const ErasureList& erased);
/// Throws: Error{Fault::input} naming the line that is none, is doubled or out of order.
[[nodiscard]] ErasureList parse_erasure_list(BytesView text);

}  // namespace chancery::ledger
