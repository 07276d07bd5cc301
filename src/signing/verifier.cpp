#include "signing/verifier.h"

#include "base/error.h"
#include "formats/zip_archive.h"
#include "signing/foreign_container.h"
#include "signing/own_container.h"
#include "signing/signature_judge.h"

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
};

Verifier::Verifier(formats::TrustAnchors anchors, Timestamp at)
    : state_(std::make_unique<State>(State{SignatureJudge(std::move(anchors), at)})) {}
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

SignatureReport Verifier::verify_signature(BytesView signature, BytesView asic_manifest, std::string_view place) {
  return state_->judge.judge_ours(signature, asic_manifest, place);
}

Report verify(const Blob& container, std::string_view place, const formats::TrustAnchors& anchors, Timestamp at) {
  return Verifier(anchors, at).verify(container, place);
}

}  // namespace chancery::signing
