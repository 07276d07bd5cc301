#pragma once

#include "apps/server/application.h"
#include "document/rights.h"
#include "store/sessions.h"
#include "unit/store/people_cases.h"

#include <catch2/catch.hpp>

#include <map>
#include <string>
#include <vector>

namespace chancery::tests {

using formats::Json;

inline const std::string document_id = "0123456789abcdef0123456789abcdef";
inline const std::string some_hash = sha256("перший текст").hex();

inline Json words(const std::string& uk, const std::string& en) {
  return {{{"language", "uk"}, {"value", uk}}, {{"language", "en"}, {"value", en}}};
}

inline Json some_document() {
  return {{"id", document_id},
          {"title", words("Меморандум Київ — Вашингтон", "Memorandum Kyiv — Washington")},
          {"kind", "memorandum"},
          {"number", "М-1/2026"},
          {"specimen", true},
          {"revision", 7},
          {"updated", "2026-11-21T23:30:00.000Z"},
          {"stage_label", words("Візування", "Legal review")},
          {"parties", {"Київська область", "State of Washington"}},
          {"needs_me", true},
          {"manifest", some_hash},
          {"languages", {"uk", "en"}},
          {"stages",
           {{{"label", words("Проєкт", "Draft")}, {"current", false}},
            {{"label", words("Візування", "Legal review")}, {"current", true}}}},
          {"texts",
           {{{"language", "uk"},
             {"status", "authentic"},
             {"sha256", some_hash},
             {"content", some_hash},
             {"rendition", some_hash},
             {"path", "memorandum.docx"}}}},
          {"files", {{{"path", "shown/uk.txt"}, {"media_type", "text/plain"}, {"size", 1500}, {"sha256", some_hash}}}},
          {"signatures",
           {{{"party", "Київська область"},
             {"act", "sign"},
             {"signer", "Єва Ґалаґан"},
             {"time", "2026-11-21T23:30:00.000Z"},
             {"kind", "verified"}}}},
          {"approvals",
           {{{"section", "translation:en"},
             {"sha256", some_hash},
             {"person", "Їжак’яненко"},
             {"time", "2026-11-21T23:30:00.000Z"},
             {"stands", false}}}}};
}

inline Json some_actions() {
  return {{{"event", "approve"},
           {"label", words("Візувати", "Approve")},
           {"target_label", words("Погодження", "Concurrence")},
           {"open", true},
           {"carries", "sections"},
           {"comment", ""},
           {"sections", {{{"name", "source"}, {"sha256", some_hash}}}}},
          {{"event", "return"},
           {"label", words("Повернути на доопрацювання", "Return")},
           {"open", true},
           {"carries", "revision"},
           {"comment", "required"}},
          {{"event", "attach"},
           {"label", words("Додати файл", "Attach a file")},
           {"open", true},
           {"carries", "revision"},
           {"comment", ""}},
          {{"event", "record.concur"},
           {"label", words("Записати погодження", "Record the concurrence")},
           {"open", true},
           {"carries", "revision"},
           {"comment", ""}},
          {{"event", "sign"}, {"label", words("Підписати", "Sign")}, {"open", true}, {"carries", "manifest"}, {"comment", ""}},
          {{"event", "close"},
           {"label", words("Підтвердити", "Confirm")},
           {"open", false},
           {"carries", "manifest"},
           {"comment", ""},
           {"why", {{"rule", "workflow.role"}, {"key", "server.wrong_password"}, {"arguments", Json::object()}}}}};
}

inline Json some_history() {
  return Json::array({{{"seq", 12},
                       {"time", "2026-11-21T23:30:00.000Z"},
                       {"event", "submit"},
                       {"label", words("Подати", "Submit")},
                       {"from", {words("Проєкт", "Draft")}},
                       {"to", {words("Візування", "Legal review")}},
                       {"actor", "Єва Ґалаґан"},
                       {"outcome", "done"},
                       {"comment", "ок"}}});
}

/// The site over an office that answers from fixed values, with real sessions in a database of its own.
class TestSite {
 public:
  TestSite() : database_(store::small_office()), application(desk(), sessions(), false) {}

  [[nodiscard]] server::Response ask(server::Method method, const std::string& path, const std::string& query = "",
                                     const std::string& body = "") {
    server::Request request;
    request.head.method = method;
    for (std::size_t at = 1; at < path.size();) {
      const auto end = std::min(path.find('/', at), path.size());
      request.head.path.push_back(path.substr(at, end - at));
      at = end + 1;
    }
    request.head.query = query;
    request.head.headers.add("host", "localhost:8080");
    for (const auto& [name, value] : headers) request.head.headers.add(name, value);
    request.body = body;
    request.peer = peer;
    return application.answer(request);
  }
  [[nodiscard]] server::Response get(const std::string& path, const std::string& query = "") {
    return ask(server::Method::get, path, query);
  }
  [[nodiscard]] server::Response post(const std::string& path, const std::string& fields) {
    headers["content-type"] = "application/x-www-form-urlencoded";
    return ask(server::Method::post, path, "", fields);
  }
  [[nodiscard]] server::Response log_in(const std::string& name = "halahan", const std::string& password = "secret") {
    return post("/login", "name=" + name + "&password=" + password + "&next=%2Fdocuments%2F" + document_id);
  }
  /// Logs in and keeps the cookie; returns the token of its forms.
  std::string enter() {
    const auto answer = log_in();
    REQUIRE(answer.status == 303);
    const std::string cookie(*answer.headers.find("set-cookie"));
    headers["cookie"] = cookie.substr(0, cookie.find(';')) + "; language=en";
    const auto token = *parse_hex(cookie.substr(9, 64));
    return hmac_sha256(token, "chancery.csrf/1").hex();
  }

  Timestamp now = *Timestamp::parse("2026-11-21T23:30:00.000Z");
  std::map<std::string, std::string> headers;
  server::Peer peer{false, "127.0.0.1"};
  Json document = some_document();
  Json actions = some_actions();
  Json history = some_history();
  std::optional<Refusal> not_authorized;
  std::optional<Refusal> not_performed;
  std::optional<Error> failing;
  std::vector<engine::Command> performed;
  std::vector<document::Action> authorized;
  std::vector<Json> filters;
  std::string log;

 private:
  server::Desk desk();
  server::SessionStore sessions() {
    return {[this](const store::SessionRow& row) { store::Sessions(database_).save(row); },
            [this](const Sha256& token) { return store::Sessions(database_).find(token); },
            [this](const Sha256& token) { store::Sessions(database_).remove(token); },
            [this](const PersonId& person) { store::Sessions(database_).remove_all_of(person); }};
  }

  store::Database database_;
  char entropy_ = 'a';

 public:
  server::Application application;
};

inline server::Desk TestSite::desk() {
  server::Desk desk;
  desk.now = [this] { return now; };
  desk.entropy = [this](std::size_t size) { return Bytes(size, entropy_++); };
  desk.log = [this](std::string_view line) { log += line; };
  desk.authenticate = [](std::string_view name, const SecretBytes& password) {
    return name == "halahan" && password.reveal() == "secret" ? std::optional(store::person(1)) : std::nullopt;
  };
  desk.person = [](const PersonId&) { return Json{{"name", words("Єва Ґалаґан", "Yeva Galagan")}, {"roles", {"clerk"}}}; };
  desk.about = [] { return Json{{"name", words("Канцелярія", "Chancery")}}; };
  desk.authorize = [this](const engine::Caller&, document::Action action, const std::optional<DocumentId>&) -> Decision<Allowed> {
    authorized.push_back(action);
    if (not_authorized) return *not_authorized;
    return Allowed{};
  };
  desk.perform = [this](const engine::Caller&, const engine::Command& command) -> Decision<engine::Outcome> {
    if (failing) throw Error(*failing);
    if (not_performed) return *not_performed;
    performed.push_back(command);
    return engine::Outcome{*DocumentId::parse(document_id), 8, 13, Json::object()};
  };
  desk.documents = [this](const engine::Caller&, const Json& filter) {
    filters.push_back(filter);
    return Json::array({document});
  };
  desk.document = [this](const engine::Caller&, const DocumentId&) { return document; };
  desk.actions = [this](const engine::Caller&, const DocumentId&) { return actions; };
  desk.history = [this](const engine::Caller&, const DocumentId&) { return history; };
  desk.chart = [](const engine::Caller&, const DocumentId&, text::Language) {
    return Bytes("<svg xmlns='http://www.w3.org/2000/svg'/>");
  };
  desk.file = [](const engine::Caller&, const DocumentId&, const Sha256& hash) -> Blob {
    if (hash.hex() != some_hash) throw Error(Fault::absent, {"server.no_such_file", {}});
    return Blob("перший текст");
  };
  desk.receipt = [](const engine::Caller&, const DocumentId&, std::uint64_t seq) { return Json{{"seq", seq}}; };
  desk.operate = [](const server::Parcel& operation) -> Decision<server::Parcel> {
    if (operation.json.contains("refuse")) return Refusal{"workflow.role", {"server.foreign_form", {}}};
    if (operation.json.contains("fail")) throw Error(Fault::input, {"server.not_a_form", {}});
    return operation;
  };
  return desk;
}

}  // namespace chancery::tests
