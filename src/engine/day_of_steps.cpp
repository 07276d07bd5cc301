#include "engine/day_of_steps.h"

#include "base/id.h"
#include "document/action.h"
#include "text/local_time.h"

#include <map>
#include <set>

namespace chancery::engine {

using formats::Json;

Json day_of_steps(store::Database& database, Timestamp now) {
  const std::string day = text::wall_clock(now).day;
  std::map<std::string, std::int64_t> events;
  std::set<DocumentId> documents;
  std::set<DocumentId> signed_documents;
  std::int64_t done = 0;
  std::int64_t refused = 0;
  auto rows = database.query("SELECT time, document, event, outcome FROM steps ORDER BY seq DESC");
  while (rows.next() && text::wall_clock(rows.get<Timestamp>(0)).day >= day) {
    if (rows.text(3) == "refused") {
      ++refused;
      continue;
    }
    ++done;
    ++events[rows.text(2)];
    documents.insert(rows.get<DocumentId>(1));
    if (document::action_for(rows.text(2)) == document::Action::sign_document) signed_documents.insert(rows.get<DocumentId>(1));
  }
  Json list = Json::array();
  for (const auto& [event, steps] : events) list.push_back({{"event", event}, {"steps", steps}});
  return {{"day", day},
          {"steps", done},
          {"refused", refused},
          {"documents", documents.size()},
          {"signed", signed_documents.size()},
          {"events", std::move(list)}};
}

}  // namespace chancery::engine
