#include "engine/rolling_scrub.h"

#include <utility>

namespace chancery::engine {

using formats::Json;

std::vector<ScrubFinding> RollingScrub::go_on(store::Database& database, std::size_t documents, Timestamp now) {
  const std::lock_guard lock(mutex_);
  const std::size_t before = round_.findings.size();
  std::size_t looked_at = 0;
  store::Statement rows = database.query("SELECT id FROM documents WHERE id > ?1 ORDER BY id LIMIT ?2",
                                         {store::Parameter::bytes(after_), static_cast<std::int64_t>(documents)});
  while (rows.next()) {
    const auto id = rows.get<DocumentId>(0);
    scrub_document(database, id, round_);
    after_ = Bytes(id.view());
    ++looked_at;
  }
  const bool over = looked_at < documents;
  if (over) scrub_leaves(database, round_);
  std::vector<ScrubFinding> found(round_.findings.begin() + static_cast<std::ptrdiff_t>(before), round_.findings.end());
  if (over) {
    last_ = std::exchange(round_, {});
    finished_ = now;
    after_.clear();
  }
  return found;
}

Json RollingScrub::state() const {
  const std::lock_guard lock(mutex_);
  Json state{{"documents", round_.documents}};
  if (last_) {
    state["last"] = to_json(*last_);
    state["last"]["finished"] = finished_->text();
  }
  return state;
}

}  // namespace chancery::engine
