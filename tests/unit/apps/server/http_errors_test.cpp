#include "apps/server/http_errors.h"

#include "support/errors.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::server;

TEST_CASE("each fault has its status") {
  CHECK(status_of(Fault::input) == 400);
  CHECK(status_of(Fault::absent) == 404);
  CHECK(status_of(Fault::refused) == 403);
  CHECK(status_of(Fault::conflict) == 409);
  CHECK(status_of(Fault::unavailable) == 503);
  CHECK(status_of(Fault::environment) == 500);
}

TEST_CASE("a refusal is forbidden, unless its rule says more") {
  const auto status = [](const char* rule) { return status_of(Refusal{rule, {"server.foreign_form", {}}}); };
  CHECK(status("workflow.role") == 403);
  CHECK(status("server.not_logged_in") == 401);
  CHECK(status("server.too_many_attempts") == 429);
  CHECK(status("server.not_to_be_known") == 404);
}

TEST_CASE("every fault goes through JSON and comes back") {
  for (const auto fault :
       {Fault::input, Fault::absent, Fault::refused, Fault::conflict, Fault::unavailable, Fault::environment}) {
    const Message message{"server.odd_field", {{"count", std::int64_t{-5}}, {"field", "Ґ"}}};
    const auto json = to_json(Error(fault, message), text::Language::en);
    CHECK(tests::fault_of([&] { throw_error(json); }) == fault);
    CHECK(tests::message_of([&] { throw_error(json); }) == message);
    CHECK(json.at("error").at("message") == "The field “Ґ” of the form cannot be read.");
  }
}

TEST_CASE("a fault of a newer program is not understood, and says so") {
  auto json = to_json(Error(Fault::input, {"server.not_a_form", {}}), text::Language::en);
  json["error"]["fault"] = "novel";
  CHECK(tests::key_of([&] { throw_error(json); }) == "server.answer_not_understood");
}

TEST_CASE("a refusal goes through JSON and comes back") {
  const Refusal refusal{"workflow.role", {"server.odd_field", {{"field", "Є"}}}};
  CHECK(read_refusal(to_json(refusal, text::Language::uk)) == refusal);
}
