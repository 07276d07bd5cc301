#include "engine/signing_desk.h"

#include "formats/x509.h"
#include "outside/demonstration_authority.h"
#include "outside/files.h"
#include "outside/key_file.h"
#include "support/tcp_responder.h"
#include "support/test_time_server.h"
#include "unit/engine/office_cases.h"

#include <catch2/catch.hpp>

using namespace chancery;
using document::Role;
using engine::Command;
using formats::Json;
using tests::TestOffice;

namespace {

constexpr const char* password = "harbour-lantern-27";

/// An office that trusts a demonstration authority, and a memorandum that waits for signatures.
class Signing {
 public:
  explicit Signing(Json values = TestOffice::values())
      : authority_(outside::DemonstrationAuthority::make("Test", now().plus(std::chrono::hours(-24)), day_after())) {
    std::filesystem::create_directories(test.office().folder().trust());
    outside::write_file(test.office().folder().trust() / "authority.pem", formats::write_pem(authority_.certificate()));
    test.close();
    test.open();
    Command command = TestOffice::new_memorandum();
    command.data["values"] = std::move(values);
    id = test.done(test.clerk(), command).document;
    (void)test.done(test.clerk(), test.event(id, "submit"));
    (void)test.done(test.lawyer(), test.over(id, "approve", "source"));
    (void)test.done(test.as(Role::concurrence_mfa), test.event(id, "concur.mfa"));
    (void)test.done(test.as(Role::concurrence_development), test.event(id, "concur.development"));
    (void)test.done(test.as(Role::translator), test.over(id, "certify", "translation:"));
    Command close;
    close.document = id;
    close.event = "close";
    close.manifest = Sha256::parse(test.show(id).at("manifest").get<std::string>());
    (void)test.done(test.lawyer(), close);
  }

  [[nodiscard]] Timestamp now() { return test.office().now(); }
  [[nodiscard]] Timestamp day_after() { return now().plus(std::chrono::hours(24)); }

  [[nodiscard]] outside::KeyFile key(std::chrono::hours lasts = std::chrono::hours(24)) {
    const Bytes bytes = authority_.issue("Ярина Зразкова", outside::KeyKind::p256, now().plus(std::chrono::hours(-2)),
                                         now().plus(lasts), SecretBytes(password));
    return outside::KeyFile::open_pkcs12(bytes, "key", SecretBytes(password), now().plus(std::chrono::minutes(-90)));
  }
  [[nodiscard]] Json order(const outside::KeyFile& key, unsigned party) {
    return {{"document", id.hex()},      {"manifest", test.show(id).at("manifest")},         {"act", "sign"}, {"party", party},
            {"capacity", "голова, ’Ґ’"}, {"certificate", to_base64(key.certificate().der())}};
  }
  [[nodiscard]] static Json answer(const Json& offer, const outside::KeyFile& key) {
    Json chain = Json::array();
    for (const formats::Certificate& certificate : key.chain()) chain.push_back(to_base64(certificate.der()));
    const auto attributes = parse_base64(offer.at("signed_attributes").get<std::string>()).value();
    return {{"request", offer.at("request")}, {"value", to_base64(key.sign(attributes))}, {"chain", std::move(chain)}};
  }
  Decision<engine::Outcome> sign(const engine::Caller& caller, unsigned party) {
    const auto used = key();
    const auto offer = test.office().open_signing(caller, order(used, party));
    if (offer.refused()) return offer.refusal();
    return test.office().finish_signing(caller, answer(offer.value(), used));
  }
  engine::Caller head() { return test.as(Role::signatory); }
  engine::Caller partner() { return test.as(Role::signatory, "partner"); }

  TestOffice test;
  DocumentId id = outside::random_id<DocumentId>();

 private:
  outside::DemonstrationAuthority authority_;
};

template <class T>
std::string rule_of(const Decision<T>& decision) {
  return decision.refused() ? decision.refusal().rule : "";
}

template <class Use>
std::string error_of(const Use& use, Fault fault) {
  try {
    use();
  } catch (const Error& error) {
    CHECK(error.fault() == fault);
    return error.message().key;
  }
  return "done";
}

}  // namespace

TEST_CASE("the parties sign in any order, and the last signature ends the signing") {
  Signing desk;
  CHECK(rule_of(desk.sign(desk.partner(), 2)).empty());
  CHECK(desk.test.show(desk.id).at("stage").dump().find("signed") == std::string::npos);
  CHECK(rule_of(desk.sign(desk.partner(), 2)) == "engine.party_has_signed");
  CHECK(rule_of(desk.sign(desk.head(), 3)) == "engine.no_such_party");
  CHECK(rule_of(desk.sign(desk.head(), 1)).empty());
  const Json view = desk.test.show(desk.id);
  CHECK(view.at("stage") == Json::array({"signed"}));
  CHECK(view.at("signatures").size() == 2);
  CHECK(view.at("signatures")[0].at("kind") == "verified");
  CHECK(desk.test.office().verify_ledger().at("result") == "OK");
}

TEST_CASE("a signing request is for one person, once, and for an hour") {
  Signing desk;
  const auto key = desk.key();
  const auto open = [&](unsigned party) { return desk.test.office().open_signing(desk.head(), desk.order(key, party)).value(); };
  const Json second = open(2);
  const Json offer = open(1);
  CHECK(rule_of(desk.test.office().finish_signing(desk.partner(), Signing::answer(offer, key))) == "engine.no_such_request");
  CHECK(rule_of(desk.test.office().finish_signing(desk.head(), Signing::answer(offer, key))).empty());
  CHECK(rule_of(desk.test.office().finish_signing(desk.head(), Signing::answer(offer, key))) == "engine.request_used");
  Json nobody = Signing::answer(offer, key);
  nobody["request"] = std::string(32, '0');
  CHECK(rule_of(desk.test.office().finish_signing(desk.head(), nobody)) == "engine.no_such_request");
  desk.test.wait(std::chrono::minutes(61));
  CHECK(rule_of(desk.test.office().finish_signing(desk.head(), Signing::answer(second, key))) == "engine.request_expired");
}

TEST_CASE("a value of another key is not accepted, and the document stays as it was") {
  Signing desk;
  const auto key = desk.key();
  const auto other = desk.key();
  const Json before = desk.test.show(desk.id);
  const Json offer = desk.test.office().open_signing(desk.head(), desk.order(key, 1)).value();
  Json forged = Signing::answer(offer, key);
  forged["value"] = Signing::answer(offer, other).at("value");
  std::string said;
  try {
    said = rule_of(desk.test.office().finish_signing(desk.head(), forged));
  } catch (const Error& error) {
    said = error.message().key;
    CHECK(error.fault() == Fault::input);
  }
  CHECK_FALSE(said.empty());
  CHECK(desk.test.show(desk.id) == before);
}

TEST_CASE("a signer whom nobody in this office vouches for is not accepted") {
  Signing desk;
  const auto stranger =
      outside::DemonstrationAuthority::make("Stranger", desk.now().plus(std::chrono::hours(-24)), desk.day_after());
  const Bytes file = stranger.issue("Хтось", outside::KeyKind::p256, desk.now().plus(std::chrono::hours(-2)), desk.day_after(),
                                    SecretBytes(password));
  const auto key = outside::KeyFile::open_pkcs12(file, "key", SecretBytes(password), desk.now());
  const Json offer = desk.test.office().open_signing(desk.head(), desk.order(key, 1)).value();
  CHECK(rule_of(desk.test.office().finish_signing(desk.head(), Signing::answer(offer, key))) == "engine.signature_not_accepted");
}

TEST_CASE("an expired certificate and another manifest are refused before anything is signed") {
  Signing desk;
  const auto key = desk.key(std::chrono::hours(-1));
  CHECK(rule_of(desk.test.office().open_signing(desk.head(), desk.order(key, 1))) == "engine.certificate_refused");
  Json order = desk.order(desk.key(), 1);
  order["manifest"] = sha256("another").hex();
  CHECK(error_of([&] { (void)desk.test.office().open_signing(desk.head(), order); }, Fault::conflict) ==
        "engine.manifest_changed");
  order["manifest"] = 7;
  CHECK(error_of([&] { (void)desk.test.office().open_signing(desk.head(), order); }, Fault::input) == "engine.command_field_odd");
}

TEST_CASE("a demonstration certificate signs specimens only") {
  Json values = TestOffice::values();
  values["specimen"] = false;
  Signing desk(values);
  CHECK(rule_of(desk.test.office().open_signing(desk.head(), desk.order(desk.key(), 1))) == "engine.demonstration_certificate");
}

TEST_CASE("the instrument that a signer names stands in what is signed") {
  Signing desk;
  Json order = desk.order(desk.key(), 1);
  order["instrument"] = sha256("повноваження, ’Ґ’").hex();
  const Json offer = desk.test.office().open_signing(desk.head(), order).value();
  const std::string manifest = parse_base64(offer.at("asic_manifest").get<std::string>()).value();
  const std::size_t begin = manifest.find("urn:chancery:statement:1\">") + 26;
  const Json statement = Json::parse(parse_base64(manifest.substr(begin, manifest.find('<', begin) - begin)).value());
  CHECK(statement.at("instrument") == order.at("instrument"));
  order["instrument"] = "no hash";
  CHECK(error_of([&] { (void)desk.test.office().open_signing(desk.head(), order); }, Fault::input) == "engine.command_field_odd");
}

TEST_CASE("a substitute signs in the name of the head, and says so in what is signed") {
  Signing desk;
  const engine::Caller substitute = desk.test.as(Role::clerk, "deputy");
  const auto key = desk.key();
  Json order = desk.order(key, 1);
  CHECK(rule_of(desk.test.office().open_signing(substitute, order)) == "rights.role");
  order["on_behalf_of"] = desk.head().person.hex();
  CHECK(rule_of(desk.test.office().open_signing(substitute, order)) == "people.no_delegation");
  (void)desk.test.delegate(desk.head(), substitute, Role::signatory);
  const Json offer = desk.test.office().open_signing(substitute, order).value();
  const std::string manifest = parse_base64(offer.at("asic_manifest").get<std::string>()).value();
  const std::size_t begin = manifest.find("urn:chancery:statement:1\">") + 26;
  const Json statement = Json::parse(parse_base64(manifest.substr(begin, manifest.find('<', begin) - begin)).value());
  CHECK(statement.at("on_behalf_of") == "signatory.first Їжак");
  CHECK(statement.at("instrument") == sha256("наказ № 7").hex());
  CHECK(rule_of(desk.test.office().finish_signing(substitute, Signing::answer(offer, key))).empty());
  CHECK(desk.test.office().history(desk.test.clerk(), desk.id).back().at("on_behalf_of") == "signatory.first Їжак");
}

TEST_CASE("a signature that a time server has stamped says so, and one without its answer is shown as pending") {
  Signing desk;
  const tests::TestAuthority clocks;
  const tests::TestTimeServer server(clocks);
  outside::write_file(desk.test.office().folder().trust() / "clocks.pem", formats::write_pem(clocks.certificate()));
  desk.test.close();
  desk.test.open();
  const tests::TcpResponder good([&](const Bytes& request) {
    return tests::TcpResponder::ok(server.answer(request, {.time = desk.now().plus(std::chrono::milliseconds(-789))}));
  });
  const tests::TcpResponder broken([](const Bytes&) { return Bytes("nonsense"); });
  desk.test.office().use_time_servers({good.url()});
  CHECK(rule_of(desk.sign(desk.head(), 1)).empty());
  desk.test.office().use_time_servers({broken.url()});
  CHECK(rule_of(desk.sign(desk.partner(), 2)).empty());
  const Json signatures = desk.test.show(desk.id).at("signatures");
  CHECK(signatures[0].at("time_pending") == false);
  CHECK(signatures[0].at("level") != "B-B");
  CHECK(signatures[1].at("time_pending") == true);
  CHECK(signatures[1].at("level") == "B-B");
  const Json history = desk.test.office().history(desk.test.clerk(), desk.id);
  std::vector<std::size_t> tokens;
  for (const Json& step : history) {
    if (step.at("event") != "sign") continue;
    const Json receipt = desk.test.office().receipt(desk.test.clerk(), desk.id, step.at("seq"));
    for (const Json& opening : receipt.at("openings")) {
      if (opening.at("label") == "leaf.step") tokens.push_back(opening.at("value").at("sig")[0].at("tokens_sha256").size());
    }
  }
  CHECK(tokens == std::vector<std::size_t>{1, 0});
  CHECK(desk.test.office().verify_ledger().at("result") == "OK");
}

TEST_CASE("one person signs for one party, and with a key that is theirs") {
  Signing desk;
  const auto key = desk.key();
  const auto open = [&](const engine::Caller& caller, const outside::KeyFile& used, unsigned party) {
    return rule_of(desk.test.office().open_signing(caller, desk.order(used, party)));
  };
  const auto both = desk.test.office().open_signing(desk.head(), desk.order(key, 2)).value();
  const auto own = desk.test.office().open_signing(desk.head(), desk.order(key, 1)).value();
  CHECK(rule_of(desk.test.office().finish_signing(desk.head(), Signing::answer(own, key))).empty());
  CHECK(open(desk.head(), desk.key(), 2) == "engine.signs_for_another_party");
  CHECK(rule_of(desk.test.office().finish_signing(desk.head(), Signing::answer(both, key))) == "engine.signs_for_another_party");
  CHECK(open(desk.partner(), key, 2) == "engine.key_of_another");
  CHECK(open(desk.partner(), desk.key(), 2).empty());
}

TEST_CASE("a substitute of who signed for one party does not sign for another in that name") {
  Signing desk;
  CHECK(rule_of(desk.sign(desk.head(), 1)).empty());
  const auto substitute = desk.test.as(Role::translator);
  (void)desk.test.delegate(desk.head(), substitute, Role::signatory);
  Json order = desk.order(desk.key(), 2);
  order["on_behalf_of"] = desk.head().person.hex();
  CHECK(rule_of(desk.test.office().open_signing(substitute, order)) == "engine.signs_for_another_party");
}

TEST_CASE("nothing is confirmed that was not signed ad referendum, and who signs names the party while several are open") {
  Signing desk;
  const auto key = desk.key();
  const auto open = [&](const char* act, std::optional<unsigned> party) {
    Json order = desk.order(key, party.value_or(0));
    order["act"] = act;
    if (!party) order.erase("party");
    return rule_of(desk.test.office().open_signing(desk.head(), order));
  };
  CHECK(open("confirm", 1) != "");
  CHECK(open("sign", std::nullopt) == "engine.name_party");
  Json order = desk.order(key, 1);
  order["act"] = "ad_referendum";
  const auto offer = desk.test.office().open_signing(desk.head(), order).value();
  CHECK(rule_of(desk.test.office().finish_signing(desk.head(), Signing::answer(offer, key))).empty());
  CHECK(open("confirm", 2) == "engine.nothing_to_confirm");
  CHECK(open("confirm", std::nullopt).empty());
  order["act"] = "confirm";
  const auto confirmation = desk.test.office().open_signing(desk.head(), order).value();
  CHECK(rule_of(desk.test.office().finish_signing(desk.head(), Signing::answer(confirmation, key))).empty());
  CHECK(open("confirm", 1) != "");
  CHECK(desk.test.office().verify_ledger().at("result") == "OK");
}

TEST_CASE("who has signed is not offered to sign for another party, and is told why") {
  Signing desk;
  const auto sign_of = [&](const engine::Caller& caller) -> Json {
    for (const Json& action : desk.test.office().actions(caller, desk.id, std::nullopt)) {
      if (action.at("event") == "sign") return action;
    }
    return {};
  };
  CHECK(sign_of(desk.head()).at("open") == true);
  CHECK(rule_of(desk.sign(desk.head(), 1)).empty());
  CHECK(sign_of(desk.head()).at("open") == false);
  CHECK(sign_of(desk.partner()).at("open") == true);
}

TEST_CASE("a capacity is words, and no more of them than fit into a statement") {
  Signing desk;
  for (const std::string& odd : {std::string("   "), std::string(501, 'a')}) {
    Json order = desk.order(desk.key(), 1);
    order["capacity"] = odd;
    CHECK(error_of([&] { (void)desk.test.office().open_signing(desk.head(), order); }, Fault::input) ==
          "engine.command_field_odd");
  }
}

TEST_CASE("what lies among the certificates and is none keeps nobody out") {
  Signing desk;
  const auto trust = desk.test.office().folder().trust();
  outside::write_file(trust / "notes.txt", "ЗРАЗОК");
  std::filesystem::create_directory(trust / "old.pem");
  desk.test.close();
  desk.test.open();
  CHECK(desk.test.office().anchors().certificates().size() == 1);
}
