#pragma once

#include "signing/report.h"
#include "signing/trust_judge.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace chancery::signing {

/// A time-stamp token that stands as a file of its own in a container.
struct StandingStamp {
  std::string place;                // of the token
  StampedBytes stamp;               // over the listing, or over the one file of ASiC-S
  std::vector<std::string> covers;  // the files whose hashes it holds, its listing and the tokens in them included
  bool archive;                     // long term
};

/// The tokens of a container. A later one proves when an earlier one existed, so that it outlives its server's certificate.
/// Standard: ETSI EN 319 102-1 §5.6.2.
class ContainerStamps {
 public:
  /// Judges all of them, the latest first. What is broken or unusable is added to `report`.
  ContainerStamps(std::vector<StandingStamp> stamps, TrustJudge& trust, Strictness strictness, Report& report);

  /// When this file existed at the latest, as an accepted token proves.
  [[nodiscard]] std::optional<Timestamp> proven(const std::string& path) const;
  /// A signature file is covered by an accepted long-term token.
  [[nodiscard]] bool is_archived(const std::string& path) const;

 private:
  void judge(const StandingStamp& stamp, TrustJudge& trust, Strictness strictness, Report& report);

  std::map<std::string, Timestamp> proven_;
  std::map<std::string, bool> archived_;
};

}  // namespace chancery::signing
