#pragma once

#include "apps/server/site.h"

namespace chancery::server {

/// The auditor's page: the head of the ledger in words that can be compared aloud, what the rolling scrub found, a search through
/// the steps of all documents, and the answer to an old printed fingerprint.
[[nodiscard]] Response show_ledger(Site& site, const Visit& visit);
[[nodiscard]] Response challenge_ledger(Site& site, const Visit& visit);

}  // namespace chancery::server
