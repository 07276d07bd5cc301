#include "signing/signed_attributes.h"
#include "signing/signing_request.h"
#include "support/test_authority.h"
#include "unit/engine/office_cases.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

using namespace chancery;
using document::Role;
using formats::Json;
using tests::TestOffice;

namespace {

/// A memorandum that waits for its signatures, in an office that trusts the authority of the test.
struct Waiting {
  TestOffice office;
  tests::TestAuthority authority;
  tests::TestSigner signer = authority.issue();
  DocumentId id = office.memorandum();
  engine::Caller signatory = office.as(Role::signatory);

  Waiting() {
    std::filesystem::create_directories(office.office().folder().trust());
    std::ofstream(office.office().folder().trust() / "authority.pem") << formats::write_pem(authority.certificate());
    office.close();
    office.open();
    office.done(office.clerk(), office.event(id, "submit"));
    office.done(office.lawyer(), office.over(id, "approve", "source"));
    office.done(office.as(Role::concurrence_mfa), office.event(id, "concur.mfa"));
    office.done(office.as(Role::concurrence_development), office.event(id, "concur.development"));
    office.done(office.as(Role::translator), office.over(id, "certify", "translation:"));
    auto close = office.event(id, "close");
    close.manifest = Sha256::parse(manifest());
    office.done(office.lawyer(), close);
  }

  std::string manifest() { return office.show(id).at("manifest").get<std::string>(); }

  Json offer() {
    return office.office()
        .open_signing(signatory, {{"document", id.hex()},
                                  {"manifest", manifest()},
                                  {"act", "sign"},
                                  {"party", 1},
                                  {"capacity", "Голова"},
                                  {"certificate", to_base64(signer.certificate.der())}})
        .value();
  }

  /// A `.p7s` over the offered ASiCManifest with signed attributes of its own, as another program makes it.
  [[nodiscard]] Bytes made_elsewhere(const Json& offer, const tests::TestSigner& by) const {
    const auto list = *parse_base64(offer.at("asic_manifest").get<std::string>());
    const auto attributes = signing::compose_signed_attributes(
        by.certificate, sha256(list), office_time().plus(std::chrono::minutes(2)), signing::Commitment::proof_of_approval);
    const signing::SigningRequest request(by.certificate, *signing::SlotNumber::from(offer.at("slot").get<unsigned>()), list,
                                          attributes);
    return signing::finish(request, by.sign(attributes), {authority.certificate()});
  }
  static Timestamp office_time() { return *Timestamp::parse("2026-02-03T04:05:06.789Z"); }
};

}  // namespace

TEST_CASE("a signature that another program made over the offered list takes its slot") {
  Waiting waiting;
  const auto offer = waiting.offer();
  const Json answer{{"request", offer.at("request")}, {"signature", to_base64(waiting.made_elsewhere(offer, waiting.signer))}};
  const auto outcome = waiting.office.office().finish_signing(waiting.signatory, answer);
  REQUIRE_FALSE(outcome.refused());
  CHECK(waiting.office.show(waiting.id).at("signatures").at(0).at("kind") == "verified");
}

TEST_CASE("a signature by another certificate than the request is for is refused") {
  Waiting waiting;
  const auto offer = waiting.offer();
  const auto other = waiting.authority.issue({.name = "Остап Їжак"});
  const Json answer{{"request", offer.at("request")}, {"signature", to_base64(waiting.made_elsewhere(offer, other))}};
  CHECK_THROWS_AS(waiting.office.office().finish_signing(waiting.signatory, answer), Error);
  CHECK(waiting.office.show(waiting.id).at("signatures").empty());
}

TEST_CASE("bytes that are no signature, and one over another list, change nothing") {
  Waiting waiting;
  const auto first = waiting.offer();
  const auto second = waiting.offer();
  for (const auto* const bytes : {"", "bm90IGEgc2lnbmF0dXJl", "?"}) {
    CAPTURE(bytes);
    CHECK_THROWS_AS(
        waiting.office.office().finish_signing(waiting.signatory, {{"request", first.at("request")}, {"signature", bytes}}),
        Error);
  }
  const Json answer{{"request", first.at("request")}, {"signature", to_base64(waiting.made_elsewhere(second, waiting.signer))}};
  CHECK(waiting.office.office().finish_signing(waiting.signatory, answer).refusal().rule == "engine.signature_not_accepted");
  CHECK(waiting.office.show(waiting.id).at("signatures").empty());
}
