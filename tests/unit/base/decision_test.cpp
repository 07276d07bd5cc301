#include "base/decision.h"

#include <catch2/catch.hpp>

#include <memory>

using namespace chancery;

namespace {

Decision<int> may_sign(bool is_party) {
  if (!is_party) return Refusal{"signing.party", {"signing.not_a_party", {}}};
  return 7;
}

}  // namespace

TEST_CASE("a decision is what the rules allow, or the refusal with its rule") {
  CHECK_FALSE(may_sign(true).refused());
  CHECK(may_sign(true).value() == 7);
  const Decision<int> refused = may_sign(false);
  REQUIRE(refused.refused());
  CHECK(refused.refusal() == Refusal{"signing.party", {"signing.not_a_party", {}}});
}

TEST_CASE("what is asked of the wrong alternative is an error, not a guess") {
  CHECK_THROWS_AS((void)may_sign(false).value(), std::bad_variant_access);
  const Decision<int> allowed = may_sign(true);
  CHECK_THROWS_AS((void)allowed.refusal(), std::bad_variant_access);
}

TEST_CASE("a decision hands over what cannot be copied") {
  Decision<std::unique_ptr<int>> decision(std::make_unique<int>(3));
  const std::unique_ptr<int> taken = std::move(decision).value();
  CHECK(*taken == 3);
}

TEST_CASE("an allowance carries nothing") {
  CHECK_FALSE(Decision<Allowed>(Allowed{}).refused());
}
