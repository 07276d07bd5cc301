#include "workflow/fact_keys.h"

#include <catch2/catch.hpp>

using chancery::workflow::fact_keys;

namespace {

using Keys = std::vector<std::string>;

}  // namespace

TEST_CASE("the keys that an expression asks for are known from its text") {
  CHECK(fact_keys("true()") == Keys{});
  CHECK(fact_keys("$n/facts = '$facts/x'") == Keys{});
  CHECK(fact_keys("$factsheet/a") == Keys{});
  CHECK(fact_keys("$facts/closed = 'yes' and not($facts/approvals[section = 'source']/stands = 'no')") ==
        Keys{"closed", "approvals"});
  CHECK(fact_keys("$facts/signatures/done div 2 > 1") == Keys{"signatures"});
}

TEST_CASE("what could look elsewhere asks for everything") {
  for (const auto* expression :
       {"$facts", "count($facts/*)", "$facts//stands", "$facts/@x", "$facts/text()", "$facts/approvals/../closed",
        "$facts/approvals/ancestor::facts/closed", "$facts/approvals[/facts/closed]", "$facts/approvals[ /facts ]",
        "$facts/child::closed", "$facts [closed]", "$facts/node()", "name($facts)"}) {
    INFO(expression);
    CHECK_FALSE(fact_keys(expression));
  }
}
