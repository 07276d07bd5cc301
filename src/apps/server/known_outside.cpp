#include "apps/server/known_outside.h"

#include "apps/server/shown.h"

namespace chancery::server {

using formats::Json;

std::string known_outside(const Json& outside, text::Language language) {
  if (!outside.contains("last")) {
    return text::say(language, {outside.contains("mailbox") ? "server.outside_not_yet" : "server.outside_never", {}});
  }
  const Json& last = outside.at("last");
  return text::say(language,
                   {"server.outside_last",
                    {{"time", shown_time(text_of(last, "time"), language)}, {"size", last.at("size").get<std::int64_t>()}}});
}

std::string known_stamped(const Json& outside, text::Language language) {
  if (!outside.contains("token")) return text::say(language, {"server.stamped_never", {}});
  const Json& token = outside.at("token");
  return text::say(language,
                   {"server.stamped_last",
                    {{"time", shown_time(text_of(token, "time"), language)}, {"size", token.at("size").get<std::int64_t>()}}});
}

}  // namespace chancery::server
