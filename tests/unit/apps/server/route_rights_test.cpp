#include "apps/server/application.h"
#include "apps/server/office_desk.h"
#include "unit/engine/office_cases.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace chancery;
using namespace chancery::server;
using document::Action;
using document::Role;
using tests::TestOffice;

namespace {

/// Who asks, in the order of the columns below. `author` wrote the document; `other` is a clerk who did not.
enum Who { stranger, author, other, lawyer, translator, signatory, mfa, development, auditor, protocol, administrator, people };

/// One column for each of Who: `.` answered, `-` forbidden, `0` as if it did not exist, `L` asked to log in.
struct Expected {
  Method method;
  const char* pattern;
  const char* answers;
};

// clang-format off
constexpr Expected table[] = {
    //                                                                 S A K L T H M D U P X
    {Method::get,  "/",                                               "..........."},
    {Method::get,  "/assets/{version}/{name}",                        "..........."},
    {Method::get,  "/language/{tag}",                                 "..........."},
    {Method::get,  "/login",                                          "..........."},
    {Method::post, "/login",                                          "..........."},
    {Method::post, "/logout",                                         "L.........."},
    {Method::get,  "/verify",                                         "..........."},
    {Method::post, "/verify",                                         "..........."},
    {Method::get,  "/documents",                                      "L.........-"},
    {Method::get,  "/documents/new",                                  "L..------.-"},
    {Method::get,  "/documents/new/{template}",                       "L..------.-"},
    {Method::post, "/documents/new/{template}",                       "L..------.-"},
    {Method::get,  "/documents/{id}",                                 "L.........0"},
    {Method::get,  "/documents/{id}/chart.svg",                       "L.........0"},
    {Method::get,  "/documents/{id}/texts/{sha256}",                  "L.........0"},
    {Method::get,  "/documents/{id}/readings/{language}",             "L.........0"},
    {Method::get,  "/documents/{id}/differences",                     "L.........0"},
    {Method::post, "/documents/{id}/differences",                     "L.........0"},
    {Method::get,  "/documents/{id}/differences/redline.docx",        "L.........0"},
    {Method::get,  "/documents/{id}/languages/{to}",                  "L.........0"},
    {Method::get,  "/documents/{id}/languages/{to}/{name}",           "L.........0"},
    {Method::get,  "/documents/{id}/files/{sha256}/{name}",           "L.........0"},
    {Method::get,  "/documents/{id}/receipts/{seq}",                  "L.........0"},
    {Method::get,  "/documents/{id}/cover",                           "L.........0"},
    {Method::post, "/documents/{id}/evidence",                        "L.........0"},
    {Method::post, "/documents/{id}/actions/{event}",                 "L.......-.0"},
    {Method::get,  "/dossiers",                                       "L.........-"},
    {Method::get,  "/dossiers/{dossier}",                             "L000000000-"},
    {Method::get,  "/signing",                                        "L.........-"},
    {Method::get,  "/documents/{id}/sign/{act}",                      "L.........0"},
    {Method::post, "/documents/{id}/sign/{act}",                      "L.........0"},
    {Method::get,  "/documents/{id}/sign/{act}/files.zip",            "L.........0"},
    {Method::post, "/documents/{id}/sign/{act}/elsewhere",            "L.........0"},
    {Method::get,  "/documents/{id}/signing/{request}",               "L0000.00000"},
    {Method::get,  "/documents/{id}/signing/{request}/to-sign.zip",   "L0000.00000"},
    {Method::post, "/documents/{id}/signing/{request}",               "L0000.00000"},
    {Method::get,  "/people",                                         "L..-----..."},
    {Method::get,  "/people/new",                                     "L---------."},
    {Method::post, "/people/new",                                     "L---------."},
    {Method::get,  "/people/{name}",                                  "L..-----..."},
    {Method::post, "/people/{name}/{change}",                         "L---------."},
    {Method::get,  "/definitions",                                    "L---------."},
    {Method::post, "/definitions/template",                           "L---------."},
    {Method::post, "/definitions/workflow",                           "L---------."},
    {Method::get,  "/definitions/workflow/{workflow}",                "L---------."},
    {Method::get,  "/definitions/workflow/{workflow}/drawing.svg",    "L---------."},
    {Method::get,  "/ledger",                                         "L-------.-."},
    {Method::get,  "/ledger/sheet",                                   "L-------.-."},
    {Method::post, "/ledger",                                         "L-------.-."},
    {Method::get,  "/account",                                        "L.........."},
    {Method::post, "/account/password",                               "L.........."},
    {Method::post, "/account/sessions",                               "L.........."},
    {Method::get,  "/api/documents",                                  "L.........-"},
    {Method::get,  "/api/documents/{id}",                             "L.........0"},
    {Method::post, "/api/commands",                                   "L.......-.0"},
    {Method::post, "/local/operation",                                "00000000000"},
};

/// The same document once only its author and the signatory may know of it.
constexpr Expected listed_table[] = {
    //                                                                 S A K L T H M D U P X
    {Method::get,  "/documents/{id}",                                 "L.000.00000"},
    {Method::get,  "/documents/{id}/chart.svg",                       "L.000.00000"},
    {Method::get,  "/documents/{id}/texts/{sha256}",                  "L.000.00000"},
    {Method::get,  "/documents/{id}/readings/{language}",             "L.000.00000"},
    {Method::get,  "/documents/{id}/differences",                     "L.000.00000"},
    {Method::post, "/documents/{id}/differences",                     "L.000.00000"},
    {Method::get,  "/documents/{id}/differences/redline.docx",        "L.000.00000"},
    {Method::get,  "/documents/{id}/languages/{to}",                  "L.000.00000"},
    {Method::get,  "/documents/{id}/languages/{to}/{name}",           "L.000.00000"},
    {Method::get,  "/documents/{id}/files/{sha256}/{name}",           "L.000.00000"},
    {Method::get,  "/documents/{id}/receipts/{seq}",                  "L.000.00000"},
    {Method::get,  "/documents/{id}/cover",                           "L.000.00000"},
    {Method::post, "/documents/{id}/evidence",                        "L.000.00000"},
    {Method::post, "/documents/{id}/actions/{event}",                 "L.000.00000"},
    {Method::get,  "/documents/{id}/sign/{act}",                      "L.000.00000"},
    {Method::post, "/documents/{id}/sign/{act}",                      "L.000.00000"},
    {Method::get,  "/api/documents/{id}",                             "L.000.00000"},
    {Method::post, "/api/commands",                                   "L.000.00000"},
};
// clang-format on

/// A real office with a memorandum that waits for its signatures, and the whole site over it.
class RealSite {
 public:
  RealSite() : document_(office_.memorandum()), application_(desk(), sessions_in(office_.office()), false) {
    callers_ = {std::nullopt,
                office_.clerk(),
                office_.as(Role::clerk, "second"),
                office_.lawyer(),
                office_.as(Role::translator),
                office_.as(Role::signatory),
                office_.as(Role::concurrence_mfa),
                office_.as(Role::concurrence_development),
                office_.as(Role::auditor),
                office_.as(Role::protocol_officer),
                the_administrator()};
    bring_to_signing();
    open_request();
  }

  char answer(const Expected& row, int who) {
    authorized_.clear();
    const auto response = application_.answer(request(row, who));
    const auto location = response.headers.find("location").value_or("");
    // Log-out and a new password lead to the log-in page too.
    const bool leads_there = row.pattern == std::string("/logout") || row.pattern == std::string("/account/password");
    const bool to_log_in = response.status == 303 && location.substr(0, 6) == "/login" && (who == stranger || !leads_there);
    if (to_log_in || response.status == 401) return 'L';
    if (response.status == 403) return '-';
    if (response.status == 404) return '0';
    return response.status < 500 ? '.' : '5';
  }

  [[nodiscard]] const std::vector<Action>& authorized() const { return authorized_; }
  [[nodiscard]] const Routes<Handler>& routes() const { return application_.routes(); }

  void keep_to(const std::vector<int>& readers) {
    office_.office().write([&](store::Database& database) {
      database.run("UPDATE documents SET audience = 'listed' WHERE id = ?1", {document_});
      for (const int who : readers)
        database.run("INSERT INTO document_readers VALUES (?1, ?2)",
                     {document_, callers_.at(static_cast<std::size_t>(who))->person});
    });
  }

 private:
  Desk desk() {
    Desk desk = desk_of(
        office_.office(), [](std::string_view) {}, [](const Parcel& parcel) -> Decision<Parcel> { return parcel; });
    const auto authorize = desk.authorize;
    desk.authorize = [this, authorize](const engine::Caller& caller, Action action, const std::optional<DocumentId>& id) {
      authorized_.push_back(action);
      return authorize(caller, action, id);
    };
    desk.chart = [office = &office_.office()](const engine::Caller& caller, const DocumentId& id, text::Language) {
      return Bytes(office->chart(caller, id, "en"));
    };
    desk.definitions.draw = [](const std::string& dot) { return Bytes(dot); };
    return desk;
  }

  engine::Caller the_administrator() {
    std::optional<PersonId> person;
    office_.office().read([&](store::Database& database) { person = engine::find_account(database, "administrator")->person; });
    return {*person, "password", std::nullopt};
  }

  void bring_to_signing() {
    office_.done(*callers_[author], office_.event(document_, "submit"));
    office_.done(*callers_[lawyer], office_.over(document_, "approve", "source"));
    office_.done(*callers_[mfa], office_.event(document_, "concur.mfa"));
    office_.done(*callers_[development], office_.event(document_, "concur.development"));
    office_.done(*callers_[translator], office_.over(document_, "certify", "translation:"));
    auto close = office_.event(document_, "close");
    close.manifest = Sha256::parse(office_.show(document_).at("manifest").get<std::string>());
    office_.done(*callers_[lawyer], close);
  }

  /// A request of the signatory's, as open_signing stores it.
  void open_request() {
    const auto manifest = Sha256::parse(office_.show(document_).at("manifest").get<std::string>());
    office_.office().write([&](store::Database& database) {
      database.run(
          "INSERT INTO signing_requests (id, document, slot, person, act, party, manifest, certificate, asic_manifest, "
          "signed_attributes, expires) VALUES (?1, ?2, 1, ?3, 'sign', 1, ?4, x'00', x'00', x'00', ?5)",
          {request_, document_, callers_[signatory]->person, *manifest, office_.office().now()});
    });
  }

  [[nodiscard]] std::string value_of(const std::string& name) {
    const auto manifest = office_.show(document_).at("manifest").get<std::string>();
    if (name == "id") return document_.hex();
    if (name == "sha256") return manifest;
    if (name == "name") return "administrator";
    if (name == "dossier") return std::string(32, '0');
    if (name == "template") return "memorandum_of_understanding";
    if (name == "event") return "archive";
    if (name == "act") return "sign";
    if (name == "request") return request_.hex();
    if (name == "workflow") return office_.office().workflows().at(0).at("sha256");
    if (name == "seq") return office_.office().history(*callers_[author], document_).at(0).at("seq").dump();
    if (name == "change") return "role";
    if (name == "to") return "en";
    if (name == "tag" || name == "language") return "uk";
    return application_assets(name);
  }

  [[nodiscard]] std::string application_assets(const std::string& name) {
    server::Request request;
    request.head.path = {"login"};
    const auto body = application_.answer(request).body;
    const auto at = body.find("/assets/") + 8;
    return name == "version" ? body.substr(at, body.find('/', at) - at) : "site.css";
  }

  Request request(const Expected& row, int who) {
    Request request;
    request.head.method = row.method;
    std::string_view rest = std::string_view(row.pattern).substr(1);
    while (!rest.empty()) {
      const auto end = std::min(rest.find('/'), rest.size());
      std::string segment(rest.substr(0, end));
      if (segment.front() == '{') segment = value_of(segment.substr(1, segment.size() - 2));
      if (std::string(row.pattern).starts_with("/assets") && segment == "administrator") segment = "site.css";
      request.head.path.push_back(segment);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    request.head.headers.add("host", "localhost");
    std::string csrf;
    if (callers_[static_cast<std::size_t>(who)]) csrf = enter(request, callers_[static_cast<std::size_t>(who)]->person);
    if (row.method == Method::post) fill(request, row.pattern, csrf);
    return request;
  }

  /// A log-in as the store keeps it; returns the token of its forms.
  std::string enter(Request& request, const PersonId& person) {
    const auto token = outside::random_bytes(32);
    const auto now = office_.office().now();
    office_.office().write([&](store::Database& database) { store::Sessions(database).save({sha256(token), person, now, now}); });
    request.head.headers.add("cookie", "chancery=" + to_hex(token));
    return hmac_sha256(token, "chancery.csrf/1").hex();
  }

  /// A form that does no more than the right to send it: of a revision that never was, without certificate or signature.
  void fill(Request& request, const std::string& pattern, const std::string& csrf) {
    if (pattern == "/local/operation") {
      request.body = write_parcel({{{"operation", "office.about"}}, {}});
    } else if (pattern == "/api/commands") {
      request.head.headers.add("x-csrf-token", csrf);
      request.body = formats::Json{{"document", document_.hex()}, {"event", "archive"}, {"revision", 999}}.dump();
    } else if (pattern == "/verify") {
      request.head.headers.add("content-type", "multipart/form-data; boundary=b");
      request.body = "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n\r\n--b--\r\n";
    } else {
      request.head.headers.add("content-type", "application/x-www-form-urlencoded");
      request.body = "csrf=" + csrf + "&revision=999&old_password=x&session=" + std::string(64, '0');
    }
  }

  TestOffice office_;
  DocumentId document_;
  RequestId request_ = outside::random_id<RequestId>();
  std::vector<Action> authorized_;
  Application application_;
  std::vector<std::optional<engine::Caller>> callers_;
};

const Expected* row_of(const Route<Handler>& route) {
  const auto* const found = std::find_if(std::begin(table), std::end(table), [&](const Expected& row) {
    return row.method == route.method && route.pattern == row.pattern;
  });
  return found == std::end(table) ? nullptr : found;
}

}  // namespace

TEST_CASE("every route stands in the table of expected answers, and every row is a route") {
  RealSite site;
  for (const auto& route : site.routes().all()) {
    CAPTURE(route.pattern);
    CHECK(row_of(route) != nullptr);
  }
  CHECK(site.routes().all().size() == std::size(table));
}

TEST_CASE("every role gets from every route what the table says") {
  RealSite site;
  for (const Expected& row : table) {
    std::string found;
    for (int who = 0; who < people; ++who) {
      if (row.pattern == std::string("/login") && row.method == Method::post) {
        found += '.';  // a failed log-in answers 401 to everybody alike
        continue;
      }
      found += site.answer(row, who);
    }
    CAPTURE(row.pattern);
    CHECK(found == row.answers);
  }
}

TEST_CASE("who is not on the need-to-know list gets from every route of the document what does not exist gets") {
  RealSite site;
  site.keep_to({signatory});
  for (const Expected& row : listed_table) {
    std::string found;
    for (int who = 0; who < people; ++who) found += site.answer(row, who);
    CAPTURE(row.pattern);
    CHECK(found == row.answers);
  }
}

TEST_CASE("a route with a right asks for it; those that only ask who you are, or nobody, are named here") {
  RealSite site;
  const std::vector<std::string> known{"/",
                                       "/assets/{version}/{name}",
                                       "/language/{tag}",
                                       "/login",
                                       "/login",
                                       "/logout",
                                       "/verify",
                                       "/verify",
                                       "/account",
                                       "/account/password",
                                       "/account/sessions",
                                       "/api/commands",
                                       "/local/operation"};
  std::vector<std::string> without;
  for (const auto& route : site.routes().all()) {
    const auto* const row = row_of(route);
    REQUIRE(row != nullptr);
    (void)site.answer(*row, author);
    const auto& action = route.right.action();
    CAPTURE(route.pattern);
    if (!action) without.push_back(route.pattern);
    if (action) CHECK((!site.authorized().empty() && site.authorized().front() == *action));
  }
  CHECK(without == known);
}
