#include "signing/renewal.h"

#include <algorithm>

namespace chancery::signing {
namespace {

/// How long a token that was accepted proves anything: until its server's certificate ends.
std::optional<Timestamp> end_of(const TimeStampReport& stamp) {
  if (!stamp.time || !stamp.certificate) return std::nullopt;
  return stamp.certificate->not_after();
}

void extend(std::optional<Timestamp>& until, const TimeStampReport& stamp) {
  const auto end = end_of(stamp);
  if (end && (!until || *end > *until)) until = end;
}

/// A token in the container protects only what it covers: the signature knows by its proven time that one does.
std::optional<Timestamp> proved_until(const Report& report, const SignatureReport& signature) {
  std::optional<Timestamp> until;
  for (const TimeStampReport& stamp : signature.stamps) extend(until, stamp);
  for (const auto& [place, stamp] : report.stamps) {
    const auto& covered = stamp.covers;
    if (std::find(covered.begin(), covered.end(), signature.place) != covered.end()) extend(until, stamp);
  }
  return until;
}

}  // namespace

Message explain(const Due& due) {
  const std::string date = due.until ? due.until->date() : std::string();
  switch (due.what) {
    case Due::What::time_stamp:
      return {"signing.due_time_stamp", {{"place", due.place}}};
    case Due::What::renewal:
      return {"signing.due_renewal", {{"place", due.place}, {"date", date}}};
    case Due::What::lapsed:
      return {"signing.due_lapsed", {{"place", due.place}, {"date", date}}};
  }
  return {};
}

std::vector<Due> list_due(const Report& report, Timestamp now, std::chrono::milliseconds margin) {
  std::vector<Due> due;
  for (const SignatureReport& signature : report.signatures) {
    if (!signature.verifiable) continue;
    const auto until = proved_until(report, signature);
    if (until && *until > now.plus(margin)) continue;
    if (until) {
      due.push_back({*until < now ? Due::What::lapsed : Due::What::renewal, signature.place, until});
      continue;
    }
    const auto end = signature.certificate
                         ? std::optional(formats::Certificate::read(*signature.certificate, signature.place).not_after())
                         : std::nullopt;
    due.push_back({end && *end < now ? Due::What::lapsed : Due::What::time_stamp, signature.place, end});
  }
  return due;
}

}  // namespace chancery::signing
