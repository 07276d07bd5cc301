#pragma once

#include "apps/server/application.h"
#include "base/error.h"
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
  return {{"uk", uk}, {"en", en}};
}

inline Json file(const std::string& path, const std::string& media_type) {
  return {{"path", path}, {"media_type", media_type}, {"size", 1500}, {"sha256", some_hash}};
}

inline Json stages() {
  return {{{"id", "draft"}, {"label", words("Проєкт", "Draft")}, {"current", false}},
          {{"id", "legal_review"}, {"label", words("Правова перевірка", "Legal review")}, {"current", true}}};
}

inline Json some_signature() {
  return {{"party", 1},         {"party_name", "Київська область"},  {"act", "sign"}, {"signer", "Єва Ґалаґан"},
          {"kind", "verified"}, {"time", "2026-11-21T23:30:00.000Z"}};
}

inline Json some_document() {
  return {
      {"id", document_id},
      {"title", words("Меморандум Київ — Вашингтон", "Memorandum Kyiv — Washington")},
      {"kind", "memorandum"},
      {"number", "М-1/2026"},
      {"specimen", true},
      {"revision", 7},
      {"updated", "2026-11-21T23:30:00.000Z"},
      {"stage_label", words("Правова перевірка", "Legal review")},
      {"stages", stages()},
      {"parties", {"Київська область", "State of Washington"}},
      {"needs_me", true},
      {"manifest", some_hash},
      {"sections", {{{"name", "source"}, {"sha256", some_hash}}, {{"name", "translation:en"}, {"sha256", some_hash}}}},
      {"texts",
       {{{"language", "uk"}, {"status", "authentic"}, {"content", some_hash}, {"file", file("memorandum.docx", "application/x")}},
        {{"language", "en"},
         {"status", "official"},
         {"stale", true},
         {"content", some_hash},
         {"file", file("memorandum.docx", "application/x")}}}},
      {"files", Json::array({file("shown/uk.txt", "text/plain")})},
      {"container", file("container.asice", "application/vnd.etsi.asic-e+zip")},
      {"annexes", Json::array({{{"number", 1}, {"file", file("annex-1.pdf", "application/pdf")}}})},
      {"evidence", Json::array({file("evidence-1.pdf", "application/pdf")})},
      {"signatures", Json::array({some_signature()})},
      {"approvals", Json::array({{{"section", "translation:en"},
                                  {"sha256", some_hash},
                                  {"event", "approve"},
                                  {"time", "2026-11-21T23:30:00.000Z"},
                                  {"stands", false}}})}};
}

inline Json open_act(const std::string& event, const Json& label, const std::string& carries) {
  return {{"event", event}, {"label", label},  {"target_label", Json::object()}, {"open", true}, {"carries", carries},
          {"approves", ""}, {"comment", false}};
}

inline Json some_actions() {
  auto approve = open_act("approve", words("Завізувати текст", "Approve the text"), "sections");
  approve["approves"] = "source";
  approve["target_label"] = words("Погодження", "Concurrence");
  auto certify = open_act("certify", words("Засвідчити переклад", "Certify the translation"), "sections");
  certify["approves"] = "translation:*";
  auto giving_back = open_act("return", words("Повернути на доопрацювання", "Return with remarks"), "revision");
  giving_back["comment"] = true;
  auto close = open_act("close", words("Підтвердити", "Confirm"), "manifest");
  close["open"] = false;
  close["why"] = {{"rule", "workflow.role"}, {"message", words("Потрібна роль юриста.", "Takes a legal reviewer.")}};
  return Json::array({approve, certify, giving_back, open_act("attach", words("Додати файл", "Attach a file"), "revision"),
                      open_act("record.mfa", words("Внести лист", "Record the letter"), "revision"),
                      open_act("sign", words("Підписати", "Sign"), "manifest"), close});
}

inline Json some_history() {
  return Json::array({{{"seq", 11},
                       {"time", "2026-11-21T23:29:00.000Z"},
                       {"event", "new"},
                       {"from", Json::array()},
                       {"to", {"draft"}},
                       {"who", "Єва Ґалаґан"},
                       {"outcome", "done"}},
                      {{"seq", 12},
                       {"time", "2026-11-21T23:30:00.000Z"},
                       {"event", "submit"},
                       {"from", {"draft"}},
                       {"to", {"legal_review"}},
                       {"who", "Єва Ґалаґан"},
                       {"outcome", "done"},
                       {"reason", "прошу перевірити"}},
                      {{"seq", 13},
                       {"time", "2026-11-21T23:31:00.000Z"},
                       {"event", "approve"},
                       {"from", {"legal_review"}},
                       {"to", {"legal_review"}},
                       {"who", "Єва Ґалаґан"},
                       {"outcome", "refused"}}});
}

inline const std::string request_id = "fedcba9876543210fedcba9876543210";

inline Json some_request() {
  return {{"request", request_id},
          {"document", document_id},
          {"act", "sign"},
          {"party", 1},
          {"slot", 1},
          {"expires", "2026-11-22T00:30:00.000Z"},
          {"manifest", some_hash},
          {"asic_manifest", to_base64("<ASiCManifest/>")},
          {"signed_attributes", to_base64("attributes")},
          {"digest", some_hash},
          {"used", false},
          {"signature_path", "META-INF/signature001.p7s"},
          {"asic_manifest_path", "META-INF/ASiCManifest001.xml"}};
}

inline Json some_verdict() {
  return {{"verdict", "TOTAL-FAILED"},
          {"words", "hash differs"},
          {"ours", true},
          {"signatures",
           {{{"place", "META-INF/signature001.p7s"},
             {"indication", "TOTAL-FAILED"},
             {"words", "<b>changed</b>"},
             {"signer", "Єва Ґалаґан"},
             {"time", "2026-11-21T23:30:00.000Z"},
             {"act", "sign"},
             {"capacity", "Head"}}}},
          {"notes", Json::array({{{"place", "manifest.json"}, {"text", "a note"}}})},
          {"checks", Json::array({{{"check", "replay"}, {"result", "not_done"}, {"text", "the <i>rules</i>"}}})},
          {"files", Json::array({{{"path", "memorandum.docx"}, {"size", 1500}, {"sha256", some_hash}}})}};
}

/// A template with a field of each kind.
inline Json some_template() {
  const auto field = [](const std::string& path, const std::string& type, bool required, const std::string& uk) {
    return Json{{"path", path}, {"type", type}, {"required", required}, {"label", words(uk, uk)}};
  };
  auto kind = field("register_kind", "choice", true, "Вид");
  kind["choices"] = {"interterritorial", "cross_border"};
  auto title = field("title", "translated_text", true, "Заголовок");
  title["hint"] = words("Починається словом «про»", "Begins with “on”");
  return {
      {"name", "small"},
      {"sha256", some_hash},
      {"description",
       {{"name", words("Малий меморандум", "Small memorandum")},
        {"kind", "memorandum"},
        {"languages", {"uk", "en"}},
        {"columns", Json::array()},
        {"fields",
         Json::array({field("specimen", "yes_no", false, "Зразок"), kind, title, field("day", "date", false, "День"),
                      field("sum", "amount", false, "Сума"), field("parties", "list", true, "Учасники"),
                      field("parties[].official_name", "translated_text", true, "Назва"),
                      field("parties[].represented_by", "object", true, "Представник"),
                      field("parties[].represented_by.name", "text", true, "Ім’я"), field("recitals", "list", false, "Преамбула"),
                      field("recitals[].text", "text", true, "Положення")})}}}};
}

/// A draft that is submitted, given back, or approved.
inline const std::string short_chart = R"(<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:w="urn:chancery:workflow:1"
  version="1.0" name="short" datamodel="xpath" initial="draft">
  <w:label xml:lang="uk">Ґанок</w:label><w:label xml:lang="en">Porch</w:label>
  <state id="draft">
    <w:label xml:lang="uk">Проєкт</w:label><w:label xml:lang="en">Draft</w:label>
    <transition event="submit" target="review" w:role="clerk">
      <w:label xml:lang="uk">Подати</w:label><w:label xml:lang="en">Submit</w:label>
    </transition>
  </state>
  <state id="review">
    <w:label xml:lang="uk">Перевірка</w:label><w:label xml:lang="en">Review</w:label>
    <transition event="return" target="draft" w:role="legal_reviewer">
      <w:label xml:lang="uk">Повернути</w:label><w:label xml:lang="en">Return</w:label>
    </transition>
    <transition event="approve" target="done" w:role="legal_reviewer">
      <w:label xml:lang="uk">Завізувати</w:label><w:label xml:lang="en">Approve</w:label>
    </transition>
  </state>
  <final id="done"><w:label xml:lang="uk">Кінець</w:label><w:label xml:lang="en">End</w:label></final>
</scxml>)";

inline Json some_people() {
  return Json::array({{{"log_in_name", "halahan"},
                       {"person", document_id},
                       {"names", {{"uk", {{"full", "Ґалаґан Єва"}, {"position", "діловод"}}}}},
                       {"roles", Json::array({{{"role", "clerk"}, {"instrument", "наказ № 1"}, {"from", "2026-01-31"}}})},
                       {"disabled", false},
                       {"failed_attempts", 0},
                       {"substitutes", Json::array({{{"log_in_name", "yizhak"},
                                                     {"names", {{"uk", {{"full", "Їжак Остап"}, {"position", ""}}}}},
                                                     {"roles", {"clerk"}},
                                                     {"instrument", "наказ № 2"},
                                                     {"from", "2026-02-01"},
                                                     {"until", "2026-03-01"}}})}},
                      {{"log_in_name", "yizhak"},
                       {"person", document_id},
                       {"names", {{"uk", {{"full", "Їжак Остап"}, {"position", ""}}}}},
                       {"roles", Json::array()},
                       {"disabled", false},
                       {"failed_attempts", 0}},
                      {{"log_in_name", "petrenko"},
                       {"person", document_id},
                       {"names", {{"uk", {{"full", "Петренко Ґедзь"}, {"position", ""}}}}},
                       {"roles", Json::array()},
                       {"disabled", true},
                       {"failed_attempts", 0}}});
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
  Json explanations = Json::object();
  Json represented = Json::array();
  std::optional<std::string> acted_for;  // in whose name actions were asked for last
  Json scrub_state = Json::object();
  Json outside = Json::object();
  Json today{{"day", "2026-11-22"},
             {"steps", 3},
             {"refused", 1},
             {"documents", 2},
             {"signed", 1},
             {"events", Json::array({{{"event", "sign"}, {"steps", 1}}, {{"event", "record.sign"}, {"steps", 2}}})}};
  Json found_steps{{"steps", Json::array()}, {"more", false}};
  Json versions = Json::array();
  std::map<Sha256, Blob> files;
  std::map<std::string, text::SegmentedText> segments;
  std::optional<Refusal> not_authorized;
  std::optional<document::Action> only_not_authorized;
  Json listed = Json::array();  // of documents(); the one document when empty
  Json dossiers = Json::array();
  Json one_dossier = Json::object();
  std::optional<Refusal> not_performed;
  std::optional<Error> failing;
  std::vector<engine::Command> performed;
  std::vector<document::Action> authorized;
  std::vector<Json> filters;
  std::vector<std::string> known_keys;
  std::vector<Json> orders;
  std::vector<std::pair<std::string, Json>> changes;
  std::string waiting_on = "mine";
  std::vector<std::string> roles{"clerk"};
  Json workflows = Json::array({"appeal", "memorandum"});
  std::string log;

 private:
  server::Desk desk();
  server::PeopleDesk people_desk() {
    const auto change = [this](const std::string& name) -> server::PeopleDesk::Change {
      return [this, name](const engine::Caller&, const Json& order) -> Decision<Allowed> {
        if (failing) throw *failing;
        if (not_performed) return *not_performed;
        changes.emplace_back(name, order);
        return Allowed{};
      };
    };
    server::PeopleDesk people;
    people.list = [](const engine::Caller&) -> Decision<Json> { return some_people(); };
    people.add = change("add");
    people.give_role = change("give_role");
    people.end_role = change("end_role");
    people.delegate = change("delegate");
    people.set_password = change("set_password");
    people.disable = change("disable");
    people.erase = change("erase");
    people.change_own_password = change("change_own_password");
    people.account = [](const engine::Caller&) { return Json{{"log_in_name", "halahan"}, {"failed_attempts", 0}}; };
    people.sessions = [](const engine::Caller&) {
      return Json::array({{{"id", some_hash}, {"started", "2026-11-21T08:00:00.000Z"}, {"seen", "2026-11-21T23:30:00.000Z"}}});
    };
    people.end_session = [this](const engine::Caller&, const Json& order) { changes.emplace_back("end_session", order); };
    return people;
  }
  server::DefinitionsDesk definitions_desk() {
    server::DefinitionsDesk definitions;
    definitions.templates = [] { return Json::array({some_template(), some_template()}); };
    definitions.workflows = [] { return Json::array({{{"name", "memorandum"}, {"sha256", some_hash}}}); };
    definitions.workflow = [](const Sha256& hash) {
      if (hash.hex() != some_hash) throw Error(Fault::absent, {"server.no_such_page", {}});
      return workflow::read_definition(short_chart, "short.scxml");
    };
    definitions.draw = [](const std::string& dot) { return "<svg>" + dot + "</svg>"; };
    definitions.publish_template = [this](const engine::Caller&, std::string_view name, const Blob& docx,
                                          const Json& description) -> Decision<Sha256> {
      if (failing) throw *failing;
      if (not_performed) return *not_performed;
      changes.emplace_back("publish_template", Json{{"name", name}, {"kind", description.at("kind")}});
      return sha256(docx.bytes());
    };
    definitions.publish_workflow = [this](const engine::Caller&, BytesView scxml, std::string_view file) -> Decision<Sha256> {
      changes.emplace_back("publish_workflow", Json{{"file", file}});
      return sha256(scxml);
    };
    return definitions;
  }
  server::LedgerDesk ledger_desk() {
    server::LedgerDesk ledger;
    ledger.head = [] { return Json{{"size", 17}, {"printed", "log\n17\nABCDE"}, {"verifier_key", "log+1+key"}}; };
    ledger.scrub_state = [this] { return scrub_state; };
    ledger.outside = [this] { return outside; };
    ledger.search = [this](const engine::Caller&, const Json& filter) {
      if (failing) throw *failing;
      filters.push_back(filter);
      return found_steps;
    };
    ledger.today = [this](const engine::Caller&) -> Decision<Json> { return today; };
    ledger.challenge = [](const std::string& printed) -> Json {
      if (printed.empty()) throw Error(Fault::input, {"ledger.printed_odd", {{"text", printed}}});
      return {{"result", "FORKED"}, {"message", words("Інша історія <b>", "Another history <b>")}};
    };
    return ledger;
  }
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
  desk.person = [this](const PersonId&) { return Json{{"name", words("Єва Ґалаґан", "Yeva Galagan")}, {"roles", roles}}; };
  desk.about = [] { return Json{{"name", words("Канцелярія", "Chancery")}}; };
  desk.authorize = [this](const engine::Caller&, document::Action action, const std::optional<DocumentId>&) -> Decision<Allowed> {
    authorized.push_back(action);
    if (not_authorized && (!only_not_authorized || action == *only_not_authorized)) return *not_authorized;
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
    return listed.empty() ? Json::array({document}) : listed;
  };
  desk.work_list = [this](const engine::Caller&, const Json& filter) {
    filters.push_back(filter);
    return filter.at("pile") == waiting_on ? Json{{"rows", Json::array({document})}, {"more", false}}
                                           : Json{{"rows", Json::array()}, {"more", false}};
  };
  desk.work_stages = [] { return Json::array({{{"id", "draft"}, {"label", words("Проєкт", "Draft")}}}); };
  desk.document = [this](const engine::Caller&, const DocumentId&) { return document; };
  desk.explain = [this](const engine::Caller&, const DocumentId&, text::Language, const std::optional<std::string>&) {
    return explanations;
  };
  desk.represented = [this](const engine::Caller&) { return represented; };
  desk.actions = [this](const engine::Caller&, const DocumentId&, const std::optional<std::string>& principal) {
    acted_for = principal;
    return actions;
  };
  desk.dossiers = [this](const engine::Caller&) { return dossiers; };
  desk.dossier = [this](const engine::Caller&, const DossierId&) { return one_dossier; };
  desk.history = [this](const engine::Caller&, const DocumentId&) { return history; };
  desk.chart = [](const engine::Caller&, const DocumentId&, text::Language) {
    return Bytes("<svg xmlns='http://www.w3.org/2000/svg'/>");
  };
  desk.versions = [this](const engine::Caller&, const DocumentId&) { return versions; };
  desk.file = [this](const engine::Caller&, const DocumentId&, const Sha256& hash) -> Blob {
    if (const auto found = files.find(hash); found != files.end()) return found->second;
    if (hash.hex() != some_hash) throw Error(Fault::absent, {"server.no_such_file", {}});
    return Blob("перший текст");
  };
  desk.evidence = [](const engine::Caller&, const DocumentId&) { return Blob("some evidence"); };
  desk.receipt = [](const engine::Caller&, const DocumentId&, std::uint64_t seq) { return Json{{"seq", seq}}; };
  desk.reading = [](const engine::Caller&, const DocumentId&, std::string_view language) {
    return language == "uk" ? std::optional<Bytes>("перший текст") : std::nullopt;
  };
  desk.segments = [this](const engine::Caller&, const DocumentId&, std::string_view language) {
    const auto found = segments.find(std::string(language));
    return found == segments.end() ? std::nullopt : std::optional(found->second);
  };
  desk.templates = [] { return Json::array({some_template()}); };
  desk.workflows = [this] { return workflows; };
  desk.open_signing = [this](const engine::Caller&, const Json& order) -> Decision<Json> {
    if (not_performed) return *not_performed;
    orders.push_back(order);
    return some_request();
  };
  desk.finish_signing = [this](const engine::Caller&, const Json& answer) -> Decision<engine::Outcome> {
    if (failing) throw Error(*failing);
    if (not_performed) return *not_performed;
    orders.push_back(answer);
    return engine::Outcome{*DocumentId::parse(document_id), 8, 14, Json::object()};
  };
  desk.signing_package = [](const engine::Caller&, const RequestId&) { return Bytes("the package of the request"); };
  desk.signing_request = [](const engine::Caller&, const RequestId& id) -> std::optional<Json> {
    return id.hex() == request_id ? std::optional(some_request()) : std::nullopt;
  };
  desk.signed_by = [](const engine::Caller&) {
    return Json::array({{{"document", document_id}, {"act", "sign"}, {"time", "2026-11-21T23:30:00.000Z"}}});
  };
  desk.verify = [this](const Blob& container, std::string_view, const evidence::Reliance& known, text::Language) {
    known_keys = known.key_words;
    if (container.bytes() == "no container") throw Error(Fault::input, {"server.not_a_form", {}});
    return some_verdict();
  };
  desk.people = people_desk();
  desk.definitions = definitions_desk();
  desk.ledger = ledger_desk();
  desk.operate = [](const server::Parcel& operation) -> Decision<server::Parcel> {
    if (operation.json.contains("refuse")) return Refusal{"workflow.role", {"server.foreign_form", {}}};
    if (operation.json.contains("fail")) throw Error(Fault::input, {"server.not_a_form", {}});
    return operation;
  };
  return desk;
}

}  // namespace chancery::tests
