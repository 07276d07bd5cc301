#pragma once

#include "base/decision.h"
#include "engine/caller.h"
#include "formats/json.h"

#include <functional>
#include <string>

namespace chancery::server {

/// What the auditor's page asks of the office.
struct LedgerDesk {
  using Json = formats::Json;

  /// {size, printed: the newest checkpoint as three lines for paper, verifier_key}
  std::function<Json()> head;
  /// As engine::Office::checkpoints_outside.
  std::function<Json()> outside;
  /// As engine::RollingScrub tells it.
  std::function<Json()> scrub_state;
  /// As engine::search_steps.   Throws: Error{Fault::input, Fault::absent} for a field that cannot be used.
  std::function<Json(const engine::Caller&, const Json& filter)> search;
  /// As engine::Office::steps_of_today.
  std::function<Decision<Json>(const engine::Caller&)> today;
  /// As engine::Office::challenge.
  std::function<Json(const std::string& printed)> challenge;
};

}  // namespace chancery::server
