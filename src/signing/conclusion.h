#pragma once

#include "base/message.h"
#include "signing/report.h"

#include <optional>
#include <utility>

namespace chancery::signing {

/// What one check came to when it ends the judgement of a signature.
struct Conclusion {
  Indication indication;
  SubIndication sub;
  std::optional<Message> why;
};

[[nodiscard]] inline Conclusion failed(SubIndication sub, Message why) {
  return {Indication::total_failed, sub, std::move(why)};
}
[[nodiscard]] inline Conclusion undecided(SubIndication sub, Message why) {
  return {Indication::indeterminate, sub, std::move(why)};
}

/// The report takes over a conclusion that is worse than what it has, and every reason.
inline void apply(SignatureReport& report, const Conclusion& conclusion) {
  if (conclusion.why) report.notes.push_back({report.place, *conclusion.why});
  worsen(report.indication, report.sub, conclusion.indication, conclusion.sub);
}

}  // namespace chancery::signing
