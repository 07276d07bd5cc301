#include "apps/server/acting_for.h"

#include "apps/server/shown.h"

namespace chancery::server {

using formats::Json;

std::optional<std::string> acting_for(const Visit& visit) {
  const auto query = parse_query(visit.request.head.query);
  if (!query || query->text("for").empty()) return std::nullopt;
  return query->text("for");
}

std::optional<std::string> acting_for(const Form& form) {
  const auto& principal = form.text("on_behalf_of");
  return principal.empty() ? std::nullopt : std::optional(principal);
}

std::string for_in_query(const std::optional<std::string>& principal) {
  return principal ? "?for=" + percent_encode(*principal) : std::string();
}

Json principals(const Site& site, const Visit& visit, const std::string& address, const std::optional<std::string>& chosen) {
  auto list = Json::array({{{"words", text::say(visit.language, {"server.act_for_oneself", {}})},
                            {"address", address},
                            {"chosen", !chosen.has_value()}}});
  for (const Json& one : site.desk.represented(visit.caller())) {
    const auto id = text_of(one, "person");
    const std::string name = in_language(one.at("name"), visit.language);
    list.push_back({{"words", text::say(visit.language, {"server.act_for",
                                                         {{"name", name},
                                                          {"until", shown_day(text_of(one, "until"), visit.language)},
                                                          {"instrument", text_of(one, "instrument")}}})},
                    {"address", address + for_in_query(id)},
                    {"chosen", id == chosen}});
  }
  const bool represents = list.size() > 1;
  return {{"represents", represents},
          {"principals", std::move(list)},
          {"acts_for", chosen.has_value()},
          {"on_behalf_of", chosen.value_or("")}};
}

}  // namespace chancery::server
