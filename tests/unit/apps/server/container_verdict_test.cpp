#include "apps/server/container_verdict.h"

#include "base/error.h"
#include "support/signed_container.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::server;
using tests::TestAuthority;

namespace {

struct Case {
  TestAuthority authority;
  Bytes container = tests::with_signature(tests::unsigned_container(), authority.issue(), authority);

  [[nodiscard]] formats::Json judge(const Bytes& bytes, bool trusted = true) const {
    const auto anchors = trusted ? tests::trust_in(authority) : formats::TrustAnchors(std::vector<formats::Certificate>{});
    return container_verdict(Blob(bytes), "a.asice", anchors, tests::signing_day, text::Language::en);
  }
};

}  // namespace

TEST_CASE("a container is judged by the authorities that are trusted, and without one nothing is decided") {
  const Case sound;
  CHECK(sound.judge(sound.container, false).at("verdict") == "INDETERMINATE");
  const auto verdict = sound.judge(sound.container);
  CHECK(verdict.at("signatures").at(0).at("signer") == "Іванна Ґудзь");
  CHECK(verdict.at("files").size() == 3);
  CHECK_FALSE(verdict.at("words").get<std::string>().empty());
}

TEST_CASE("a changed byte is a failure in words, and what is no container an error of the input") {
  const Case sound;
  auto changed = sound.container;
  changed[changed.find("PK not really")] ^= 1;
  CHECK(sound.judge(changed).at("verdict") == "TOTAL-FAILED");
  CHECK_THROWS_AS(sound.judge("no container"), Error);
}
