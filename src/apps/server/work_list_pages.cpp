#include "apps/server/work_list_pages.h"

#include "apps/server/form.h"
#include "apps/server/work_list_view.h"
#include "base/error.h"
#include "text/characters.h"

namespace chancery::server {
namespace {

using formats::Json;

/// The query of the page; what nobody could have chosen on it is left out.
WorkFilter filter_of(const Visit& visit) {
  const auto query = parse_query(visit.request.head.query);
  if (!query) return {};
  WorkFilter filter{query->text("q"), query->text("stage"), query->text("pile"), query->text("after")};
  constexpr std::size_t longest = 200;
  if (text::find_bad_character(filter.text)) filter.text.clear();
  filter.text = std::string(text::first_characters(filter.text, longest));
  if (filter.pile != "mine" && filter.pile != "others" && filter.pile != "finished") filter.pile.clear();
  if (filter.pile.empty()) filter.after.clear();
  return filter;
}

Json pile(const Site& site, const Visit& visit, const WorkFilter& filter, const std::string& name) {
  Json wanted{{"pile", name}, {"limit", 20}};
  if (!filter.text.empty()) wanted["text"] = filter.text;
  if (!filter.stage.empty()) wanted["stage"] = filter.stage;
  if (!filter.after.empty()) wanted["after"] = filter.after;
  return pile_view(name, site.desk.work_list(visit.caller(), wanted), filter, visit.language);
}

/// Both piles at first; a search looks among what is finished too.
std::vector<std::string> piles_shown(const WorkFilter& filter) {
  if (!filter.pile.empty()) return {filter.pile};
  if (filter.narrows()) return {"mine", "others", "finished"};
  return {"mine", "others"};
}

}  // namespace

Response show_documents(Site& site, const Visit& visit) {
  const auto filter = filter_of(visit);
  auto piles = Json::array();
  for (const auto& name : piles_shown(filter)) piles.push_back(pile(site, visit, filter, name));
  Json model{{"title", text::say(visit.language, {"server.documents_title", {}})},
             {"q", filter.text},
             {"piles", std::move(piles)},
             {"stages", stages_view(site.desk.work_stages(), filter, visit.language)},
             {"narrowed", filter.narrows() || !filter.pile.empty()},
             {"pile", filter.pile},
             {"one_pile", !filter.pile.empty()}};
  return show_page(site, visit, 200, "documents", std::move(model));
}

}  // namespace chancery::server
