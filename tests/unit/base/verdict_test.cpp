#include "base/verdict.h"

#include <catch2/catch.hpp>

using namespace chancery;

TEST_CASE("valid, invalid and unchecked are three different answers") {
  const Verdict valid = Verdict::valid();
  const Verdict invalid = Verdict::invalid({"signing.digest_differs", {}});
  const Verdict unchecked = Verdict::unchecked({"signing.no_trust_anchor", {}});
  CHECK(valid.kind() == Verdict::Kind::valid);
  CHECK(valid.is_valid());
  CHECK(valid.why().key.empty());
  CHECK(invalid.kind() == Verdict::Kind::invalid);
  CHECK_FALSE(invalid.is_valid());
  CHECK(invalid.why().key == "signing.digest_differs");
  CHECK(unchecked.kind() == Verdict::Kind::unchecked);
  CHECK_FALSE(unchecked.is_valid());
  CHECK(unchecked.why().key == "signing.no_trust_anchor");
}
