#include "engine/checkpoint_tokens.h"

#include "evidence/evidence_check.h"
#include "outside/files.h"
#include "support/tcp_responder.h"
#include "support/test_time_server.h"
#include "unit/engine/office_cases.h"

#include <catch2/catch.hpp>

using namespace chancery;
using formats::Json;
using tests::TestOffice;

namespace {

/// An office that asks a time server whose clock is its own.
class Stamped {
 public:
  Stamped() { test.office().use_time_servers({responder_.url()}); }

  /// What `ledger verify` says that was stamped.
  [[nodiscard]] Json anchors() const { return test.office().verify_ledger().at("anchors"); }
  [[nodiscard]] evidence::Check time_of(const DocumentId& document, const formats::TrustAnchors* trusted) {
    const Blob file = test.office().evidence(test.lawyer(), document);
    const auto key = ledger::VerifierKey::parse(test.office().verifier_key()).value();
    const auto report = evidence::verify_evidence(file, "evidence.zip", {{key}, {}, {}, trusted}, test.office().now());
    CHECK(report.result == ledger::LedgerResult::ok);
    for (const evidence::Check& check : report.checks) {
      if (check.name == "time") return check;
    }
    throw Error(Fault::environment, {"test", {}});
  }
  [[nodiscard]] formats::TrustAnchors anchor() const { return formats::TrustAnchors({authority_.certificate()}); }

  mutable TestOffice test;

 private:
  tests::TestAuthority authority_;
  tests::TestTimeServer server_{authority_};
  tests::TcpResponder responder_{[this](const Bytes& request) {
    return tests::TcpResponder::ok(server_.answer(request, {.time = second_of(test.office().now())}));
  }};

  static Timestamp second_of(Timestamp moment) {
    return moment.plus(std::chrono::milliseconds(-(moment.milliseconds() % 1'000)));
  }
};

}  // namespace

TEST_CASE("each hour in which steps were taken has a time stamp over the checkpoint, named by a leaf") {
  Stamped office;
  auto& test = office.test;
  test.office().tick();
  CHECK(office.anchors().empty());
  (void)test.memorandum();
  test.office().tick();
  REQUIRE(office.anchors().size() == 1);
  CHECK(office.anchors().at(0).at("size") == office.anchors().at(0).at("entry"));
  CHECK(test.office().checkpoints_outside().at("token").at("size") == office.anchors().at(0).at("size"));
  test.wait(std::chrono::hours(2));
  test.office().tick();
  CHECK(office.anchors().size() == 1);
  (void)test.memorandum();
  test.office().tick();
  CHECK(office.anchors().size() == 2);
  (void)test.memorandum();
  test.wait(std::chrono::minutes(30));
  test.office().tick();
  CHECK(office.anchors().size() == 2);
  CHECK(test.office().verify_ledger().at("result") == "OK");
}

TEST_CASE("evidence says between which time stamps the entries of its document lie, to whoever trusts the server") {
  Stamped office;
  auto& test = office.test;
  (void)test.memorandum();
  test.office().tick();
  const std::string before = test.office().checkpoints_outside().at("token").at("time");
  test.wait(std::chrono::hours(3));
  const DocumentId document = test.memorandum();
  (void)test.done(test.clerk(), test.event(document, "submit"));
  test.office().tick();
  const std::string after = test.office().checkpoints_outside().at("token").at("time");
  REQUIRE(before < after);
  CHECK(office.time_of(document, nullptr).result == evidence::CheckResult::not_done);
  const auto trusted = office.anchor();
  const auto judged = office.time_of(document, &trusted);
  CHECK(judged.result == evidence::CheckResult::passed);
  CHECK(judged.message.key == "evidence.tokens_judged");
  CHECK(judged.message.arguments ==
        decltype(judged.message.arguments){{"count", std::int64_t{2}}, {"from", before}, {"until", after}});
}

TEST_CASE("a time server that does not answer keeps nothing waiting, and is left alone for a while") {
  TestOffice test;
  int asked = 0;
  const tests::TcpResponder broken([&](const Bytes&) {
    ++asked;
    return Bytes("nonsense");
  });
  test.office().use_time_servers({broken.url()});
  (void)test.memorandum();
  test.office().tick();
  test.office().tick();
  CHECK(asked == 1);
  CHECK_FALSE(test.office().checkpoints_outside().contains("token"));
  CHECK(test.office().verify_ledger().at("anchors").empty());
}
