#include "engine/office_content.h"
#include "store/timers.h"

namespace chancery::engine {
namespace {

constexpr int most_at_once = 100;

std::string dropped(const store::WaitingTimer& timer, const std::string& rule) {
  return "event=timer_dropped document=" + timer.document.hex() + " timer=" + timer.timer.event + " rule=" + rule;
}

}  // namespace

/// A timer whose step is refused changes nothing and is not tried again.
std::vector<std::string> Office::fire_due() {
  std::vector<std::string> lines;
  if (content_->writer.closed()) return lines;
  const auto due =
      content_->readers.read([&](store::Database& database) { return store::Timers(database).due(now(), most_at_once); });
  for (const store::WaitingTimer& timer : due) {
    const auto prepare = [this, timer](store::Database& database) {
      return content_->preparation.prepare_timer(database, timer);
    };
    auto prepared = content_->readers.read(prepare);
    const auto outcome = prepared.refused() ? Decision<Outcome>(prepared.refusal())
                                            : content_->writer.commit(std::move(prepared).value(), prepare);
    if (!outcome.refused()) continue;
    write([&](store::Database& database) {
      if (store::Timers(database).take(timer.number)) lines.push_back(dropped(timer, outcome.refusal().rule));
    });
  }
  return lines;
}

}  // namespace chancery::engine
