#pragma once

#include "apps/server/site.h"

namespace chancery::server {

/// What changed between two versions of a document's text, `old` and `new` in the query by their hashes (else the last two, or
/// template and text where there is one only), above the acts that approve or return it.
[[nodiscard]] Response show_differences(Site& site, const Visit& visit);
/// The newest version against a file that a partner sent back; nothing is stored.
[[nodiscard]] Response compare_upload(Site& site, const Visit& visit);
/// The same as `old` and `new`, as a Word document with tracked changes in the reader's name.
[[nodiscard]] Response download_redline(Site& site, const Visit& visit);

}  // namespace chancery::server
