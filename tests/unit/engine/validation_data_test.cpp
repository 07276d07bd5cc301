#include "engine/validation_data.h"

#include "signing/verifier.h"
#include "support/errors.h"
#include "support/tcp_responder.h"
#include "support/test_authority.h"
#include "support/test_revocation.h"
#include "support/test_time_server.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::tests;
using engine::ValidationData;

namespace {

const Timestamp now = *Timestamp::parse("2026-11-21T10:30:05.000Z");

Bytes list_at(const std::string& url) {
  using namespace formats;
  const Bytes point =
      der_sequence({der(context_constructed(0), {der(context_constructed(0), {der(context_primitive(6), {url})})})});
  return test_extension(Oid{"2.5.29.31"}, der_sequence({point}), false);
}

TestList fresh_list() {
  return {.this_update = now.plus(std::chrono::hours(-1)), .next_update = now.plus(std::chrono::hours(24))};
}

/// A signer whose authority answers at `lists`, and a time server.
struct Scene {
  TestAuthority authority{};
  TestTimeServer server{authority};
  formats::TrustAnchors anchors{formats::TrustAnchors({authority.certificate()})};

  [[nodiscard]] std::function<Bytes(const Bytes&)> stamping() const {
    return [this](const Bytes& request) { return TcpResponder::ok(server.answer(request, {.time = now})); };
  }
  /// What a finished signature of `signer` comes to.
  [[nodiscard]] signing::SignatureReport finish(const TestSigner& signer, std::vector<std::string> servers) const {
    const auto request = signing::prepare({signer.certificate,
                                           "{}",
                                           signing::Commitment::proof_of_approval,
                                           {{"manifest.json", "application/json", sha256("Ґ Є І Ї ’")}},
                                           *signing::SlotNumber::from(1),
                                           now});
    ValidationData data(std::move(servers), anchors);
    const Bytes file = data.finish(request, signer.sign(request.signed_attributes()), {}, now);
    return signing::Verifier(anchors, now.plus(engine::clock_slack)).verify_signature(file, request.asic_manifest(), "p7s");
  }
};

}  // namespace

TEST_CASE("a signature takes the time stamp and the list of its authority with it") {
  const Scene scene;
  const TcpResponder time(scene.stamping());
  const TcpResponder lists([&](const Bytes&) { return TcpResponder::ok(make_list(scene.authority, fresh_list())); });
  const auto report = scene.finish(scene.authority.issue({.more_extensions = list_at(lists.url())}), {time.url()});
  CHECK(report.indication == signing::Indication::total_passed);
  CHECK(report.level == signing::Level::b_lt);
  CHECK(report.stamps.size() == 1);
  CHECK(report.revocation_sha256.size() == 1);
}

TEST_CASE("a signature whose certificate promises nothing is stamped alone") {
  const Scene scene;
  const TcpResponder time(scene.stamping());
  const auto report = scene.finish(scene.authority.issue(), {time.url()});
  CHECK(report.indication == signing::Indication::total_passed);
  CHECK(report.stamps.size() == 1);
  CHECK(report.proven_time.has_value());
}

TEST_CASE("without an answer in a few seconds the signature is B-B, and nobody is asked where no server is named") {
  const Scene scene;
  const TcpResponder slow(scene.stamping(), std::chrono::milliseconds(20));
  const TcpResponder silent([](const Bytes&) { return Bytes(); });
  const auto begin = std::chrono::steady_clock::now();
  const auto report = scene.finish(scene.authority.issue({.more_extensions = list_at(silent.url())}), {slow.url()});
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(12));
  CHECK(report.level == signing::Level::b_b);
  CHECK(signing::waits_for_revocation(report));
  const int asked = silent.asked();
  CHECK(scene.finish(scene.authority.issue({.more_extensions = list_at(silent.url())}), {}).level == signing::Level::b_b);
  CHECK(silent.asked() == asked);
}

TEST_CASE("what says that the certificate is revoked is not left out to make the signature look better") {
  const Scene scene;
  const TcpResponder time(scene.stamping());
  TestList list = fresh_list();
  const TcpResponder lists([&](const Bytes&) { return TcpResponder::ok(make_list(scene.authority, list)); });
  const auto signer = scene.authority.issue({.more_extensions = list_at(lists.url())});
  list.revoked = {{signer.certificate, now.plus(std::chrono::hours(-2))}};
  const auto report = scene.finish(signer, {time.url()});
  CHECK(report.indication != signing::Indication::total_passed);
  CHECK_FALSE(signing::waits_for_revocation(report));
}

TEST_CASE("a list that a stranger signed, and a stamp of a stranger, do not get into the signature") {
  const Scene scene;
  const TestAuthority stranger("Хтось");
  const TestTimeServer strange_server(stranger, {.to = *Timestamp::parse("2026-02-01T00:00:00.000Z")});
  const TcpResponder time([&](const Bytes& request) { return TcpResponder::ok(strange_server.answer(request, {.time = now})); });
  const TcpResponder lists([&](const Bytes&) { return TcpResponder::ok(make_list(stranger, fresh_list())); });
  const auto report = scene.finish(scene.authority.issue({.more_extensions = list_at(lists.url())}), {time.url()});
  CHECK(report.level == signing::Level::b_b);
  CHECK(report.stamps.empty());
  CHECK(report.revocation_sha256.empty());
}

TEST_CASE("a value of another key is not finished, and nobody is asked about it") {
  const Scene scene;
  const TcpResponder time(scene.stamping());
  const auto signer = scene.authority.issue();
  const TestSigner forger{scene.authority.issue().key, signer.certificate};
  CHECK(fault_of([&] { (void)scene.finish(forger, {time.url()}); }) == Fault::input);
  CHECK(time.asked() == 0);
}
