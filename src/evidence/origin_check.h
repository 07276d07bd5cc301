#pragma once

#include "evidence/evidence_check.h"

namespace chancery::evidence {

/// The checkpoint against the key that the file names itself.
[[nodiscard]] Check check_own_signature(const Material& material);
/// That every older checkpoint is continued by the present one.
[[nodiscard]] Check check_earlier(const Material& material);
/// Whose ledger it is: by what the reader has from elsewhere. `events` are the office's entries, proved to be in the tree.
[[nodiscard]] Check check_origin(const Material& material, const Reliance& reliance,
                                 const std::vector<std::pair<ledger::TreeSize, ledger::SystemEvent>>& events);
/// That each token names its checkpoint; who issued it is not judged here.
[[nodiscard]] Check check_time(const Material& material);

}  // namespace chancery::evidence
