#include "signing/trust_judge.h"

#include "signing/signature_judge.h"
#include "signing/signed_data.h"
#include "support/effort.h"
#include "support/signed_container.h"
#include "support/test_revocation.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace chancery;
using namespace chancery::formats;
using namespace chancery::signing;
using namespace chancery::tests;

namespace {

const Timestamp next_day = *Timestamp::parse("2026-11-22T10:00:00.000Z");
const Timestamp years_later = *Timestamp::parse("2031-05-05T10:00:00.000Z");
const Timestamp long_valid = *Timestamp::parse("2040-01-01T00:00:00.000Z");

/// An authority that lives long, a signer whose certificate does not, a time server.
struct Scene {
  TestAuthority root{"Корінь"};
  TestAuthority authority = root.issue_authority("Надавач", {.to = long_valid});
  TestSigner signer = authority.issue({.more_extensions = promises_answers()});
  TestTimeServer server{authority, {.to = long_valid}};
  SigningRequest request = prepare(order_for(signer));
  TrustMaterial trust{TrustAnchors({authority.certificate()})};

  [[nodiscard]] Bytes answer(const TestAnswer& wanted = {}) const { return make_answer(authority, signer.certificate, wanted); }
  /// Answers and time stamp as they are taken on the day.
  [[nodiscard]] Bytes good() const { return finish_with(request, signer, authority, &server, {}, {answer()}); }
  [[nodiscard]] SignatureReport judge(const Bytes& p7s, Timestamp at = next_day) const {
    return SignatureJudge(trust, at).judge_ours(p7s, request.asic_manifest(), "p7s");
  }
};

std::string answer_of(const SignatureReport& report) {
  return std::string(name_of(report.indication)) + " " + std::string(name_of(report.sub));
}

bool has_note(const SignatureReport& report, std::string_view key) {
  return std::any_of(report.notes.begin(), report.notes.end(), [&](const Note& note) { return note.message.key == key; });
}

}  // namespace

TEST_CASE("a signature with its time stamp and its answer is valid years after its certificate has expired") {
  const Scene scene;
  const Bytes p7s = scene.good();
  for (const Timestamp at : {next_day, years_later}) {
    INFO(at.text());
    const SignatureReport report = scene.judge(p7s, at);
    for (const Note& note : report.notes) INFO(to_log(note.message));
    CHECK(answer_of(report) == "TOTAL-PASSED ");
    CHECK(report.level == Level::b_lt);
    CHECK(report.proven_time->text() == "2026-11-21T10:30:05.000Z");
    CHECK(report.stamps.size() == 1);
    CHECK(report.revocation_sha256.size() == 1);
  }
}

TEST_CASE("without a time stamp an expired certificate is told apart from a broken signature") {
  const Scene scene;
  const Bytes plain = finish_with(scene.request, scene.signer, scene.authority, nullptr, {}, {scene.answer()});
  CHECK(answer_of(scene.judge(plain, years_later)) == "INDETERMINATE OUT_OF_BOUNDS_NO_POE");
  Bytes broken = scene.good();
  broken[broken.size() / 2] = static_cast<char>(broken[broken.size() / 2] ^ 1);
  CHECK(scene.judge(broken, years_later).indication == Indication::total_failed);
}

TEST_CASE("who promises answers about revocation is asked for them") {
  const Scene scene;
  const Bytes unanswered = finish_with(scene.request, scene.signer, scene.authority, &scene.server);
  CHECK(answer_of(scene.judge(unanswered)) == "INDETERMINATE TRY_LATER");
  Scene given = scene;
  given.trust.ocsp.push_back(OcspResponse::read(scene.answer(), "given"));
  const SignatureReport report = given.judge(unanswered);
  CHECK(answer_of(report) == "TOTAL-PASSED ");
  CHECK(report.level == Level::b_t);
}

TEST_CASE("a stale answer, one of somebody else and one about somebody else do not count") {
  const Scene scene;
  const TestAuthority stranger;
  const auto judged_with = [&](const Bytes& answer) {
    Scene given = scene;
    given.trust.ocsp.push_back(OcspResponse::read(answer, "given"));
    return answer_of(given.judge(finish_with(scene.request, scene.signer, scene.authority, &scene.server)));
  };
  const std::string later = "INDETERMINATE TRY_LATER";
  CHECK(judged_with(scene.answer({.this_update = *Timestamp::parse("2026-11-01T00:00:00.000Z")})) == later);
  CHECK(judged_with(scene.answer({.this_update = *Timestamp::parse("2026-11-01T00:00:00.000Z"),
                                  .next_update = Timestamp::parse("2026-11-30T00:00:00.000Z")})) == "TOTAL-PASSED ");
  CHECK(judged_with(make_answer(stranger, scene.signer.certificate)) == later);
  CHECK(judged_with(make_answer(scene.authority, scene.authority.issue().certificate)) == later);
}

TEST_CASE("a revocation counts from its time on") {
  const Scene scene;
  const auto judged = [&](const char* since, Timestamp at) {
    Scene given = scene;
    given.trust.ocsp.push_back(OcspResponse::read(
        scene.answer({.this_update = *Timestamp::parse("2026-11-23T00:00:00.000Z"), .revoked = Timestamp::parse(since)}),
        "given"));
    return answer_of(given.judge(finish_with(scene.request, scene.signer, scene.authority, &scene.server), at));
  };
  CHECK(judged("2026-11-21T10:00:00.000Z", years_later) == "INDETERMINATE REVOKED_NO_POE");
  CHECK(judged("2026-11-22T10:00:00.000Z", years_later) == "TOTAL-PASSED ");
}

TEST_CASE("a list revokes as an answer does, and an earlier good answer does not outweigh it") {
  Scene scene;
  scene.trust.lists.push_back(RevocationList::read(
      make_list(scene.authority, {.revoked = {{scene.signer.certificate, *Timestamp::parse("2026-11-20T00:00:00.000Z")}}}),
      "crl"));
  CHECK(answer_of(scene.judge(scene.good())) == "INDETERMINATE REVOKED_NO_POE");
}

TEST_CASE("a revoked authority takes its people with it") {
  TestAuthority root{"Корінь"};
  const TestAuthority authority = root.issue_authority("Надавач", {.to = long_valid, .more_extensions = promises_list()});
  const TestSigner signer = authority.issue();
  const SigningRequest request = prepare(order_for(signer));
  TrustMaterial trust{TrustAnchors({root.certificate()})};
  const Bytes p7s = finish(request, signer.sign(request.signed_attributes()), {authority.certificate()});
  CHECK(answer_of(SignatureJudge(trust, signing_day).judge_ours(p7s, request.asic_manifest(), "p7s")) ==
        "INDETERMINATE TRY_LATER");
  trust.lists.push_back(RevocationList::read(make_list(root), "crl"));
  CHECK(answer_of(SignatureJudge(trust, signing_day).judge_ours(p7s, request.asic_manifest(), "p7s")) == "TOTAL-PASSED ");
  trust.lists.push_back(RevocationList::read(
      make_list(root, {.revoked = {{authority.certificate(), *Timestamp::parse("2026-02-01T00:00:00.000Z")}}}), "crl"));
  CHECK(answer_of(SignatureJudge(trust, signing_day).judge_ours(p7s, request.asic_manifest(), "p7s")) ==
        "INDETERMINATE REVOKED_NO_POE");
}

TEST_CASE("in our own containers a broken token fails the signature") {
  const Scene scene;
  const auto judged = [&](const TestToken& wanted) {
    return answer_of(
        scene.judge(finish_with(scene.request, scene.signer, scene.authority, &scene.server, {}, {scene.answer()}, wanted)));
  };
  const std::string failure = "TOTAL-FAILED FORMAT_FAILURE";
  CHECK(judged({}) == "TOTAL-PASSED ");
  CHECK(judged({.other_content_digest = true}) == failure);
  CHECK(judged({.spoiled_value = true}) == failure);
  CHECK(judged({.with_certificate = false}) == failure);
}

TEST_CASE("a time server that is not known proves nothing, and the signature stands on its own") {
  const Scene scene;
  const TestAuthority stranger;
  const TestTimeServer unknown(stranger);
  const Bytes p7s = finish_with(scene.request, scene.signer, scene.authority, &unknown, {}, {scene.answer()});
  const SignatureReport report = scene.judge(p7s);
  CHECK_FALSE(report.proven_time);
  CHECK(report.level == Level::b_b);
  CHECK(answer_of(scene.judge(p7s, years_later)) == "INDETERMINATE OUT_OF_BOUNDS_NO_POE");
}

TEST_CASE("a certificate that is for more than time stamps, or not critically so, proves no time") {
  const Scene scene;
  const Bytes both =
      test_extension(Oid{"2.5.29.37"}, der_sequence({der_oid(Oid{"1.3.6.1.5.5.7.3.8"}), der_oid(Oid{"1.3.6.1.5.5.7.3.4"})}));
  for (const Bytes& usage : {Bytes(), both, time_stamping_usage(false)}) {
    const TestTimeServer wrong(scene.authority, {.to = long_valid}, usage);
    const SignatureReport report =
        scene.judge(finish_with(scene.request, scene.signer, scene.authority, &wrong, {}, {scene.answer()}));
    CHECK_FALSE(report.proven_time);
    CHECK(has_note(report, "signing.token_usage"));
  }
}

TEST_CASE("a token from before the certificate was issued proves that the signature is not what it says") {
  const Scene scene;
  const TestToken early{.time = *Timestamp::parse("2025-06-01T00:00:00.000Z")};
  const TestTimeServer old(scene.authority, {.from = *Timestamp::parse("2020-01-01T00:00:00.000Z"), .to = long_valid});
  const Bytes p7s = finish_with(scene.request, scene.signer, scene.authority, &old, {}, {scene.answer()}, early);
  CHECK(answer_of(scene.judge(p7s)) == "TOTAL-FAILED NOT_YET_VALID");
}

TEST_CASE("a token from the future of the verification does not prove the past") {
  const Scene scene;
  const TestToken late{.time = *Timestamp::parse("2027-01-01T00:00:00.000Z")};
  const Bytes p7s = finish_with(scene.request, scene.signer, scene.authority, &scene.server, {}, {scene.answer()}, late);
  CHECK_FALSE(scene.judge(p7s).proven_time);
}

TEST_CASE("lists and answers that nobody in the path signed do not belong into our own signature") {
  const Scene scene;
  const TestAuthority stranger;
  const Bytes p7s =
      finish_with(scene.request, scene.signer, scene.authority, &scene.server, {make_list(stranger)}, {scene.answer()});
  CHECK(answer_of(scene.judge(p7s)) == "TOTAL-FAILED FORMAT_FAILURE");
}

TEST_CASE("no byte of our own long-term signature can be changed") {
  const Scene scene;
  const TestSigner responder = make_responder(scene.authority);
  const Bytes good = finish_with(scene.request, scene.signer, scene.authority, &scene.server, {make_list(scene.authority)},
                                 {scene.answer({.responder = &responder})});
  REQUIRE(answer_of(scene.judge(good)) == "TOTAL-PASSED ");
  SignatureJudge judge(scene.trust, next_day);
  const std::size_t stride = tests::effort() > 1 ? 1 : 5;
  for (std::size_t at = 0; at < good.size(); at += stride) {
    Bytes flipped = good;
    flipped[at] = static_cast<char>(flipped[at] ^ (1 << (at % 8)));
    INFO(at);
    CHECK(judge.judge_ours(flipped, scene.request.asic_manifest(), "p7s").indication != Indication::total_passed);
  }
}
