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

  [[nodiscard]] formats::Json judge(const Bytes& bytes) const {
    const auto anchors = tests::trust_in(authority);
    return container_verdict(Blob(bytes), "a.asice", anchors, tests::signing_day, text::Language::en);
  }
};

}  // namespace

TEST_CASE("what a container came to is said with its signers, its files and what does not fit") {
  const Case sample;
  // The sample's manifest lists none of its files: the signature holds, the document does not.
  const auto verdict = sample.judge(sample.container);
  CHECK(verdict.at("verdict") == "TOTAL-FAILED");
  CHECK(verdict.at("signatures").at(0).at("signer") == "Іванна Ґудзь");
  CHECK(verdict.at("files").size() == 3);
  CHECK_FALSE(verdict.at("notes").empty());
  CHECK_FALSE(verdict.at("words").get<std::string>().empty());
}

TEST_CASE("a changed byte is a failure in words, and what is no container an error of the input") {
  const Case sound;
  auto changed = sound.container;
  changed[changed.find("PK not really")] ^= 1;
  CHECK(sound.judge(changed).at("verdict") == "TOTAL-FAILED");
  CHECK_THROWS_AS(sound.judge("no container"), Error);
}
