#include "signing/verifier.h"

#include "base/error.h"
#include "formats/der.h"
#include "formats/zip_archive.h"
#include "signing/algorithms.h"
#include "signing/foreign_container.h"
#include "signing/own_container.h"
#include "signing/signature_judge.h"
#include "signing/time_stamp_judge.h"

#include <utility>

namespace chancery::signing {
namespace {

using formats::ZipArchive;

constexpr std::string_view local_header = "PK\x03\x04";
constexpr std::string_view end_of_directory = "PK\x05\x06";

/// A container shows itself in more than one place, so that a damaged one is still known for what it was meant to be.
bool looks_like_container(BytesView bytes) {
  const auto holds = [&](std::string_view text) { return bytes.find(text) != BytesView::npos; };
  const bool package = bytes.starts_with(local_header) || holds(end_of_directory);
  return package && (holds("application/vnd.etsi.asic-") || holds("META-INF/ASiCManifest") || holds("META-INF/signature"));
}

Report damaged(std::string_view place, const Message& why) {
  Report report;
  report.sub = SubIndication::format_failure;
  report.notes.push_back({std::string(place), why});
  return report;
}

}  // namespace

struct Verifier::State {
  SignatureJudge judge;
  Timestamp at;
};

Verifier::Verifier(TrustMaterial trust, Timestamp at)
    : state_(std::make_unique<State>(State{SignatureJudge(std::move(trust), at), at})) {}
Verifier::~Verifier() = default;
Verifier::Verifier(Verifier&&) noexcept = default;
Verifier& Verifier::operator=(Verifier&&) noexcept = default;

Report Verifier::verify(const Blob& container, std::string_view place) {
  if (!looks_like_container(container.bytes())) {
    throw Error(Fault::input, {"signing.unknown_type", {{"place", std::string(place)}}});
  }
  try {
    const ZipArchive archive = ZipArchive::read(container, place);
    return is_ours(archive) ? judge_own_container(archive, state_->judge) : judge_foreign_container(archive, state_->judge);
  } catch (const Error& error) {  // damage is an answer here, not a failure of the verifier
    return damaged(place, error.message());
  }
}

bool looks_like_signed_data(BytesView bytes) {
  constexpr std::size_t start = 64;
  const Bytes oid = formats::der_oid(id_signed_data);
  return bytes.starts_with('\x30') && bytes.substr(0, start).find(oid) != BytesView::npos;
}

Report Verifier::verify_detached(BytesView signature, std::optional<BytesView> content, std::string_view place) {
  Report report;
  report.verdict = Indication::total_passed;
  report.signatures =
      content ? state_->judge.judge_foreign(signature, *content, place) : state_->judge.judge_attached(signature, place);
  for (const SignatureReport& one : report.signatures) {
    worsen(report.verdict, report.sub, one.indication, one.sub);
    report.notes.insert(report.notes.end(), one.notes.begin(), one.notes.end());
  }
  return report;
}

TimeStampReport Verifier::verify_time_stamp(BytesView token, BytesView message, std::string_view place) {
  return state_->judge.trust().stamps().judge({Bytes(token), Bytes(message)}, {}, state_->at, place);
}

std::optional<Message> Verifier::objection_to_token(BytesView token, BytesView message, BytesView nonce) {
  return signing::objection_to_token(token, message, nonce, state_->at, state_->judge.trust().signers());
}

SignatureReport Verifier::verify_signature(BytesView signature, BytesView asic_manifest, std::string_view place) {
  return state_->judge.judge_ours(signature, asic_manifest, place);
}

Report verify(const Blob& container, std::string_view place, const formats::TrustAnchors& anchors, Timestamp at) {
  return Verifier(anchors, at).verify(container, place);
}

}  // namespace chancery::signing
