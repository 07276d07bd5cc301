#include "engine/dispatching.h"

#include "base/error.h"
#include "engine/dispatch_views.h"
#include "outside/files.h"
#include "store/blobs.h"
#include "store/transaction.h"
#include "support/temporary_folder.h"
#include "unit/document/document_cases.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::engine;
using formats::Json;

namespace {

const Performer performer{"cccccccccccccccccccccccccccccccc", "Остап Їжакевич", *Timestamp::parse("2026-02-03T04:05:06.789Z")};
const std::optional<outside::Mailbox> office = outside::Mailbox{"Установа", "office@example.org"};

/// A signed memorandum: a container and two files.
Draft signed_draft() {
  Draft draft{tests::memorandum()};
  const auto add = [&](const std::string& path) {
    const Blob content("вміст " + path);
    const auto file = file_of(path, "text/plain", content);
    add_file(draft, file, content);
    return file;
  };
  draft.document.registration = document::Registration{"7/2026", "2026-02-03"};
  draft.document.container = add("memorandum.asice");
  draft.document.frozen = document::Frozen{add("manifest.json"), {add("memorandum.docx"), add("texts/memorandum.txt")}};
  return draft;
}

Command to(Json receivers) {
  Command command;
  command.event = "dispatch";
  command.data = {{"to", std::move(receivers)}};
  return command;
}

Decision<Draft> write(Command command, const std::optional<outside::Mailbox>& from = office) {
  auto database = store::Database::in_memory();
  return write_letter(signed_draft(), database, from, performer, command);
}

Bytes letter_of(const Draft& draft) {
  const Sha256 hash = draft.document.dispatches.back().file.sha256;
  for (const NewFile& file : draft.files) {
    if (file.file.sha256 == hash) return file.content.bytes();
  }
  return {};
}

std::string rule_of(const Decision<Draft>& decision) {
  return decision.refused() ? decision.refusal().rule : "";
}

Fault fault_of(const Command& command) {
  try {
    (void)write(command);
  } catch (const Error& error) {
    return error.fault();
  }
  return Fault::environment;
}

}  // namespace

TEST_CASE("a letter holds the container and every file of the document, and is itself a file of it") {
  const Draft draft = write(to({{{"name", "Штат Вашингтон"}, {"address", "washington@example.org"}}})).value();
  const Bytes letter = letter_of(draft);
  for (const char* path : {"memorandum.asice", "memorandum.docx", "texts/memorandum.txt"}) {
    INFO(path);
    CHECK(letter.find(to_base64("вміст " + std::string(path))) != Bytes::npos);
  }
  CHECK(letter.find("filename*=UTF-8''memorandum.txt") != Bytes::npos);
  CHECK(letter.find("filename*=UTF-8''manifest.json") == Bytes::npos);  // it is inside the container
  const document::Dispatch& dispatch = draft.document.dispatches.back();
  CHECK(dispatch.channel == "email");
  CHECK(dispatch.to.front().address == "washington@example.org");
  CHECK(dispatch.person == performer.person);
  CHECK(draft.out.back() == dispatch.file);
  CHECK(draft.payload.at("letter") == dispatch.file.sha256.hex());
  CHECK(draft.payload.dump().find("washington") == std::string::npos);  // facts hold no names
}

TEST_CASE("the words of a letter are those that were given, or both languages of the office") {
  Command command = to({"washington@example.org"});
  CHECK(letter_of(write(command).value()).find(to_base64("Надсилаємо").substr(0, 12)) != Bytes::npos);
  command.data["text"] = "Вітаю!";
  command.data["subject"] = "Subject of ours";
  const Bytes letter = letter_of(write(command).value());
  CHECK(letter.find("Subject: Subject of ours\r\n") != Bytes::npos);
  CHECK(letter.find("\r\n\r\n" + to_base64("Вітаю!") + "\r\n") != Bytes::npos);
}

TEST_CASE("a letter without sender, receiver or measure is refused") {
  CHECK(rule_of(write(to({"a@example.org"}), std::nullopt)) == "engine.no_mail_address");
  CHECK(rule_of(write(to(Json::array()))) == "engine.no_recipient");
  CHECK(rule_of(write(Command())) == "engine.no_recipient");
  auto database = store::Database::in_memory();
  Draft large = signed_draft();
  large.document.container->size = 18'000'001;
  CHECK(rule_of(write_letter(std::move(large), database, office, performer, to({"a@example.org"}))) == "engine.letter_too_large");
}

TEST_CASE("an odd receiver is bad input") {
  const std::vector<Json> receivers{"nobody",         "a@example.org\r\nBcc: b@example.org",      7, Json::object(),
                                    {{"address", 7}}, {{"address", "a@example.org"}, {"name", 7}}};
  for (const Json& odd : receivers) {
    INFO(odd.dump());
    CHECK(fault_of(to(Json::array({odd}))) == Fault::input);
  }
  CHECK(fault_of(to("a@example.org")) == Fault::input);
  CHECK(fault_of(to(Json(std::vector<std::string>(51, "a@example.org")))) == Fault::input);
}

TEST_CASE("what is not frozen is not sent") {
  auto database = store::Database::in_memory();
  try {
    (void)write_letter(Draft{tests::memorandum()}, database, office, performer, to({"a@example.org"}));
    FAIL("sent");
  } catch (const Error& error) {
    CHECK(error.fault() == Fault::conflict);
    CHECK(error.message().key == "engine.not_frozen");
  }
}

TEST_CASE("the effect sends the letter of its own step and no other") {
  Draft draft = write(to({"a@example.org"})).value();
  const document::Dispatch last = draft.document.dispatches.back();
  const auto sent = dispatch(draft);
  REQUIRE(sent.value().dispatches.size() == 1);
  CHECK(sent.value().dispatches[0].key == *last.letter);
  CHECK(sent.value().dispatches[0].key == draft.document.id.hex() + "-" + std::to_string(draft.document.revision + 1));
  CHECK(rule_of(dispatch(Draft{tests::memorandum()})) == "engine.no_letter");
  draft.files.clear();  // a later step of the same document
  CHECK(rule_of(dispatch(std::move(draft))) == "engine.no_letter");
}

TEST_CASE("the outbox hands the letter over as it was written") {
  const TemporaryFolder temporary;
  const outside::MailFolder folder(temporary / "outgoing");
  auto database = store::Database::in_memory();
  const Draft draft = dispatch(write(to({"a@example.org"})).value()).value();
  const store::Dispatch& queued = draft.dispatches.front();
  {
    store::Transaction transaction(database);
    (void)store::Blobs(database).put(letter_of(draft), performer.time);
    store::Outbox(database).put(queued, performer.time);
    transaction.commit();
  }
  CHECK_FALSE(dispatches_of(database, draft.document)[0].contains("sent"));
  CHECK(std::holds_alternative<Delivered>(hand_over(database, folder, queued)));
  CHECK(outside::read_file(temporary / "outgoing" / (queued.key + ".eml")) == letter_of(draft));
  CHECK(std::holds_alternative<Undeliverable>(hand_over(database, folder, {"1", "fax", queued.payload})));
  CHECK(std::holds_alternative<Undeliverable>(hand_over(database, folder, {"1", "mail", "{}"})));
  store::Outbox(database).mark_done(1, performer.time);
  const Json view = dispatches_of(database, draft.document);
  CHECK(view[0].at("sent") == performer.time.text());
  CHECK(view[0].at("to")[0].at("address") == "a@example.org");
}

TEST_CASE("a letter that was claimed before a crash is sent once by whoever comes next") {
  const TemporaryFolder temporary;
  const outside::MailFolder folder(temporary / "outgoing");
  auto database = store::Database::in_memory();
  const Draft draft = dispatch(write(to({"a@example.org"})).value()).value();
  const Timestamp now = performer.time;
  store::Outbox outbox(database);
  const Write write = [&](const std::function<void(store::Database&)>& use) {
    store::Transaction transaction(database);
    use(database);
    transaction.commit();
  };
  write([&](store::Database&) {
    (void)store::Blobs(database).put(letter_of(draft), now);
    outbox.put(draft.dispatches.front(), now);
  });
  OutboxWorker worker(write, [&](const store::Dispatch& dispatch) { return hand_over(database, folder, dispatch); });

  const auto claimed = outbox.claim(now, 5);  // handed over, and killed before it was noted
  REQUIRE(claimed.size() == 1);
  (void)hand_over(database, folder, claimed[0].dispatch);
  std::filesystem::remove(temporary / "outgoing" / (claimed[0].dispatch.key + ".eml"));  // the mail program took it
  CHECK(worker.run_once(now) == 0);                                                      // still claimed
  outbox.release_claims();
  CHECK(worker.run_once(now) == 1);
  CHECK_FALSE(std::filesystem::exists(temporary / "outgoing" / (claimed[0].dispatch.key + ".eml")));
  CHECK(worker.run_once(now.plus(std::chrono::hours(24))) == 0);
}
