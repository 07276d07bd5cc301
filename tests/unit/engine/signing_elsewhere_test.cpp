#include "engine/scrub.h"
#include "formats/der.h"
#include "signing/algorithms.h"
#include "signing/signed_attributes.h"
#include "signing/signed_data.h"
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

  /// A `.p7s` over the manifest, as Diia or any other program makes it; nothing was asked of this office for it.
  [[nodiscard]] Bytes over_manifest(const tests::TestSigner& by) {
    return detached(by, office.office().file(signatory, id, *Sha256::parse(manifest())).bytes());
  }
  [[nodiscard]] Bytes detached(const tests::TestSigner& by, BytesView content) const {
    const auto attributes = signing::compose_signed_attributes(
        by.certificate, sha256(content), office_time().plus(std::chrono::minutes(2)), signing::Commitment::proof_of_approval);
    return signing::finish({by.certificate, *signing::SlotNumber::from(1), Bytes(content), attributes}, by.sign(attributes),
                           {authority.certificate()});
  }
  /// The same by DSTU 4145, which nobody can verify here.
  [[nodiscard]] Bytes by_dstu(const tests::TestSigner& by) {
    const Bytes content(office.office().file(signatory, id, *Sha256::parse(manifest())).bytes());
    const auto attributes = signing::compose_signed_attributes(
        by.certificate, sha256(content), office_time().plus(std::chrono::minutes(2)), signing::Commitment::proof_of_approval);
    return signing::compose_signed_data({by.certificate,
                                         {authority.certificate()},
                                         formats::der_sequence({formats::der_oid(formats::Oid{"1.2.804.2.1.1.1.1.2.2.1"})}),
                                         *signing::signature_algorithm_for(by.certificate),
                                         attributes,
                                         by.sign(attributes),
                                         {}});
  }
  engine::Command hand_in(Bytes file, unsigned party = 1) {
    auto command = office.event(id, "sign");
    command.manifest = Sha256::parse(manifest());
    command.data = {{"capacity", "Голова"}, {"party", party}};
    command.files.push_back({"підпис.p7s", "application/octet-stream", Blob(std::move(file))});
    return command;
  }
  /// The rule by which a signature is refused; nothing must have changed then.
  std::string rule(const engine::Command& command, const engine::Caller& by) {
    const auto before = office.show(id).at("signatures");
    const auto outcome = office.office().perform(by, command);
    if (outcome.refused()) CHECK(office.show(id).at("signatures") == before);
    return outcome.refused() ? outcome.refusal().rule : "";
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

TEST_CASE("a signature that another program made over the manifest is kept whole beside the container and counts") {
  Waiting waiting;
  const Bytes file = waiting.over_manifest(waiting.signer);
  const auto container = waiting.office.show(waiting.id).at("container");
  CHECK(waiting.rule(waiting.hand_in(file), waiting.signatory).empty());
  const auto shown = waiting.office.show(waiting.id);
  const auto& signature = shown.at("signatures").at(0);
  CHECK(signature.at("kind") == "verified");
  CHECK(signature.at("slot") == 0);
  CHECK(signature.at("signer") == waiting.signer.certificate.subject_name());
  CHECK(shown.at("container") == container);
  CHECK(waiting.office.office().file(waiting.signatory, waiting.id, sha256(file)).bytes() == file);
  waiting.office.office().read(
      [](store::Database& database) { CHECK(engine::scrub(database, [](std::uint64_t, std::uint64_t) {}).findings.empty()); });
}

TEST_CASE("the words that the signer elsewhere did not sign stand in the step as recorded, and have to be there") {
  Waiting waiting;
  auto command = waiting.hand_in(waiting.over_manifest(waiting.signer));
  command.data.erase("capacity");
  CHECK_THROWS_AS(waiting.office.office().perform(waiting.signatory, command), Error);
  command.data["capacity"] = "  ";
  CHECK_THROWS_AS(waiting.office.office().perform(waiting.signatory, command), Error);
  CHECK(waiting.office.show(waiting.id).at("signatures").empty());
}

TEST_CASE("a signature made elsewhere over anything else, a broken one, or the same one again is refused") {
  Waiting waiting;
  CHECK(waiting.rule(waiting.hand_in(waiting.detached(waiting.signer, "{}")), waiting.signatory) == "elsewhere.broken");
  Bytes broken = waiting.over_manifest(waiting.signer);
  broken.back() = static_cast<char>(broken.back() ^ 1);
  CHECK(waiting.rule(waiting.hand_in(broken), waiting.signatory) == "elsewhere.broken");
  const tests::TestAuthority unknown;
  const auto stranger = unknown.issue();
  CHECK(waiting.rule(waiting.hand_in(waiting.over_manifest(stranger)), waiting.signatory) == "elsewhere.undecided");
  auto twice = waiting.hand_in(waiting.over_manifest(waiting.signer));
  twice.files.push_back(twice.files.front());
  twice.files.push_back(twice.files.front());
  CHECK(waiting.rule(twice, waiting.signatory) == "engine.signature_and_protocol");
  CHECK_THROWS_AS(waiting.office.office().perform(waiting.signatory, waiting.hand_in("no signature at all")), Error);
  auto by_request = waiting.hand_in(waiting.over_manifest(waiting.signer));
  by_request.data["request"] = waiting.offer().at("request");
  CHECK(waiting.rule(by_request, waiting.signatory) == "engine.sign_by_request");
}

TEST_CASE("one key signs elsewhere for one party, and one file is one signature") {
  Waiting waiting;
  const Bytes file = waiting.over_manifest(waiting.signer);
  CHECK(waiting.rule(waiting.hand_in(file), waiting.signatory).empty());
  const auto other = waiting.office.as(Role::signatory, "second");
  CHECK(waiting.rule(waiting.hand_in(file, 2), waiting.signatory) == "engine.signs_for_another_party");
  CHECK(waiting.rule(waiting.hand_in(file, 1), other) == "engine.party_has_signed");
  CHECK(waiting.rule(waiting.hand_in(file, 2), other) == "engine.signature_kept");
  CHECK(waiting.rule(waiting.hand_in(waiting.over_manifest(waiting.signer), 2), other) == "engine.key_of_another");
  const auto second = waiting.authority.issue({.name = "Остап Їжак"});
  CHECK(waiting.rule(waiting.hand_in(waiting.over_manifest(second), 2), other).empty());
}

TEST_CASE("a signature by DSTU 4145 is taken with the protocol of a verifier that can, and is never called verified") {
  Waiting waiting;
  auto command = waiting.hand_in(waiting.by_dstu(waiting.signer));
  CHECK(waiting.rule(command, waiting.signatory) == "engine.protocol_needed");
  command.files.push_back({"протокол.pdf", "application/pdf", Blob(Bytes("%PDF-1.7"))});
  CHECK(waiting.rule(command, waiting.signatory).empty());
  const auto shown = waiting.office.show(waiting.id);
  CHECK(shown.at("signatures").at(0).at("kind") == "unverifiable");
  CHECK_FALSE(shown.at("signatures").at(0).contains("level"));
  CHECK(waiting.office.office().file(waiting.signatory, waiting.id, sha256("%PDF-1.7")).bytes() == "%PDF-1.7");
}

TEST_CASE("our own container cannot be handed in as another signature with what it holds") {
  Waiting waiting;
  const auto offer = waiting.offer();
  const Json answer{{"request", offer.at("request")}, {"signature", to_base64(waiting.made_elsewhere(offer, waiting.signer))}};
  REQUIRE_FALSE(waiting.office.office().finish_signing(waiting.signatory, answer).refused());
  const auto hash = *Sha256::parse(waiting.office.show(waiting.id).at("container").at("sha256").get<std::string>());
  const Bytes ours(waiting.office.office().file(waiting.signatory, waiting.id, hash).bytes());
  CHECK(waiting.rule(waiting.hand_in(ours, 2), waiting.office.as(Role::signatory, "second")) == "elsewhere.by_request");
}
