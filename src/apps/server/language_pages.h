#pragma once

#include "apps/server/site.h"

namespace chancery::server {

/// The source text and one translation side by side, with what disagrees between them at its sentence; `only=findings` in the
/// query leaves out what agrees. Findings warn and block nothing here.
[[nodiscard]] Response show_languages(Site& site, const Visit& visit);
/// The same sentences for a translator's own tool.   Standard: XLIFF 2.1.
[[nodiscard]] Response download_xliff(Site& site, const Visit& visit);

}  // namespace chancery::server
