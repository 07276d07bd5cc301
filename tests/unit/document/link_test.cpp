#include "document/link.h"

#include "unit/document/rights_cases.h"

#include <catch2/catch.hpp>

#include <vector>

using namespace chancery;
using namespace chancery::document;

namespace {

DocumentId paper(unsigned char number) {
  return numbered<DocumentId>(number);
}

/// The rule that says no, or "" where the link may be made, from document 1 to document 2.
std::string answer(std::string from, LinkKind kind, std::string to, const std::vector<Link>& existing = {}) {
  const auto decision = may_link({paper(1), std::move(from)}, kind, {paper(2), std::move(to)}, existing);
  return decision.refused() ? decision.refusal().rule : "";
}

struct Pair {
  const char* from;
  LinkKind kind;
  const char* to;
};

}  // namespace

TEST_CASE("every kind of link is read back from its word and has words for both ends") {
  for (const LinkKind kind : all_link_kinds()) {
    CHECK(parse_link_kind(name_of(kind)) == kind);
    CHECK(label_of(kind).key == "links." + std::string(name_of(kind)));
    CHECK(inverse_label_of(kind).key == label_of(kind).key + "_inverse");
  }
  CHECK_FALSE(parse_link_kind("replaces"));
  CHECK_FALSE(parse_link_kind("додаток"));
}

TEST_CASE("the documents of a memorandum are linked as offices link them") {
  for (const Pair& pair :
       {Pair{"annex", LinkKind::annex, "memorandum"}, Pair{"letter", LinkKind::answers, "letter"},
        Pair{"note_verbale", LinkKind::answers, "note_verbale"}, Pair{"full_powers", LinkKind::authorises, "memorandum"},
        Pair{"decision", LinkKind::authorises, "appeal"}, Pair{"order", LinkKind::authorises, "memorandum"},
        Pair{"note_verbale", LinkKind::accompanies, "memorandum"},
        Pair{"certified_translation", LinkKind::translation_of, "appeal"}, Pair{"memorandum", LinkKind::amends, "memorandum"},
        Pair{"correction_record", LinkKind::corrects, "memorandum"}, Pair{"declaration", LinkKind::copy_of, "declaration"},
        Pair{"declaration", LinkKind::follows, "memorandum"}}) {
    INFO(pair.from << " " << name_of(pair.kind) << " " << pair.to);
    CHECK(answer(pair.from, pair.kind, pair.to).empty());
  }
}

TEST_CASE("a link between documents of the wrong kinds is refused") {
  for (const Pair& pair :
       {Pair{"memorandum", LinkKind::annex, "annex"}, Pair{"memorandum", LinkKind::answers, "letter"},
        Pair{"memorandum", LinkKind::authorises, "full_powers"}, Pair{"memorandum", LinkKind::accompanies, "letter"},
        Pair{"memorandum", LinkKind::translation_of, "memorandum"}, Pair{"memorandum", LinkKind::amends, "appeal"},
        Pair{"memorandum", LinkKind::corrects, "memorandum"}, Pair{"appeal", LinkKind::copy_of, "declaration"}}) {
    INFO(pair.from << " " << name_of(pair.kind) << " " << pair.to);
    CHECK(answer(pair.from, pair.kind, pair.to) == "links.kinds");
  }
}

TEST_CASE("a kind of document of the office’s own takes part where any kind does") {
  CHECK(answer("протокол", LinkKind::follows, "memorandum").empty());
  CHECK(answer("протокол", LinkKind::amends, "протокол").empty());
  CHECK(answer("протокол", LinkKind::authorises, "memorandum") == "links.kinds");
}

TEST_CASE("no document is linked to itself, whatever the kind") {
  for (const LinkKind kind : all_link_kinds()) {
    const auto decision = may_link({paper(1), "letter"}, kind, {paper(1), "letter"}, {});
    REQUIRE(decision.refused());
    CHECK(decision.refusal().rule == "links.to_itself");
  }
}

TEST_CASE("a link is made once") {
  const std::vector<Link> existing{{paper(1), LinkKind::answers, paper(2)}};
  CHECK(answer("letter", LinkKind::answers, "letter", existing) == "links.exists");
  CHECK(answer("letter", LinkKind::accompanies, "letter", existing).empty());
}

TEST_CASE("an annex, a translation, a correction and a copy belong to one document") {
  const auto elsewhere = [](LinkKind kind) { return std::vector<Link>{{paper(1), kind, paper(7)}}; };
  CHECK(answer("annex", LinkKind::annex, "memorandum", elsewhere(LinkKind::annex)) == "links.one_only");
  CHECK(answer("certified_translation", LinkKind::translation_of, "appeal", elsewhere(LinkKind::translation_of)) ==
        "links.one_only");
  CHECK(answer("correction_record", LinkKind::corrects, "appeal", elsewhere(LinkKind::corrects)) == "links.one_only");
  CHECK(answer("appeal", LinkKind::copy_of, "appeal", elsewhere(LinkKind::copy_of)) == "links.one_only");
  CHECK(answer("letter", LinkKind::answers, "letter", elsewhere(LinkKind::answers)).empty());
}

TEST_CASE("links of a kind never lead in a circle") {
  const std::vector<Link> chain{{paper(2), LinkKind::follows, paper(3)}, {paper(3), LinkKind::follows, paper(1)}};
  CHECK(answer("letter", LinkKind::follows, "letter", chain) == "links.circle");
  const std::vector<Link> other{{paper(2), LinkKind::answers, paper(1)}};
  CHECK(answer("letter", LinkKind::follows, "letter", other).empty());
  CHECK(answer("letter", LinkKind::answers, "letter", other) == "links.circle");
}

TEST_CASE("links that branch and meet again are no circle") {
  const std::vector<Link> net{{paper(2), LinkKind::follows, paper(3)},
                              {paper(2), LinkKind::follows, paper(4)},
                              {paper(3), LinkKind::follows, paper(5)},
                              {paper(4), LinkKind::follows, paper(5)}};
  CHECK(answer("letter", LinkKind::follows, "letter", net).empty());
}
