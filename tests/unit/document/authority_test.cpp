#include "document/authority.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::document;

namespace {

PersonId person(char digit) {
  return *PersonId::parse(std::string(32, digit));
}

const DocumentId memorandum = *DocumentId::parse(std::string(32, 'd'));
const Timestamp day = *Timestamp::parse("2026-11-21T10:30:00.000Z");

Instrument full_powers() {
  return {sha256("instrument"),
          InstrumentKind::full_powers,
          "Повноваження № 7",
          person('1'),
          {Act::sign, Act::ad_referendum},
          TextOfDocument{memorandum},
          *Timestamp::parse("2026-11-01T00:00:00.000Z"),
          Timestamp::parse("2026-12-01T00:00:00.000Z"),
          false};
}

ActToCover act() {
  return {person('1'), Act::sign, "memorandum_of_understanding", memorandum, sha256("text"), day};
}

std::string rule_of(const Instrument& instrument, const ActToCover& wanted) {
  const auto judged = judge_authority(instrument, wanted);
  return judged.refused() ? judged.refusal().rule : "";
}

}  // namespace

TEST_CASE("full powers cover their holder, their acts, their text and their days") {
  CHECK(rule_of(full_powers(), act()).empty());
  const auto differing = [](auto change) {
    ActToCover wanted = act();
    change(wanted);
    return rule_of(full_powers(), wanted);
  };
  CHECK(differing([](ActToCover& wanted) { wanted.person = person('2'); }) == "authority.holder");
  CHECK(differing([](ActToCover& wanted) { wanted.act = Act::initial; }) == "authority.act");
  CHECK(differing([](ActToCover& wanted) { wanted.document = *DocumentId::parse(std::string(32, 'e')); }) == "authority.text");
  CHECK(differing([](ActToCover& wanted) { wanted.date = *Timestamp::parse("2026-10-31T23:59:59.999Z"); }) ==
        "authority.not_yet");
  CHECK(differing([](ActToCover& wanted) { wanted.date = *Timestamp::parse("2026-12-01T00:00:00.001Z"); }) ==
        "authority.expired");
  Instrument revoked = full_powers();
  revoked.revoked = true;
  CHECK(rule_of(revoked, act()) == "authority.revoked");
}

TEST_CASE("an instrument may be for one exact text, or for all texts of some kinds") {
  Instrument one = full_powers();
  one.text = ExactText{sha256("text")};
  CHECK(rule_of(one, act()).empty());
  one.text = ExactText{sha256("text with a comma more")};
  CHECK(rule_of(one, act()) == "authority.text");
  one.text = TextsOfKind{{"declaration"}};
  CHECK(rule_of(one, act()) == "authority.text");
  one.text = TextsOfKind{{"declaration", "memorandum_of_understanding"}};
  CHECK(rule_of(one, act()).empty());
  one.text = TextsOfKind{{}};
  CHECK(rule_of(one, act()).empty());
}

TEST_CASE("without an instrument that covers there is no signature") {
  const auto rule = [](const std::vector<Instrument>& registered, const std::optional<Sha256>& named) {
    const auto chosen = choose_instrument(registered, named, act());
    return chosen.refused() ? chosen.refusal().rule : chosen.value().hex();
  };
  Instrument other = full_powers();
  other.sha256 = sha256("other");
  Instrument expired = full_powers();
  expired.sha256 = sha256("expired");
  expired.until = Timestamp::parse("2026-11-02T00:00:00.000Z");
  CHECK(rule({}, std::nullopt) == "authority.missing");
  CHECK(rule({full_powers()}, sha256("unknown")) == "authority.missing");
  CHECK(rule({full_powers(), expired}, std::nullopt) == sha256("instrument").hex());
  CHECK(rule({full_powers(), expired}, sha256("expired")) == "authority.expired");
  CHECK(rule({full_powers(), other}, std::nullopt) == "authority.name_one");
  CHECK(rule({full_powers(), other}, sha256("other")) == sha256("other").hex());
}
