#include "base/error.h"
#include "engine/office_content.h"
#include "store/timers.h"

namespace chancery::engine {
namespace {

constexpr int most_at_once = 100;

std::string told(const char* what, const store::WaitingTimer& timer, const std::string& why) {
  return "event=timer_" + std::string(what) + " document=" + timer.document.hex() + " timer=" + timer.timer.event + " " + why;
}

}  // namespace

/// The rule that refuses the step of a timer, once and for all; nothing when it was taken.
std::optional<std::string> Office::Content::fire(const store::WaitingTimer& timer) {
  const auto prepare = [&](store::Database& database) { return preparation.prepare_timer(database, timer); };
  auto prepared = readers.read(prepare);
  const auto outcome =
      prepared.refused() ? Decision<Outcome>(prepared.refusal()) : writer.commit(std::move(prepared).value(), prepare);
  return outcome.refused() ? std::optional(outcome.refusal().rule) : std::nullopt;
}

/// A timer whose step is refused changes nothing and is not tried again; one that fails is tried again and keeps no other
/// waiting.
std::vector<std::string> Office::fire_due() {
  std::vector<std::string> lines;
  if (content_->writer.closed()) return lines;
  const auto due =
      content_->readers.read([&](store::Database& database) { return store::Timers(database).due(now(), most_at_once); });
  for (const store::WaitingTimer& timer : due) {
    try {
      const auto refused_by = content_->fire(timer);
      if (!refused_by) continue;
      write([&](store::Database& database) {
        if (store::Timers(database).take(timer.number)) lines.push_back(told("dropped", timer, "rule=" + *refused_by));
      });
    } catch (const Error& error) {
      lines.push_back(told("failed", timer, "cause=\"" + to_log(error.message()) + "\""));
    }
  }
  return lines;
}

}  // namespace chancery::engine
