#include "signing/revocation_sources.h"

#include "base/error.h"

#include <chrono>

namespace chancery::signing {
namespace {

using formats::Certificate;
using formats::OcspResponse;
using formats::RevocationList;
using State = RevocationVerdict::State;

/// An answer without a next update is asked for a moment before the time stamp as often as after it.
constexpr auto answer_lasts = std::chrono::hours(24);
/// More than any signature carries; the rest is passed over.
constexpr std::size_t most_sources = 64;

bool is_fresh(Timestamp this_update, const std::optional<Timestamp>& next_update, Timestamp time) {
  if (this_update >= time) return true;
  return next_update ? *next_update >= time : this_update.plus(answer_lasts) >= time;
}

/// A revocation at that time or before outweighs everything; after it, the first good answer stands.
void take(RevocationVerdict& verdict, bool fresh, const std::optional<Timestamp>& since, bool revoked, Timestamp time,
          const Bytes& der) {
  if (verdict.state == State::revoked) return;
  if (revoked && (!since || *since <= time)) verdict = {State::revoked, since, sha256(der)};
  if (verdict.state != State::revoked && verdict.state != State::good && fresh)
    verdict = {State::good, std::nullopt, sha256(der)};
}

template <class Read, class T>
bool read_all(const std::vector<Bytes>& encoded, std::vector<T>& into, Read read) {
  bool all = encoded.size() <= most_sources;
  for (const Bytes& der : encoded) {
    if (into.size() >= most_sources) break;
    try {
      into.push_back(read(der));
    } catch (const Error&) {  // what cannot be read proves nothing
      all = false;
    }
  }
  return all;
}

}  // namespace

RevocationSources::RevocationSources(const TrustMaterial& trust, const Enclosures& enclosures) : trust_(trust) {
  const bool lists =
      read_all(enclosures.lists, enclosed_lists_, [](const Bytes& der) { return RevocationList::read(der, "crl"); });
  const bool answers =
      read_all(enclosures.ocsp, enclosed_ocsp_, [](const Bytes& der) { return OcspResponse::read(der, "ocsp"); });
  all_readable_ = lists && answers;
}

RevocationVerdict RevocationSources::judge(const Certificate& certificate, const Certificate& issuer,
                                           const std::vector<Certificate>& others, Timestamp time) const {
  if (certificate.is_never_revoked()) return {State::good, std::nullopt, std::nullopt};
  const bool promised = !certificate.revocation_list_addresses().empty() || !certificate.ocsp_addresses().empty();
  RevocationVerdict verdict{promised ? State::unknown : State::not_promised, std::nullopt, std::nullopt};
  const auto ask_list = [&](const RevocationList& list) {
    if (list.issuer() != certificate.issuer() || !list.covers(certificate) || !list.is_signed_by(issuer)) return;
    const auto since = list.revoked_since(certificate);
    take(verdict, is_fresh(list.this_update(), list.next_update(), time), since, since.has_value(), time, list.der());
  };
  const auto ask_ocsp = [&](const OcspResponse& answer) {
    const auto status = answer.status_of(certificate, issuer);
    if (!status || status->state == OcspResponse::State::unknown || !answer.is_signed_for(issuer, others)) return;
    const bool revoked = status->state == OcspResponse::State::revoked;
    take(verdict, is_fresh(status->this_update, status->next_update, time), status->revoked_since, revoked, time, answer.der());
  };
  for (const OcspResponse& answer : enclosed_ocsp_) ask_ocsp(answer);
  for (const RevocationList& list : enclosed_lists_) ask_list(list);
  for (const OcspResponse& answer : trust_.ocsp) ask_ocsp(answer);
  for (const RevocationList& list : trust_.lists) ask_list(list);
  return verdict;
}

}  // namespace chancery::signing
