#include "apps/server/command_form.h"

#include "support/errors.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::server;
using formats::Json;

namespace {

const auto document = *DocumentId::parse("0123456789abcdef0123456789abcdef");
const auto hash = sha256("x").hex();

engine::Command read(std::vector<FormField> fields, std::string event = "return") {
  return read_command(Form(std::move(fields)), document, std::move(event));
}

std::string refused(std::vector<FormField> fields) {
  const auto message = tests::message_of([&] { (void)read(std::move(fields)); });
  return message ? message->key + " " + std::get<std::string>(message->arguments.front().second) : "read";
}

}  // namespace

TEST_CASE("a form becomes the command that it stands for") {
  const auto command = read({{"revision", "7", {}}, {"key", "k", {}}, {"comment", "Ґ", {}}, {"manifest", hash, {}}});
  CHECK(command.document == document);
  CHECK(command.event == "return");
  CHECK(command.revision == 7);
  CHECK(command.manifest->hex() == hash);
  CHECK(command.key == "k");
  CHECK(command.data == Json::object());
  CHECK(command.files.empty());
}

TEST_CASE("an upload says what it is and brings its file") {
  const auto command = read({{"revision", "7", {}}, {"as", "text:en", {}}, {"file", "PK", "a.docx"}}, "attach");
  CHECK(command.data == Json{{"as", "text:en"}});
  REQUIRE(command.files.size() == 1);
  CHECK(command.files.front().name == "a.docx");
  CHECK(command.files.front().content.bytes() == "PK");
}

TEST_CASE("a recorded act has its day as a moment and its party as a number") {
  const auto command = read({{"recorded", "yes", {}},
                             {"signer", "Єва Ґалаґан", {}},
                             {"capacity", "Minister", {}},
                             {"acted", "2026-11-20", {}},
                             {"party", "2", {}},
                             {"channel", "letter", {}}},
                            "record.concur");
  CHECK(command.data.at("recorded") == Json{{"signer", "Єва Ґалаґан"},
                                            {"capacity", "Minister"},
                                            {"acted", "2026-11-20T00:00:00.000Z"},
                                            {"party", 2},
                                            {"channel", "letter"}});
}

TEST_CASE("a field that cannot be read is named") {
  CHECK(refused({{"revision", "7x", {}}}) == "server.odd_field revision");
  CHECK(refused({{"revision", "-7", {}}}) == "server.odd_field revision");
  CHECK(refused({{"manifest", "abc", {}}}) == "server.odd_field manifest");
  CHECK(refused({{"section", "source", {}}}) == "server.odd_field section");
  CHECK(refused({{"section", "source=abc", {}}}) == "server.odd_field section");
  CHECK(refused({{"recorded", "yes", {}}, {"acted", "20.11.2026", {}}}) == "server.odd_field acted");
  CHECK(refused({{"recorded", "yes", {}}, {"party", "first", {}}}) == "server.odd_field party");
  CHECK(refused({{"comment", std::string(20'001, 'a'), {}}}) == "server.odd_field comment");
}
