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
/// That each token names its checkpoint; with the reader's anchors, that its server vouches for it (RFC 3161), and between which
/// times the entries of the document then lie. `at` is when certificates are judged.
[[nodiscard]] Check check_time(const Material& material, const Reliance& reliance,
                               const std::vector<std::pair<ledger::TreeSize, ledger::SystemEvent>>& events, Timestamp at);

}  // namespace chancery::evidence
