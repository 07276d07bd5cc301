#include "engine/condition.h"

#include "engine/daily_checkpoint.h"
#include "engine/views.h"
#include "engine/words.h"
#include "store/outbox.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <system_error>

namespace chancery::engine {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::hours outside_is_late{48};
constexpr std::uintmax_t mebibyte = 1024 * 1024;
constexpr std::uintmax_t too_little_room = 256 * mebibyte;
constexpr std::uintmax_t little_room = 2048 * mebibyte;
constexpr auto soon = 60 * 24h;
constexpr auto clock_tolerance = 5min;

/// Whether anything can be done at all.
Finding steps_finding(const Circumstances& circumstances) {
  if (circumstances.closed) return {"steps", State::bad, *circumstances.closed};
  return {"steps", State::good, {"engine.condition.steps_good", {}}};
}

Finding database_finding(store::Database& database) {
  const auto said = database.find<std::string>("PRAGMA quick_check(1)");
  if (said == "ok") return {"database", State::good, {"engine.condition.database_good", {}}};
  return {"database", State::bad, {"engine.condition.database_bad", {{"detail", said.value_or("")}}}};
}

/// The last entry may not lie in the future: then this clock, or the one before it, is wrong.
Finding clock_finding(store::Database& database, Timestamp now) {
  const auto last = database.find<Timestamp>("SELECT max(time) FROM steps");
  if (last && now.plus(clock_tolerance) < *last) {
    return {"clock", State::bad, {"engine.condition.clock_bad", {{"last", last->text()}, {"now", now.text()}}}};
  }
  return {"clock", State::good, {"engine.condition.clock_good", {{"now", now.text()}}}};
}

Finding outbox_finding(store::Database& database) {
  const auto counts = store::Outbox(database).counts();
  const std::vector<std::pair<std::string, Message::Argument>> arguments{{"given_up", counts.given_up},
                                                                         {"waiting", counts.waiting}};
  if (counts.given_up > 0) return {"outbox", State::warning, {"engine.condition.outbox_given_up", arguments}};
  return {"outbox", State::good, {"engine.condition.outbox_good", {{"waiting", counts.waiting}}}};
}

bool is_private(const std::filesystem::path& path) {
  using std::filesystem::perms;
  std::error_code none;
  const auto rights = std::filesystem::status(path, none).permissions();
  return none || rights == perms::unknown || (rights & (perms::group_all | perms::others_all)) == perms::none;
}

/// Others on this machine may read neither keys nor documents.
Finding rights_finding(const OfficeFolder& folder) {
  for (const auto& path : {folder.keys(), folder.log_key(), folder.database(), folder.root()}) {
    if (!is_private(path)) return {"rights", State::bad, {"engine.condition.rights_bad", {{"path", path.string()}}}};
  }
  return {"rights", State::good, {"engine.condition.rights_good", {}}};
}

Finding room_finding(const OfficeFolder& folder) {
  std::error_code failed;
  const auto space = std::filesystem::space(folder.root(), failed);
  return judge_room(failed ? 0 : space.available);
}

Finding anchors_finding(const Circumstances& circumstances) {
  const auto& anchors = circumstances.anchors;
  if (anchors.empty()) return {"trust", State::warning, {"engine.condition.trust_none", {}}};
  const auto first = std::min_element(anchors.begin(), anchors.end(),
                                      [](const auto& one, const auto& other) { return one.not_after() < other.not_after(); });
  const std::string day = first->not_after().text().substr(0, 10);
  if (first->not_after() < circumstances.now.plus(soon)) {
    return {"trust", State::warning, {"engine.condition.trust_ends", {{"subject", first->subject_name()}, {"day", day}}}};
  }
  return {"trust",
          State::good,
          {"engine.condition.trust_good", {{"count", static_cast<std::int64_t>(anchors.size())}, {"day", day}}}};
}

Finding time_finding(const Circumstances& circumstances) {
  if (circumstances.time_servers == 0) return {"time", State::warning, {"engine.condition.time_none", {}}};
  return {
      "time", State::good, {"engine.condition.time_good", {{"count", static_cast<std::int64_t>(circumstances.time_servers)}}}};
}

/// Whether somebody outside could say that this ledger was set back or rewritten.
Finding outside_finding(store::Database& database, Timestamp now) {
  const auto last = head_outside(database);
  if (!checkpoint_mailbox(database)) return {"outside", State::warning, {"engine.condition.outside_none", {}}};
  if (!last) return {"outside", State::warning, {"engine.condition.outside_never", {}}};
  const std::vector<std::pair<std::string, Message::Argument>> arguments{{"day", last->time.date()}};
  const bool late = last->time.plus(outside_is_late) < now;
  return {"outside",
          late ? State::warning : State::good,
          {late ? "engine.condition.outside_late" : "engine.condition.outside_good", arguments}};
}

}  // namespace

std::string_view name_of(State state) {
  switch (state) {
    case State::good:
      return "good";
    case State::warning:
      return "warning";
    case State::bad:
      return "bad";
  }
  return {};
}

formats::Json to_json(const Finding& finding) {
  return {{"check", finding.check}, {"state", name_of(finding.state)}, {"words", words_of(finding.message)}};
}

Finding judge_room(std::uintmax_t free_bytes) {
  const auto mebibytes = static_cast<std::int64_t>(free_bytes / mebibyte);
  if (free_bytes < too_little_room) return {"disk", State::bad, {"engine.condition.disk_bad", {{"mebibytes", mebibytes}}}};
  if (free_bytes < little_room) return {"disk", State::warning, {"engine.condition.disk_little", {{"mebibytes", mebibytes}}}};
  return {"disk", State::good, {"engine.condition.disk_good", {{"mebibytes", mebibytes}}}};
}

std::vector<Finding> examine(store::Database& database, const OfficeFolder& folder, const Circumstances& circumstances) {
  return {steps_finding(circumstances),
          database_finding(database),
          rights_finding(folder),
          room_finding(folder),
          clock_finding(database, circumstances.now),
          outbox_finding(database),
          anchors_finding(circumstances),
          time_finding(circumstances),
          outside_finding(database, circumstances.now)};
}

}  // namespace chancery::engine
