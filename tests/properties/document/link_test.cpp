#include "document/link.h"

#include "support/effort.h"
#include "unit/document/rights_cases.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <vector>

using namespace chancery;
using namespace chancery::document;

namespace {

constexpr unsigned char papers = 8;

/// Takes away, again and again, the papers from which nothing leads on; what is left lies on a circle or leads to one.
bool has_circle(std::vector<Link> links) {
  for (std::size_t before = links.size() + 1; links.size() < before;) {
    before = links.size();
    const std::vector<Link> all = links;
    std::erase_if(links, [&](const Link& link) {
      return std::none_of(all.begin(), all.end(), [&](const Link& next) { return next.from == link.to; });
    });
  }
  return !links.empty();
}

}  // namespace

TEST_CASE("however links are made, those that are allowed never form a circle, and every other one closes it") {
  std::mt19937 engine(9);
  std::uniform_int_distribution<int> any(0, papers - 1);
  for (int round = 0; round < 200 * tests::effort(); ++round) {
    std::vector<Link> made;
    for (int attempt = 0; attempt < 60; ++attempt) {
      const Link link{numbered<DocumentId>(static_cast<unsigned char>(any(engine))), LinkKind::follows,
                      numbered<DocumentId>(static_cast<unsigned char>(any(engine)))};
      const auto decision = may_link({link.from, "letter"}, link.kind, {link.to, "letter"}, made);
      std::vector<Link> longer = made;
      longer.push_back(link);
      const bool repeated = std::find(made.begin(), made.end(), link) != made.end();
      REQUIRE(decision.refused() == (repeated || has_circle(longer)));
      if (!decision.refused()) made = longer;
    }
  }
}
