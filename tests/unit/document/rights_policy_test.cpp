#include "document/rights_policy.h"

#include "base/error.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace chancery;
using namespace chancery::document;
using formats::Json;

namespace {

void check_refused_at(const Json& policy, const std::string& path) {
  try {
    (void)RightsPolicy::from_json(policy, "facts");
    FAIL("read " << policy.dump());
  } catch (const Error& error) {
    CHECK(error.fault() == Fault::input);
    CHECK(error.message().key == "rights.policy_not_understood");
    CHECK(to_log(error.message()).find("place=facts path=" + path + " ") != std::string::npos);
  }
}

}  // namespace

TEST_CASE("the policy reads back from its canonical bytes as the same value") {
  const RightsPolicy& policy = RightsPolicy::standard();
  const auto bytes = formats::committed_json(policy.to_json());
  const auto again = RightsPolicy::from_json(formats::parse_committed_json(bytes, "policy"), "policy");
  CHECK(again == policy);
  CHECK(again.sha256() == policy.sha256());
  CHECK(policy.sha256() == sha256(bytes));
}

TEST_CASE("the order in which a policy is written does not change it") {
  Json shuffled = RightsPolicy::standard().to_json();
  std::reverse(shuffled["grants"].begin(), shuffled["grants"].end());
  std::reverse(shuffled["apart"].begin(), shuffled["apart"].end());
  CHECK(RightsPolicy::from_json(shuffled, "policy") == RightsPolicy::standard());
}

TEST_CASE("a policy with one grant fewer has another hash") {
  Json smaller = RightsPolicy::standard().to_json();
  smaller["grants"].erase(0);
  CHECK(RightsPolicy::from_json(smaller, "policy").sha256() != RightsPolicy::standard().sha256());
}

TEST_CASE("an empty policy grants nothing") {
  const Json empty{
      {"type", "chancery.rights/1"}, {"grants", Json::array()}, {"apart", Json::array()}, {"not_by_author", Json::array()}};
  const auto policy = RightsPolicy::from_json(empty, "policy");
  for (const Action action : all_actions()) CHECK(policy.grants_for(action).empty());
}

TEST_CASE("a policy that is not understood is refused at its place") {
  const Json good = RightsPolicy::standard().to_json();
  check_refused_at(Json::array(), "");
  Json changed = good;
  changed["type"] = "chancery.rights/2";
  check_refused_at(changed, "/type");
  changed = good;
  changed["more"] = "yes";
  check_refused_at(changed, "");
  changed = good;
  changed["grants"] = "all";
  check_refused_at(changed, "/grants");
  changed = good;
  changed["grants"][2]["role"] = "головний";
  check_refused_at(changed, "/grants/2/role");
  changed = good;
  changed["grants"][0]["action"] = 5;
  check_refused_at(changed, "/grants/0/action");
  changed = good;
  changed["grants"][1]["reach"] = "world";
  check_refused_at(changed, "/grants/1/reach");
  changed = good;
  changed["grants"][1].erase("reach");
  check_refused_at(changed, "/grants/1");
  changed = good;
  changed["apart"][0]["voided"] = "";
  check_refused_at(changed, "/apart/0/voided");
  changed = good;
  changed["not_by_author"][0] = "fly";
  check_refused_at(changed, "/not_by_author/0");
}
