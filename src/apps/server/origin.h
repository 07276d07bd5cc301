#pragma once

#include "apps/server/http_message.h"

#include <string_view>

namespace chancery::server {

/// Whether a changing request comes from one of our own pages, as far as its browser says: Sec-Fetch-Site where it is sent,
/// otherwise Origin against Host. A program that is no browser sends neither, and no foreign page can make it act.
[[nodiscard]] bool is_from_our_pages(const Request& request);

/// Compares without telling by its time how much agreed.
[[nodiscard]] bool same_secret(std::string_view left, std::string_view right);

}  // namespace chancery::server
