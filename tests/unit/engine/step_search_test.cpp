#include "engine/step_search.h"

#include "support/errors.h"
#include "unit/engine/office_cases.h"

#include <catch2/catch.hpp>

using namespace chancery;
using document::Role;
using formats::Json;
using tests::TestOffice;

namespace {

/// Two documents, one of them submitted and approved by a lawyer.
class Searched {
 public:
  Searched() : first(test.memorandum()), second(test.memorandum()) {
    test.wait(std::chrono::hours(24));
    (void)test.done(test.clerk(), test.event(first, "submit"));
    (void)test.done(test.lawyer(), test.over(first, "approve", "source"));
  }
  Json find(const Json& filter) { return test.office().search_steps(test.as(Role::auditor), filter); }
  std::vector<std::string> events(const Json& filter) {
    std::vector<std::string> all;
    const Json found = find(filter);
    for (const Json& step : found.at("steps")) all.push_back(step.at("event"));
    return all;
  }
  std::string key(const Json& filter) {
    return tests::key_of([&] { (void)find(filter); });
  }

  TestOffice test;
  DocumentId first;
  DocumentId second;
};

using Events = std::vector<std::string>;

}  // namespace

TEST_CASE("steps are found by document, event, person and day, newest first") {
  Searched office;
  CHECK(office.events(Json::object()) == Events{"approve", "submit", "new", "new"});
  CHECK(office.events({{"document", office.first.hex()}}) == Events{"approve", "submit", "new"});
  CHECK(office.events({{"event", "new"}}) == Events{"new", "new"});
  CHECK(office.events({{"person", "legal_reviewer.first"}}) == Events{"approve"});
  const auto day = office.test.office().now().text().substr(0, 10);
  CHECK(office.events({{"from", day}}) == Events{"approve", "submit"});
  CHECK(office.events({{"until", day}, {"event", "submit"}}) == Events{"submit"});
  CHECK(office.events({{"from", "2099-01-01"}}).empty());
}

TEST_CASE("steps are found by the hash of a file or of an entry") {
  Searched office;
  const Json shown = office.test.show(office.second);
  CHECK(office.events({{"hash", shown.at("texts")[0].at("file").at("sha256")}}).size() >= 1);
  CHECK(office.events({{"hash", sha256("чужий файл").hex()}}).empty());
}

TEST_CASE("a search goes on before a place") {
  Searched office;
  const Json all = office.find(Json::object());
  CHECK_FALSE(all.at("more").get<bool>());
  CHECK(office.events({{"before", all.at("steps")[1].at("seq")}}) == Events{"new", "new"});
}

TEST_CASE("nobody finds steps of documents whose history they may not read") {
  Searched office;
  CHECK(office.test.office().search_steps(office.test.administrator(), Json::object()).at("steps").empty());
}

TEST_CASE("what cannot be searched for is named") {
  Searched office;
  CHECK(office.key({{"document", "Ґ"}}) == "engine.search_field_odd");
  CHECK(office.key({{"hash", "abc"}}) == "engine.search_field_odd");
  CHECK(office.key({{"from", "вчора"}}) == "engine.search_field_odd");
  CHECK(office.key({{"before", "x"}}) == "engine.search_field_odd");
  CHECK(office.key({{"event", 7}}) == "engine.search_field_odd");
  CHECK(office.key({{"person", "ніхто"}}) == "engine.search_nobody");
}
