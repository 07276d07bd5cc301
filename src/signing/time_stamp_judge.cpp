#include "signing/time_stamp_judge.h"

#include "base/error.h"
#include "formats/der.h"
#include "formats/time_stamp.h"
#include "signing/algorithms.h"
#include "signing/cms_check.h"
#include "signing/conclusion.h"
#include "signing/path_judgement.h"

#include <utility>

namespace chancery::signing {
namespace {

using formats::Certificate;
using formats::TimeStampInfo;

/// A token as it was read; `der` is what everything else looks into.
struct Token {
  Bytes der;
  bool strict;  // it was DER already
  SignedData data;
  SignedAttributes attributes;
  TimeStampInfo info;
};

Error refuse(const char* key, std::string_view place) {
  return {Fault::input, {key, {{"place", std::string(place)}}}};
}

bool is_strict(BytesView bytes, std::string_view place) {
  try {
    formats::check_der(bytes, place);
    return true;
  } catch (const Error&) {  // a question with two answers, not a failure
    return false;
  }
}

/// Servers answer in DER, but programs that put tokens into XML often write them anew in BER.
Token read_token(const StampedBytes& stamp, std::string_view place) {
  const bool strict = is_strict(stamp.token, place);
  auto der = strict ? std::optional(stamp.token) : reencode_signed_data(stamp.token);
  if (!der) throw refuse("signing.token_odd", place);
  Token token{std::move(*der), strict, {}, {}, {{}, {}, {}, {}, *Timestamp::from_milliseconds(0), {}, {}}};
  token.data = read_signed_data(token.der, place);
  const bool right = formats::id_tst_info == token.data.content_type && !token.data.is_detached &&
                     token.data.signers.size() == 1 && token.data.signers.front().attributes;
  if (!right) throw refuse("signing.token_odd", place);
  token.attributes = read_signed_attributes(*token.data.signers.front().attributes, place);
  token.info = formats::read_time_stamp_info(token.data.content, place);
  return token;
}

std::vector<BytesView> views(const std::vector<BytesView>& own, const std::vector<Bytes>& beside) {
  std::vector<BytesView> all = own;
  all.insert(all.end(), beside.begin(), beside.end());
  return all;
}

std::optional<Conclusion> check_imprint(const Token& token, BytesView message) {
  const DigestAlgorithm algorithm = digest_algorithm(token.info.digest_oid);
  if (algorithm.name == nullptr) return undecided(SubIndication::crypto_constraints_failure, {"signing.unknown_digest", {}});
  if (token.info.imprint != digest_of(algorithm, message)) {
    return failed(SubIndication::hash_failure, {"signing.token_over_other", {}});
  }
  if (algorithm.strength == DigestStrength::accepted) return std::nullopt;
  return undecided(SubIndication::crypto_constraints_failure, {"signing.token_weak", {}});
}

std::optional<Conclusion> check_content(const Token& token) {
  const DigestAlgorithm algorithm = digest_algorithm(token.data.signers.front().digest_oid);
  if (algorithm.name == nullptr) return undecided(SubIndication::crypto_constraints_failure, {"signing.unknown_digest", {}});
  if (!(formats::id_tst_info == token.attributes.content_type.value_or("")) || !token.attributes.message_digest) {
    return failed(SubIndication::format_failure, {"signing.token_odd", {{"place", std::string("TSTInfo")}}});
  }
  if (*token.attributes.message_digest == digest_of(algorithm, token.data.content)) return std::nullopt;
  return failed(SubIndication::hash_failure, {"signing.token_changed", {}});
}

Message about_server(const char* key, const Certificate& certificate) {
  return {key, {{"server", certificate.subject_name()}}};
}

std::optional<Conclusion> check_server(const Token& token, const KnownSigner* server) {
  if (server == nullptr) return undecided(SubIndication::no_signing_certificate_found, {"signing.token_no_certificate", {}});
  const Certificate& certificate = server->certificate;
  if (!token.attributes.certificate || !refers_to(*token.attributes.certificate, certificate)) {
    return undecided(SubIndication::no_signing_certificate_found, about_server("signing.token_other_certificate", certificate));
  }
  if (!cms_accepts_value(token.der, 0, certificate)) {
    return failed(SubIndication::sig_crypto_failure, about_server("signing.token_value_wrong", certificate));
  }
  const bool strong =
      is_strong_key(certificate) && digest_algorithm(token.data.signers.front().digest_oid).strength == DigestStrength::accepted;
  if (!strong) return undecided(SubIndication::crypto_constraints_failure, {"signing.token_weak", {}});
  if (!certificate.is_only_for_time_stamps()) {
    return undecided(SubIndication::chain_constraints_failure, about_server("signing.token_usage", certificate));
  }
  if (token.info.time >= certificate.not_before() && token.info.time <= certificate.not_after()) return std::nullopt;
  return undecided(SubIndication::out_of_bounds_no_poe, about_server("signing.token_outside_validity", certificate));
}

/// DSTU 4145 of a Ukrainian time server: recognised, not judged.
std::optional<Conclusion> check_algorithms(const Token& token) {
  const SignerInfo& signer = token.data.signers.front();
  const bool ukrainian = digest_algorithm(signer.digest_oid).strength == DigestStrength::ukrainian ||
                         digest_algorithm(signer.signature_oid).strength == DigestStrength::ukrainian ||
                         digest_algorithm(token.info.digest_oid).strength == DigestStrength::ukrainian;
  if (!ukrainian) return std::nullopt;
  return undecided(SubIndication::crypto_constraints_failure, {"signing.token_dstu4145", {}});
}

void conclude(TimeStampReport& report, const Conclusion& conclusion) {
  if (conclusion.why) report.notes.push_back(*conclusion.why);
  worsen(report.indication, report.sub, conclusion.indication, conclusion.sub);
}

/// Whether nothing in the token is free to change: strict DER that composes again from what is signed or checked.
bool is_exact(const Token& token, const KnownSigner& server) {
  using namespace formats;
  const SignerInfo& signer = token.data.signers.front();
  const bool plain = token.strict && server.all_readable && server.all_in_chain && token.data.lists.empty() &&
                     token.data.ocsp.empty() && !token.data.has_other_revocation && signer.unsigned_attributes.empty() &&
                     signer.key_identifier.empty() &&
                     is_fitting_algorithm(signer.signature_algorithm, server.certificate, signer.digest_oid);
  if (!plain) return false;
  constexpr unsigned char one = 1;
  constexpr unsigned char three = 3;
  Bytes attributes = *signer.attributes;
  attributes.front() = static_cast<char>(context_constructed(0));
  const Bytes identifier = der_sequence({signer.issuer, der(DerTag::integer, {signer.serial})});
  const Bytes info = der_sequence({der_integer(one), identifier, signer.digest_algorithm, attributes, signer.signature_algorithm,
                                   der_octet_string(signer.value)});
  const Bytes content = der_sequence({der_oid(id_tst_info), der(context_constructed(0), {der_octet_string(token.data.content)})});
  const Bytes certificates =
      token.data.certificate_set.empty() ? Bytes() : der(context_constructed(0), {token.data.certificate_set});
  const Bytes body = der_sequence(
      {der_integer(three), der(DerTag::set, {signer.digest_algorithm}), content, certificates, der(DerTag::set, {info})});
  return der_sequence({der_oid(id_signed_data), der(context_constructed(0), {body})}) == token.der;
}

}  // namespace

TimeStampReport TimeStampJudge::judge(const StampedBytes& stamp, const Enclosures& beside, Timestamp control,
                                      std::string_view place) {
  TimeStampReport report(sha256(stamp.token));
  try {
    const Token token = read_token(stamp, place);
    report.claimed_time = token.info.time;
    report.serial = to_hex(token.info.serial);
    if (const auto ukrainian = check_algorithms(token)) {
      conclude(report, *ukrainian);
      return report;
    }
    const SignerInfo& signer = token.data.signers.front();
    const KnownSigner* server = signers_.find(views(token.data.certificates, beside.certificates), signer);
    if (server != nullptr) {
      report.server = server->certificate.subject_name();
      report.certificate = server->certificate;
      // The certificates beside the token belong to the signature that it is in: they are judged there.
      const KnownSigner* alone = signers_.find(token.data.certificates, signer);
      report.exact = alone != nullptr && token.attributes.certificate &&
                     refers_to(*token.attributes.certificate, alone->certificate) && is_exact(token, *alone);
    }
    for (const auto& conclusion : {check_imprint(token, stamp.message), check_content(token), check_server(token, server)}) {
      if (conclusion) conclude(report, *conclusion);
    }
    if (report.indication != Indication::total_passed) return report;
    if (token.info.time > control)
      conclude(report, undecided(SubIndication::timestamp_order_failure, {"signing.token_future", {}}));
    Enclosures all = beside;
    for (const BytesView list : token.data.lists) all.lists.emplace_back(list);
    for (const BytesView answer : token.data.ocsp) all.ocsp.emplace_back(answer);
    const RevocationSources sources(signers_.trust(), all);
    for (const Conclusion& conclusion : judge_path(signers_, *server, sources, control).conclusions) conclude(report, conclusion);
    if (report.indication == Indication::total_passed) report.time = token.info.time;
  } catch (const Error& error) {  // damage is an answer here, not a failure of the verifier
    conclude(report, failed(SubIndication::format_failure, error.message()));
  }
  return report;
}

std::optional<Message> objection_to_token(BytesView token, BytesView message, BytesView nonce, Timestamp now,
                                          KnownSigners& signers) {
  const TimeStampReport report =
      TimeStampJudge(signers).judge({Bytes(token), Bytes(message)}, {}, now.plus(std::chrono::minutes(1)), "token");
  if (report.indication == Indication::total_failed || !report.certificate) {
    return report.notes.empty() ? Message{"signing.token_odd", {{"place", std::string("token")}}} : report.notes.front();
  }
  if (report.sub == SubIndication::chain_constraints_failure || report.sub == SubIndication::out_of_bounds_no_poe ||
      report.sub == SubIndication::timestamp_order_failure || report.sub == SubIndication::crypto_constraints_failure ||
      report.sub == SubIndication::revoked_no_poe) {
    return report.notes.front();
  }
  const auto info = read_token({Bytes(token), Bytes(message)}, "token").info;
  if (!info.nonce || *info.nonce != nonce) return Message{"signing.token_nonce", {}};
  constexpr auto slack = std::chrono::minutes(5);
  if (info.time.plus(slack) < now) return Message{"signing.token_old", {}};
  if (!report.exact) return Message{"signing.token_not_exact", {}};
  return std::nullopt;
}

}  // namespace chancery::signing
