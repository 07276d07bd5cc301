#pragma once

#include "signing/container.h"
#include "signing/signing_request.h"
#include "signing/verifier.h"
#include "support/test_authority.h"
#include "support/test_time_server.h"

#include <string>
#include <vector>

namespace chancery::tests {

inline const Timestamp signing_day = *Timestamp::parse("2026-11-21T10:30:00.000Z");

inline const Bytes sample_manifest = R"({"doc":"00000000000000000000000000000001","files":[],"type":"chancery.manifest/1"})";
inline const Bytes sample_statement = R"({"act":"sign","capacity":"Голова обласної ради","type":"chancery.statement/1"})";

[[nodiscard]] inline std::vector<signing::DataFile> sample_files() {
  return {{"memorandum.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "PK not really"},
          {"shown/memorandum.txt", "text/plain", "Меморандум ЗРАЗОК\nҐ Є І Ї ’\n"}};
}

[[nodiscard]] inline signing::SigningOrder order_for(const TestSigner& signer, unsigned slot = 1) {
  return {signer.certificate,
          sample_statement,
          signing::Commitment::proof_of_approval,
          signing::signed_files(sample_manifest, sample_files()),
          *signing::SlotNumber::from(slot),
          signing_day};
}

/// The `.p7s` of one signer with what proves it later.
[[nodiscard]] inline Bytes finish_with(const signing::SigningRequest& request, const TestSigner& signer,
                                       const TestAuthority& authority, const TestTimeServer* server,
                                       std::vector<Bytes> lists = {}, std::vector<Bytes> ocsp = {}, const TestToken& token = {}) {
  const Bytes value = signing::checked_value(request, signer.sign(request.signed_attributes()));
  signing::SignatureEvidence evidence{std::nullopt, std::move(lists), std::move(ocsp)};
  if (server != nullptr) evidence.time_stamp = server->stamp(value, token);
  return signing::finish(request, value, {authority.certificate()}, evidence);
}

/// The signature of one signer in its slot.
[[nodiscard]] inline Bytes with_signature(const Bytes& container, const TestSigner& signer, const TestAuthority& authority,
                                          unsigned slot = 1) {
  const auto request = signing::prepare(order_for(signer, slot));
  const Bytes p7s = signing::finish(request, signer.sign(request.signed_attributes()), {authority.certificate()});
  return signing::add_signature(container, request.slot(), request.asic_manifest(), p7s);
}

[[nodiscard]] inline Bytes unsigned_container() {
  return signing::create_container(sample_manifest, sample_files());
}

[[nodiscard]] inline formats::TrustAnchors trust_in(const TestAuthority& authority) {
  return formats::TrustAnchors({authority.certificate()});
}

[[nodiscard]] inline signing::Report verify_at_signing_day(const Bytes& container, const TestAuthority& authority) {
  return signing::verify(Blob(container), "container.asice", trust_in(authority), signing_day);
}

}  // namespace chancery::tests
