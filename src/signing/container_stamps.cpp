#include "signing/container_stamps.h"

#include "base/error.h"
#include "formats/time_stamp.h"
#include "signing/conclusion.h"
#include "signing/signed_data.h"

#include <algorithm>
#include <utility>

namespace chancery::signing {
namespace {

/// What a token says about its time, before anything is believed of it: only for the order of judgement.
Timestamp claimed_time(const StandingStamp& stamp) {
  try {
    const auto der = reencode_signed_data(stamp.stamp.token);
    if (der) return formats::read_time_stamp_info(read_signed_data(*der, stamp.place).content, stamp.place).time;
  } catch (const Error&) {  // judged as damaged when its turn comes
  }
  return *Timestamp::from_milliseconds(0);
}

}  // namespace

ContainerStamps::ContainerStamps(std::vector<StandingStamp> stamps, TrustJudge& trust, Strictness strictness, Report& report) {
  std::vector<std::pair<Timestamp, StandingStamp>> ordered;
  for (StandingStamp& stamp : stamps) {
    const Timestamp time = claimed_time(stamp);
    ordered.emplace_back(time, std::move(stamp));
  }
  std::stable_sort(ordered.begin(), ordered.end(), [](const auto& left, const auto& right) { return left.first > right.first; });
  for (const auto& [time, stamp] : ordered) judge(stamp, trust, strictness, report);
}

void ContainerStamps::judge(const StandingStamp& stamp, TrustJudge& trust, Strictness strictness, Report& report) {
  const Timestamp control = std::min(proven(stamp.place).value_or(trust.at()), trust.at());
  TimeStampReport found = trust.stamps().judge(stamp.stamp, {}, control, stamp.place);
  for (const Message& message : found.notes) report.notes.push_back({stamp.place, message});
  if (found.indication == Indication::total_failed || (strictness == Strictness::ours && !found.exact)) {
    // Who does not know the server cannot vouch for the authorities beside it: that is not damage.
    const bool ours = strictness == Strictness::ours && found.sub != SubIndication::no_certificate_chain_found;
    if (found.notes.empty()) report.notes.push_back({stamp.place, {"signing.token_not_exact", {}}});
    worsen(report.verdict, report.sub, ours ? Indication::total_failed : Indication::indeterminate,
           ours ? SubIndication::format_failure : SubIndication::sig_constraints_failure);
  } else if (found.time) {
    for (const std::string& path : stamp.covers) {
      const auto [known, is_new] = proven_.emplace(path, *found.time);
      if (!is_new) known->second = std::min(known->second, *found.time);
      if (stamp.archive) archived_[path] = true;
    }
  }
  found.covers = stamp.covers;
  report.stamps.push_back({stamp.place, std::move(found)});
}

std::optional<Timestamp> ContainerStamps::proven(const std::string& path) const {
  const auto found = proven_.find(path);
  return found == proven_.end() ? std::nullopt : std::optional(found->second);
}

bool ContainerStamps::is_archived(const std::string& path) const {
  return archived_.contains(path);
}

}  // namespace chancery::signing
