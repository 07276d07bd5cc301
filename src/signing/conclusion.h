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

/// A message about the holder of a certificate, by name, and a date.
[[nodiscard]] inline Message about_signer(const char* key, const formats::Certificate& certificate) {
  return {key, {{"signer", certificate.subject_name()}}};
}
[[nodiscard]] inline Message about_signer(const char* key, const formats::Certificate& certificate, Timestamp date) {
  return {key, {{"signer", certificate.subject_name()}, {"date", date.date()}}};
}

/// The report takes over a conclusion that is worse than what it has, and every reason.
inline void apply(SignatureReport& report, const Conclusion& conclusion) {
  if (conclusion.why) report.notes.push_back({report.place, *conclusion.why});
  worsen(report.indication, report.sub, conclusion.indication, conclusion.sub);
}

}  // namespace chancery::signing
