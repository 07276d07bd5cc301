#pragma once

#include "apps/server/site.h"

namespace chancery::server {

[[nodiscard]] Response show_log_in(Site& site, const Visit& visit);
[[nodiscard]] Response log_in(Site& site, const Visit& visit);
/// A form came in after its log-in was over, or with the token of an older one: what was typed (held_form.h) waits until its
/// sender has logged in, and comes back.
[[nodiscard]] Response ask_again(const Site& site, const Visit& visit, formats::Json held);
[[nodiscard]] Response log_out(Site& site, const Visit& visit);
[[nodiscard]] Response choose_language(Site& site, const Visit& visit);

/// A path on this site, or the list of documents for anything else: a link must not lead readers away from here.
[[nodiscard]] std::string local_path(std::string_view wanted);

}  // namespace chancery::server
