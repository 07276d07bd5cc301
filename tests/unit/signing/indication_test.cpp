#include "signing/indication.h"

#include <catch2/catch.hpp>

using namespace chancery::signing;

TEST_CASE("answers have the names of EN 319 102-1 and a sentence each") {
  CHECK(name_of(Indication::total_passed) == "TOTAL-PASSED");
  CHECK(name_of(Indication::indeterminate) == "INDETERMINATE");
  CHECK(name_of(Indication::total_failed) == "TOTAL-FAILED");
  CHECK(explain(Indication::total_failed).key == "signing.indication_total_failed");
  CHECK(name_of(SubIndication::none).empty());
  CHECK(explain(SubIndication::none).key == "signing.sub_none");
  for (int number = 1; number <= static_cast<int>(SubIndication::format_failure); ++number) {
    const auto sub = static_cast<SubIndication>(number);
    CHECK_FALSE(name_of(sub).empty());
    CHECK(explain(sub).key.starts_with("signing.sub_"));
  }
  CHECK(name_of(SubIndication::hash_failure) == "HASH_FAILURE");
  CHECK(explain(SubIndication::hash_failure).key == "signing.sub_hash_failure");
}

TEST_CASE("of two answers the worse one stays, of two reasons the one about the signature") {
  Indication indication = Indication::total_passed;
  SubIndication sub = SubIndication::none;
  worsen(indication, sub, Indication::indeterminate, SubIndication::no_certificate_chain_found);
  worsen(indication, sub, Indication::indeterminate, SubIndication::signed_data_not_found);
  worsen(indication, sub, Indication::indeterminate, SubIndication::none);
  worsen(indication, sub, Indication::total_passed, SubIndication::none);
  CHECK(indication == Indication::indeterminate);
  CHECK(sub == SubIndication::signed_data_not_found);
  worsen(indication, sub, Indication::total_failed, SubIndication::hash_failure);
  CHECK(indication == Indication::total_failed);
  CHECK(sub == SubIndication::hash_failure);
}
