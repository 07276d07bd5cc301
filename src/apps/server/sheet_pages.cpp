#include "apps/server/sheet_pages.h"

#include "apps/server/http_errors.h"
#include "apps/server/sheet.h"

namespace chancery::server {
namespace {

Response show_sheet(const Site& site, const Visit& visit, Sheet sheet) {
  sheet.model["on_site"] = true;
  return show_page(site, visit, 200, sheet.page, std::move(sheet.model));
}

}  // namespace

Response show_cover_sheet(Site& site, const Visit& visit) {
  return show_sheet(site, visit, cover_sheet(site.desk, visit.caller(), visit.document(), visit.language));
}

Response show_daily_sheet(Site& site, const Visit& visit) {
  auto sheet = daily_sheet(site.desk, visit.caller(), visit.language);
  if (sheet.refused()) return show_problem(site, visit, status_of(sheet.refusal()), sheet.refusal().message);
  return show_sheet(site, visit, std::move(sheet).value());
}

}  // namespace chancery::server
