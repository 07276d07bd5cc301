#pragma once

#include "base/timestamp.h"
#include "signing/report.h"

#include <optional>
#include <string>
#include <vector>

namespace chancery::signing {

/// What has to be done so that a signature can still be proved later.
struct Due {
  enum class What {
    time_stamp,  // no accepted time stamp yet: "time pending"
    renewal,     // the certificate of the server behind the last proof ends
    lapsed       // it has ended: nothing can be renewed any more
  };
  What what;
  std::string place;               // of the signature
  std::optional<Timestamp> until;  // when the proof ends
};
[[nodiscard]] Message explain(const Due& due);

/// For each signature of a container that was judged at `now`: what is due now or within `margin`. A signature is as safe as the
/// latest of the time stamps that cover it.
[[nodiscard]] std::vector<Due> list_due(const Report& report, Timestamp now, std::chrono::milliseconds margin);

}  // namespace chancery::signing
