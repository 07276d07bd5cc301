#include "engine/acting.h"

#include "base/error.h"
#include "unit/document/document_cases.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::engine;
using formats::Json;

namespace {

const Performer performer{"cccccccccccccccccccccccccccccccc", "Остап Їжакевич", *Timestamp::parse("2026-02-03T04:05:06.789Z")};

Command recording(const std::string& event, Json recorded) {
  Command command;
  command.event = event;
  command.data = {{"recorded", std::move(recorded)}};
  command.files.push_back({"лист.pdf", "application/pdf", Blob("scan")});
  return command;
}

Json letter() {
  return {{"acted", "2026-02-02T10:00:00.000Z"},
          {"signer", "Ім’я Прізвище"},
          {"capacity", "директор"},
          {"body", "Міністерство"},
          {"channel", "courier"},
          {"place", "Київ"}};
}

Command attestation(const std::string& event) {
  Command command;
  command.event = event;
  return command;
}

template <class T>
std::string refused_rule(const Decision<T>& decision) {
  return decision.refused() ? decision.refusal().rule : "";
}

}  // namespace

TEST_CASE("a recorded act needs its day, signer, capacity and one file") {
  for (const char* field : {"acted", "signer", "capacity"}) {
    Json recorded = letter();
    recorded.erase(field);
    CHECK(refused_rule(record(Draft{tests::memorandum()}, performer, recording("record.mfa", recorded))) ==
          "engine.recorded_incomplete");
  }
  Json odd = letter();
  odd["acted"] = "учора";
  CHECK(refused_rule(record(Draft{tests::memorandum()}, performer, recording("record.mfa", odd))) ==
        "engine.recorded_incomplete");
  Json blank = letter();
  blank["signer"] = "  ";
  CHECK(refused_rule(record(Draft{tests::memorandum()}, performer, recording("record.mfa", blank))) ==
        "engine.recorded_incomplete");
  Json later = letter();
  later["acted"] = "2099-02-02T10:00:00.000Z";
  CHECK(refused_rule(record(Draft{tests::memorandum()}, performer, recording("record.mfa", later))) == "engine.recorded_later");
  Command without = recording("record.mfa", letter());
  without.files.clear();
  CHECK(refused_rule(record(Draft{tests::memorandum()}, performer, without)) == "engine.one_file");
}

TEST_CASE("a signature on paper is of a party that has not signed") {
  Json paper = letter();
  paper["party"] = 3;
  CHECK(refused_rule(record(Draft{tests::memorandum()}, performer, recording("record.sign", paper))) == "engine.no_such_party");
  paper["party"] = 2;
  auto recorded = record(Draft{tests::memorandum()}, performer, recording("record.sign", paper)).value();
  CHECK(recorded.document.signatures.empty());
  const auto attested = attest(std::move(recorded), performer, attestation("attest.sign")).value();
  REQUIRE(attested.document.signatures.size() == 1);
  CHECK(attested.document.signatures[0].kind == document::SignatureKind::paper);
  CHECK(refused_rule(record(Draft{attested.document}, performer, recording("record.sign", paper))) == "engine.party_has_signed");
}

TEST_CASE("nothing is attested that nobody has recorded") {
  CHECK(refused_rule(attest(Draft{tests::memorandum()}, performer, attestation("attest.mfa"))) == "engine.nothing_to_attest");
}

TEST_CASE("a recorded dispatch counts when it is attested: how, to whom, when and the proof of it") {
  auto recorded = record(Draft{tests::memorandum()}, performer, recording("record.dispatch", letter())).value();
  CHECK(recorded.document.dispatches.empty());
  const auto attested = attest(std::move(recorded), performer, attestation("attest.dispatch")).value();
  REQUIRE(attested.document.dispatches.size() == 1);
  const document::Dispatch& dispatch = attested.document.dispatches[0];
  CHECK(dispatch.channel == "courier");
  CHECK(dispatch.to[0].name == "Міністерство");
  CHECK(dispatch.time.text() == "2026-02-02T10:00:00.000Z");
  CHECK(dispatch.file == attested.document.evidence[0]);
  CHECK_FALSE(dispatch.letter.has_value());
  Json bare = letter();
  bare.erase("body");
  bare.erase("channel");
  const auto other = attest(record(Draft{tests::memorandum()}, performer, recording("record.dispatch", bare)).value(), performer,
                            attestation("attest.dispatch"));
  CHECK(other.value().document.dispatches[0].channel == "recorded");
  CHECK(other.value().document.dispatches[0].to[0].name == "Ім’я Прізвище");
}

TEST_CASE("a returned document loses what the freeze made and keeps how it left the office before") {
  Draft draft{tests::memorandum()};
  draft.document.frozen = document::Frozen{tests::file_named("manifest.json"), {}};
  draft.document.container = tests::file_named("memorandum.asice");
  draft.document.registration = document::Registration{"1/2026", "2026-02-03"};
  draft.document.dispatches.push_back({"courier", {}, performer.person, performer.time, tests::file_named("scan"), std::nullopt});
  const Draft thawed = thaw(std::move(draft));
  CHECK_FALSE(thawed.document.frozen.has_value());
  CHECK_FALSE(thawed.document.container.has_value());
  CHECK(thawed.document.registration->number == "1/2026");
  CHECK(thawed.document.dispatches.size() == 1);
}

TEST_CASE("a document is stored and read with its dispatches") {
  document::Document document = tests::memorandum();
  document.dispatches.push_back({"email",
                                 {{"Ґ", "a@example.org"}, {"", "b@example.org"}},
                                 performer.person,
                                 performer.time,
                                 tests::file_named("letter"),
                                 "7-3"});
  const Json stored = document::to_json(document);
  CHECK(document::to_json(document::document_from_json(stored)) == stored);
  CHECK(document::document_from_json(stored).dispatches[0].letter == "7-3");
  CHECK(document::document_from_json(stored).dispatches[0].to[1].address == "b@example.org");
}
