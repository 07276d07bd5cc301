#include "outside/time_servers.h"

#include "formats/time_stamp.h"
#include "signing/verifier.h"
#include "support/errors.h"
#include "support/tcp_responder.h"
#include "support/test_authority.h"
#include "support/test_time_server.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::outside;
using namespace chancery::tests;

namespace {

const Timestamp now = *Timestamp::parse("2026-11-21T10:30:05.000Z");
const HttpLimits impatient{std::chrono::milliseconds(600), 65'536};

struct Scene {
  TestAuthority authority{};
  TestTimeServer server{authority};
  signing::TrustMaterial trust{formats::TrustAnchors({authority.certificate()})};

  [[nodiscard]] std::function<Bytes(const Bytes&)> answering(TestToken wanted = {}) const {
    return [this, wanted](const Bytes& request) { return TcpResponder::ok(server.answer(request, wanted)); };
  }
  [[nodiscard]] TimeServers servers(std::vector<std::string> addresses) const {
    return TimeServers(std::move(addresses), trust, impatient);
  }
  [[nodiscard]] TimeStampAnswer ask_one(const std::function<Bytes(const Bytes&)>& answer) const {
    const TcpResponder responder(answer);
    return servers({responder.url()}).stamp("Ґ Є І Ї", now);
  }
};

}  // namespace

TEST_CASE("a time server's token over the bytes is taken") {
  const Scene scene;
  const TcpResponder responder(scene.answering());
  const auto answer = scene.servers({responder.url()}).stamp("Ґ Є І Ї", now);
  REQUIRE(answer.token);
  CHECK(answer.server == responder.url());
  CHECK(answer.failures.empty());
  signing::Verifier verifier(scene.trust, now.plus(std::chrono::seconds(1)));
  CHECK(verifier.verify_time_stamp(*answer.token, "Ґ Є І Ї", "token").indication == signing::Indication::total_passed);
}

TEST_CASE("a server that lies is found out: other data, other request, other key, other use, old or spoiled") {
  const Scene scene;
  const TestTimeServer document_signer(scene.authority, {}, Bytes());
  const TestTimeServer expired(scene.authority, {.to = *Timestamp::parse("2026-02-01T00:00:00.000Z")});
  const auto key_of_failure = [&](const std::function<Bytes(const Bytes&)>& answer) {
    const auto given = scene.ask_one(answer);
    CHECK_FALSE(given.token);
    return given.failures.empty() ? std::string() : given.failures.front().key;
  };
  const Bytes other_request = formats::compose_time_stamp_request({sha256("other"), "\x01", true});
  CHECK(key_of_failure([&](const Bytes&) { return TcpResponder::ok(scene.server.answer(other_request)); }) ==
        "signing.token_over_other");
  CHECK(key_of_failure([&](const Bytes&) {
          const Bytes right_data = formats::compose_time_stamp_request({sha256("Ґ Є І Ї"), "\x01", true});
          return TcpResponder::ok(scene.server.answer(right_data));
        }) == "signing.token_nonce");
  CHECK(key_of_failure(scene.answering({.spoiled_value = true})) == "signing.token_value_wrong");
  CHECK(key_of_failure(scene.answering({.with_certificate = false})) == "signing.token_no_certificate");
  CHECK(key_of_failure(scene.answering({.time = now.plus(std::chrono::hours(-2))})) == "signing.token_old");
  CHECK(key_of_failure(scene.answering({.time = now.plus(std::chrono::hours(2))})) == "signing.token_future");
  CHECK(key_of_failure([&](const Bytes& request) { return TcpResponder::ok(document_signer.answer(request)); }) ==
        "signing.token_usage");
  CHECK(key_of_failure([&](const Bytes& request) { return TcpResponder::ok(expired.answer(request)); }) ==
        "signing.token_outside_validity");
}

TEST_CASE("a server that answers badly, not at all or too slowly is not waited for") {
  const Scene scene;
  const auto fails = [&](const std::function<Bytes(const Bytes&)>& answer) {
    const auto given = scene.ask_one(answer);
    return !given.token && given.failures.size() == 1;
  };
  CHECK(fails([](const Bytes&) { return Bytes("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"); }));
  CHECK(fails([](const Bytes&) { return Bytes("nonsense"); }));
  CHECK(fails([](const Bytes&) { return TcpResponder::ok("nonsense"); }));
  CHECK(fails([](const Bytes&) { return Bytes(); }));
  CHECK(fails([](const Bytes&) { return TcpResponder::ok(Bytes(100'000, 'x')); }));
  CHECK(fails([&](const Bytes& request) {
    return TcpResponder::ok(scene.server.answer(request)).substr(0, 600);  // cut
  }));
  const TcpResponder slow(scene.answering(), std::chrono::milliseconds(20));
  const auto begin = std::chrono::steady_clock::now();
  CHECK_FALSE(scene.servers({slow.url()}).stamp("x", now).token);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(5));
  CHECK_FALSE(scene.servers({"http://127.0.0.1:1/"}).stamp("x", now).token);
  CHECK_FALSE(scene.servers({"ftp://127.0.0.1/"}).stamp("x", now).token);
}

TEST_CASE("the next server is asked when the first one fails, and the first one is left alone for a while, longer each time") {
  const Scene scene;
  const TcpResponder broken([](const Bytes&) { return Bytes("nonsense"); });
  const TcpResponder good(scene.answering());
  TimeServers servers = scene.servers({broken.url(), good.url()});
  CHECK(servers.stamp("x", now).token);
  CHECK(broken.asked() == 1);
  CHECK(servers.stamp("x", now.plus(std::chrono::seconds(14))).token);
  CHECK(broken.asked() == 1);
  CHECK(servers.stamp("x", now.plus(std::chrono::seconds(15))).token);
  CHECK(broken.asked() == 2);
  CHECK(servers.stamp("x", now.plus(std::chrono::seconds(15 + 29))).token);
  CHECK(broken.asked() == 2);
  CHECK(servers.stamp("x", now.plus(std::chrono::seconds(15 + 30))).token);
  CHECK(broken.asked() == 3);
}

TEST_CASE("with no server left there is no token, and it is known when to ask again") {
  const Scene scene;
  const TcpResponder broken([](const Bytes&) { return Bytes("nonsense"); });
  TimeServers servers = scene.servers({broken.url()});
  CHECK_FALSE(servers.stamp("x", now).token);
  CHECK(servers.next_attempt() == now.plus(std::chrono::seconds(15)));
  const auto paused = servers.stamp("x", now);
  CHECK_FALSE(paused.token);
  CHECK(paused.failures.front().key == "outside.time_paused");
  CHECK_FALSE(scene.servers({}).next_attempt());
}
