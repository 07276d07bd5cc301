#include "signing/trust_judge.h"

#include "base/error.h"
#include "formats/der.h"
#include "signing/conclusion.h"
#include "signing/path_judgement.h"

#include <algorithm>
#include <utility>

namespace chancery::signing {
namespace {

using formats::Certificate;

/// A signer's clock may be wrong by this much before anybody is told.
constexpr auto clock_slack = std::chrono::minutes(10);

void remark(SignatureReport& report, Message message) {
  report.notes.push_back({report.place, std::move(message)});
}

std::optional<Conclusion> check_usage(const Certificate& certificate) {
  const auto& usage = certificate.key_usage();
  if (!usage || usage->digital_signature || usage->content_commitment) return std::nullopt;
  return undecided(SubIndication::chain_constraints_failure, {"signing.key_usage", {{"signer", certificate.subject_name()}}});
}

/// What is proved about the time decides whether a certificate that is not valid now speaks against the signature for good.
std::optional<Conclusion> check_validity(const SignatureReport& report, const Certificate& certificate) {
  if (report.proven_time && *report.proven_time < certificate.not_before()) {
    return failed(SubIndication::not_yet_valid,
                  about_signer("signing.signed_before_validity", certificate, certificate.not_before()));
  }
  if (report.not_before && *report.not_before > certificate.not_after()) {
    return failed(SubIndication::expired, about_signer("signing.signed_after_expiry", certificate, certificate.not_after()));
  }
  return std::nullopt;
}

std::optional<Conclusion> check_order(const SignatureReport& report) {
  if (!report.proven_time || !report.not_before || *report.not_before <= *report.proven_time) return std::nullopt;
  return undecided(SubIndication::timestamp_order_failure, {"signing.time_order", {}});
}

/// A token that is damaged or over something else proves nothing, and somebody put it there.
Conclusion broken_stamp(const TimeStampReport& stamp, Strictness strictness) {
  std::optional<Message> why;
  if (!stamp.notes.empty()) why = stamp.notes.front();
  // Who does not know the server cannot vouch for the authorities beside it: that is not damage.
  if (strictness == Strictness::ours && stamp.sub == SubIndication::no_certificate_chain_found) {
    return {Indication::indeterminate, stamp.sub, std::move(why)};
  }
  if (strictness == Strictness::ours) return {Indication::total_failed, SubIndication::format_failure, std::move(why)};
  return {Indication::indeterminate, SubIndication::sig_constraints_failure, std::move(why)};
}

Level level_of(const SignatureReport& report, const Enclosures& enclosures, const PathJudgement& path) {
  const bool stamped =
      std::any_of(report.stamps.begin(), report.stamps.begin() + static_cast<std::ptrdiff_t>(enclosures.signature_stamps.size()),
                  [](const TimeStampReport& stamp) { return stamp.time.has_value(); });
  if (!stamped && !report.proven_time) return Level::b_b;
  const bool enclosed = !enclosures.lists.empty() || !enclosures.ocsp.empty();
  return enclosed && path.all_sources_found && path.conclusions.empty() ? Level::b_lt : Level::b_t;
}

bool is_strict_der(BytesView bytes) {
  try {
    formats::check_der(bytes, "revocation");
    return true;
  } catch (const Error&) {  // a question with two answers, not a failure
    return false;
  }
}

/// In our own containers a list or answer must be signed by one of the path's authorities; any other is a byte that nobody
/// vouches for.
bool all_enclosed_count(const RevocationSources& sources, const std::vector<Certificate>& certificates,
                        const Enclosures& enclosures) {
  const auto strict = [](const Bytes& der) { return is_strict_der(der); };
  if (!sources.all_readable() || !std::all_of(enclosures.lists.begin(), enclosures.lists.end(), strict) ||
      !std::all_of(enclosures.ocsp.begin(), enclosures.ocsp.end(), strict)) {
    return false;
  }
  const auto any_signs = [&](const auto& signs) { return std::any_of(certificates.begin(), certificates.end(), signs); };
  const bool lists = std::all_of(sources.enclosed_lists().begin(), sources.enclosed_lists().end(), [&](const auto& list) {
    return any_signs([&](const Certificate& authority) { return list.is_signed_by(authority); });
  });
  return lists && std::all_of(sources.enclosed_ocsp().begin(), sources.enclosed_ocsp().end(), [&](const auto& answer) {
           return answer.certificate_count() <= 1 &&
                  any_signs([&](const Certificate& authority) { return answer.is_signed_for(authority, {}); });
         });
}

std::vector<Certificate> authorities(const KnownSigners& signers, const KnownSigner& signer) {
  std::vector<Certificate> all = signer.helpers;
  const auto& anchors = signers.trust().anchors.certificates();
  all.insert(all.end(), anchors.begin(), anchors.end());
  return all;
}

}  // namespace

void TrustJudge::judge_stamps(SignatureReport& report, const Enclosures& enclosures, Timestamp control, Strictness strictness) {
  const auto judge_one = [&](const StampedBytes& stamp) -> const TimeStampReport& {
    report.stamps.push_back(stamps_.judge(stamp, enclosures, control, report.place));
    const TimeStampReport& found = report.stamps.back();
    const bool unusable = strictness == Strictness::ours && !found.exact;
    if (found.indication == Indication::total_failed || unusable) apply(report, broken_stamp(found, strictness));
    if (found.indication == Indication::indeterminate && !found.notes.empty()) remark(report, found.notes.front());
    return found;
  };
  for (const StampedBytes& stamp : enclosures.signature_stamps) {
    const auto& found = judge_one(stamp);
    if (found.time && (!report.proven_time || *found.time < *report.proven_time)) report.proven_time = found.time;
  }
  for (const StampedBytes& stamp : enclosures.content_stamps) {
    const auto& found = judge_one(stamp);
    if (found.time && (!report.not_before || *found.time > *report.not_before)) report.not_before = found.time;
  }
}

void TrustJudge::judge(SignatureReport& report, const KnownSigner& signer, const Enclosures& enclosures,
                       std::optional<Timestamp> proven, Strictness strictness) {
  const Timestamp control = std::min(proven.value_or(at()), at());
  report.proven_time = proven;
  judge_stamps(report, enclosures, control, strictness);
  const Timestamp time = std::min(report.proven_time.value_or(control), control);
  const RevocationSources sources(signers_.trust(), enclosures);
  const PathJudgement path = judge_path(signers_, signer, sources, time);
  report.revocation_sha256 = path.sources;
  report.level = level_of(report, enclosures, path);
  const bool carries = !enclosures.lists.empty() || !enclosures.ocsp.empty();
  if (strictness == Strictness::ours && carries && !all_enclosed_count(sources, authorities(signers_, signer), enclosures)) {
    apply(report, failed(SubIndication::format_failure, {"signing.revocation_unused", {}}));
  }
  for (const auto& conclusion :
       {check_usage(signer.certificate), check_validity(report, signer.certificate), check_order(report)}) {
    if (conclusion) apply(report, *conclusion);
  }
  for (const Conclusion& conclusion : path.conclusions) apply(report, conclusion);
  if (path.revoked_since && report.not_before && *report.not_before > *path.revoked_since) {
    apply(report, failed(SubIndication::revoked,
                         about_signer("signing.signed_after_revocation", signer.certificate, *path.revoked_since)));
  }
  if (report.claimed_time && report.proven_time && *report.claimed_time > report.proven_time->plus(clock_slack)) {
    remark(report, {"signing.claimed_after_proven", {}});
  }
  if (report.indication != Indication::total_passed) return;
  if (!report.proven_time) remark(report, {"signing.time_not_proven", {}});
  if (!path.revocation_promised) remark(report, {"signing.revocation_unchecked", {}});
}

}  // namespace chancery::signing
