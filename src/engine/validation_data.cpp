#include "engine/validation_data.h"

#include "outside/revocation_client.h"
#include "signing/verifier.h"

#include <algorithm>
#include <future>
#include <utility>

namespace chancery::engine {
namespace {

using formats::Certificate;
using signing::Indication;
using signing::SignatureEvidence;

/// A larger list would go into every signature.
constexpr std::size_t largest_answer = 2'000'000;

/// Each of `servers` questions, one after another, has its share of the time.
outside::HttpLimits limits_for(std::size_t servers) {
  const auto share = patience / static_cast<std::int64_t>(std::max<std::size_t>(servers, 1));
  return {std::max(share, std::chrono::milliseconds(500)), largest_answer};
}

std::size_t addresses_in(const std::vector<Certificate>& path) {
  std::size_t count = 0;
  for (std::size_t i = 0; i + 1 < path.size(); ++i) {
    count += path[i].ocsp_addresses().size() + path[i].revocation_list_addresses().size();
  }
  return count;
}

SignatureEvidence together(const std::optional<Bytes>& token, SignatureEvidence own, const SignatureEvidence& more) {
  own.time_stamp = token;
  own.lists.insert(own.lists.end(), more.lists.begin(), more.lists.end());
  own.ocsp.insert(own.ocsp.end(), more.ocsp.begin(), more.ocsp.end());
  return own;
}

/// How good a signature is by what went into it.
std::pair<bool, int> rank(const signing::SignatureReport& report) {
  return {report.indication == Indication::total_passed, static_cast<int>(report.level)};
}

}  // namespace

ValidationData::ValidationData(std::vector<std::string> servers, formats::TrustAnchors anchors)
    : anchors_(std::move(anchors)),
      has_servers_(!servers.empty()),
      servers_(servers, signing::TrustMaterial(anchors_), limits_for(servers.size())) {}

SignatureEvidence ValidationData::ask(const std::vector<Certificate>& path) const {
  auto answers = outside::ask_revocation(path, limits_for(addresses_in(path)));
  return {std::nullopt, std::move(answers.lists), std::move(answers.ocsp)};
}

/// The server's certificate may be revoked as well.
SignatureEvidence ValidationData::ask_about_server(BytesView token, BytesView value, Timestamp now) const {
  signing::Verifier verifier(anchors_, now.plus(clock_slack));
  const auto report = verifier.verify_time_stamp(token, value, "token");
  if (!report.certificate) return {};
  return ask(anchors_.verify_chain(*report.certificate, {}, now).path);
}

Bytes ValidationData::finish(const signing::SigningRequest& request, BytesView value, const std::vector<Certificate>& chain,
                             Timestamp now) {
  Bytes plain = signing::finish(request, value, chain);
  const auto path = anchors_.verify_chain(request.certificate(), chain, now).path;
  if (!has_servers_ || path.empty()) return plain;

  const Bytes stamped = signing::checked_value(request, value);
  auto asked = std::async(std::launch::async, [&] { return ask(path); });
  const auto token = stamp(stamped, now);
  const auto about_server = token ? ask_about_server(*token, stamped, now) : SignatureEvidence();
  const SignatureEvidence about_signer = asked.get();

  signing::Verifier verifier(anchors_, now.plus(clock_slack));
  const auto judge = [&](BytesView signature) {
    return verifier.verify_signature(signature, request.asic_manifest(), request.slot().signature_path());
  };
  // What was answered is kept only as far as it makes the signature better; that it is revoked is never left out.
  Bytes best = std::move(plain);
  auto best_rank = rank(judge(best));
  for (const auto& [wanted, more] : {std::pair(std::optional<Bytes>(), SignatureEvidence()),
                                     std::pair(token, SignatureEvidence()), std::pair(token, about_server)}) {
    const SignatureEvidence evidence = together(wanted, about_signer, more);
    if (evidence.empty()) continue;
    Bytes candidate = signing::finish(request, value, chain, evidence);
    const auto report = judge(candidate);
    if (signing::says_revoked(report)) return candidate;
    if (rank(report) <= best_rank) continue;
    best_rank = rank(report);
    best = std::move(candidate);
  }
  return best;
}

}  // namespace chancery::engine
