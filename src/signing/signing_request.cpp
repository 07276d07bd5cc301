#include "signing/signing_request.h"

#include "base/error.h"
#include "formats/der.h"
#include "formats/time_stamp.h"
#include "signing/algorithms.h"
#include "signing/conclusion.h"
#include "signing/public_key.h"
#include "signing/signature_value.h"
#include "signing/signed_attributes.h"
#include "signing/signed_data.h"

#include <algorithm>
#include <utility>

namespace chancery::signing {
namespace {

using formats::Certificate;

bool may_sign_documents(const Certificate& certificate) {
  const auto& usage = certificate.key_usage();
  return !usage || usage->digital_signature || usage->content_commitment;
}

/// Each certificate of `chain` must have issued the signer's or another one of the chain.
void check_chain(const Certificate& signer, const std::vector<Certificate>& chain) {
  for (const Certificate& authority : chain) {
    const auto issued = [&](const Certificate& certificate) {
      return certificate != authority && certificate.may_be_issued_by(authority);
    };
    if (!issued(signer) && std::none_of(chain.begin(), chain.end(), issued)) {
      throw Error(Fault::input, {"signing.certificate_not_in_chain", {{"subject", authority.subject_name()}}});
    }
  }
}

}  // namespace

std::optional<Message> objection_to(const Certificate& certificate, Timestamp time) {
  if (!signature_algorithm_for(certificate)) {
    return Message{"signing.key_not_accepted",
                   {{"signer", certificate.subject_name()}, {"bits", static_cast<std::int64_t>(certificate.key_bits())}}};
  }
  if (!may_sign_documents(certificate) || certificate.is_authority()) return about_signer("signing.key_usage", certificate);
  if (time < certificate.not_before()) {
    return Message{"signing.not_yet_valid", {{"signer", certificate.subject_name()}, {"date", certificate.not_before().date()}}};
  }
  if (time > certificate.not_after()) {
    return Message{"signing.expired", {{"signer", certificate.subject_name()}, {"date", certificate.not_after().date()}}};
  }
  return std::nullopt;
}

SigningRequest::SigningRequest(Composed, Certificate certificate, SlotNumber slot, Bytes asic_manifest, Bytes signed_attributes)
    : certificate_(std::move(certificate)),
      slot_(slot),
      asic_manifest_(std::move(asic_manifest)),
      signed_attributes_(std::move(signed_attributes)) {}

SigningRequest::SigningRequest(Certificate certificate, SlotNumber slot, Bytes asic_manifest, Bytes signed_attributes)
    : SigningRequest(Composed(), std::move(certificate), slot, std::move(asic_manifest), std::move(signed_attributes)) {
  formats::check_der(signed_attributes_, "signed attributes");
  const SignedAttributes attributes = read_signed_attributes(signed_attributes_, "signed attributes");
  const bool fits = attributes.message_digest == sha256(asic_manifest_).view() && attributes.certificate &&
                    refers_to(*attributes.certificate, certificate_) && attributes.signing_time && attributes.commitment &&
                    attributes.content_type == id_data.view();
  if (!fits) throw Error(Fault::input, about_signer("signing.request_mismatch", certificate_));
}

Sha256 SigningRequest::digest() const {
  return sha256(signed_attributes_);
}

SigningRequest prepare(const SigningOrder& order) {
  if (auto objection = objection_to(order.certificate, order.time)) throw Error(Fault::input, std::move(*objection));
  Bytes asic_manifest = AsicManifest(order.slot, order.files, order.statement).write();
  Bytes attributes = compose_signed_attributes(order.certificate, sha256(asic_manifest), order.time, order.commitment);
  return {SigningRequest::Composed(), order.certificate, order.slot, std::move(asic_manifest), std::move(attributes)};
}

std::optional<Message> warning_about(const Certificate& certificate, Timestamp time) {
  constexpr std::int64_t day = 24 * 60 * 60 * 1000;
  constexpr std::int64_t soon = 30;
  const std::int64_t left = (certificate.not_after().milliseconds() - time.milliseconds()) / day;
  if (left > soon || left < 0) return std::nullopt;
  return Message{"signing.expires_soon",
                 {{"signer", certificate.subject_name()}, {"date", certificate.not_after().date()}, {"days", left}}};
}

Bytes checked_value(const SigningRequest& request, BytesView value) {
  const auto key = PublicKey::from(request.certificate());
  auto der_value = parse_signature_value(value, request.certificate());
  if (!key || !der_value || !key->verifies(request.digest(), *der_value)) {
    throw Error(Fault::input, about_signer("signing.value_wrong", request.certificate()));
  }
  return std::move(*der_value);
}

Bytes finish(const SigningRequest& request, BytesView value, const std::vector<Certificate>& chain) {
  return compose(request, checked_value(request, value), chain);
}

Bytes finish(const SigningRequest& request, BytesView value, const std::vector<Certificate>& chain,
             const SignatureEvidence& evidence) {
  const Bytes der_value = checked_value(request, value);
  check_chain(request.certificate(), chain);
  if (evidence.time_stamp) {
    const auto info = formats::read_time_stamp_info(read_signed_data(*evidence.time_stamp, "token").content, "token");
    if (info.imprint != sha256(der_value).view()) throw Error(Fault::input, {"signing.token_over_other", {}});
  }
  return compose_signed_data({request.certificate(), chain, sha256_identifier(), *signature_algorithm_for(request.certificate()),
                              request.signed_attributes(), der_value, evidence});
}

Bytes compose(const SigningRequest& request, BytesView value, const std::vector<Certificate>& chain) {
  check_chain(request.certificate(), chain);
  const auto algorithm = signature_algorithm_for(request.certificate());
  const auto der_value = parse_signature_value(value, request.certificate());
  if (!algorithm || !der_value) throw Error(Fault::input, about_signer("signing.value_wrong", request.certificate()));
  return compose_signed_data(
      {request.certificate(), chain, sha256_identifier(), *algorithm, request.signed_attributes(), *der_value, {}});
}

}  // namespace chancery::signing
