#include "apps/server/dossier_pages.h"

#include "apps/server/shown.h"
#include "apps/server/work_list_view.h"
#include "base/error.h"

namespace chancery::server {
namespace {

using formats::Json;

Json head_of(const Json& dossier, text::Language language) {
  const auto index = text_of(dossier, "case_index");
  const auto closed = text_of(dossier, "closed");
  return {{"address", "/dossiers/" + text_of(dossier, "id")},
          {"dossier_title", in_language(dossier.at("title"), language)},
          {"indexed", !index.empty()},
          {"case_index", index},
          {"opened", shown_time(text_of(dossier, "opened"), language)},
          {"is_closed", !closed.empty()},
          {"closed", closed.empty() ? "" : shown_time(closed, language)}};
}

}  // namespace

Response show_dossiers(Site& site, const Visit& visit) {
  auto list = Json::array();
  for (const auto& dossier : site.desk.dossiers(visit.caller())) {
    auto line = head_of(dossier, visit.language);
    line["count"] =
        text::say(visit.language, {"server.dossier_documents", {{"count", dossier.at("documents").get<std::int64_t>()}}});
    list.push_back(std::move(line));
  }
  const bool none = list.empty();
  return show_page(
      site, visit, 200, "dossiers",
      {{"title", text::say(visit.language, {"server.dossiers", {}})}, {"none", none}, {"dossiers", std::move(list)}});
}

Response show_dossier(Site& site, const Visit& visit) {
  const auto& hex = visit.parameters.at("dossier");
  const auto id = DossierId::parse(hex);
  if (!id) throw Error(Fault::absent, {"links.no_such_dossier", {{"dossier", hex}}});
  const Json dossier = site.desk.dossier(visit.caller(), *id);
  auto model = head_of(dossier, visit.language);
  model["title"] = model.at("dossier_title");
  model["heading"] = model.at("dossier_title");
  model["rows"] = document_rows(dossier.at("documents"), visit.language);
  return show_page(site, visit, 200, "dossier", std::move(model));
}

}  // namespace chancery::server
