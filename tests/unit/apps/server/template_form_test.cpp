#include "apps/server/template_form.h"

#include "unit/apps/server/site_cases.h"

#include <algorithm>

using namespace chancery;
using namespace chancery::server;
using tests::Json;

namespace {

TemplateForm small_form() {
  return TemplateForm(templating::read_description(tests::some_template().at("description")));
}

Form form_of(const std::string& query) {
  return *parse_query(query);
}

/// The typed form of complete data.
Form complete() {
  return Form({{"f:register_kind", "cross_border", std::nullopt},
               {"f:title.uk", "про Ґанок", std::nullopt},
               {"f:title.en", "on a porch", std::nullopt},
               {"n:parties", "2", std::nullopt},
               {"f:parties[1].official_name.uk", "Київ", std::nullopt},
               {"f:parties[1].official_name.en", "Kyiv", std::nullopt},
               {"f:parties[1].represented_by.name", "Їжак", std::nullopt},
               {"f:parties[2].official_name.uk", "Юта", std::nullopt},
               {"f:parties[2].official_name.en", "Utah", std::nullopt},
               {"f:parties[2].represented_by.name", "Smith", std::nullopt}});
}

std::vector<std::string> paths(const std::vector<FieldProblem>& problems) {
  std::vector<std::string> all;
  std::transform(problems.begin(), problems.end(), std::back_inserter(all), [](const auto& one) { return one.path; });
  return all;
}

std::vector<std::string> names_in(const Json& view) {
  std::vector<std::string> names;
  for (const auto& item : view.at("items")) {
    for (const auto& control : item.at("controls")) names.push_back(control.at("name"));
  }
  return names;
}

}  // namespace

TEST_CASE("an empty form shows every field, and as many items as a document needs at least") {
  const auto form = small_form();
  const auto names = names_in(form.view(form.values_of(Json::object()), {}, text::Language::uk));
  CHECK(names == std::vector<std::string>{"f:specimen", "f:register_kind", "f:title.uk", "f:title.en", "f:day", "f:sum.value",
                                          "f:sum.currency", "f:parties[1].official_name.uk", "f:parties[1].official_name.en",
                                          "f:parties[1].represented_by.name", "f:parties[2].official_name.uk",
                                          "f:parties[2].official_name.en", "f:parties[2].represented_by.name"});
}

TEST_CASE("what is typed becomes the data of the template") {
  const auto form = small_form();
  const auto data = form.data_of(form.read(complete()));
  CHECK(data.at("title") == Json{{"uk", "про Ґанок"}, {"en", "on a porch"}});
  CHECK(data.at("parties").at(1).at("represented_by").at("name") == "Smith");
  CHECK_FALSE(data.contains("day"));
  CHECK_FALSE(data.contains("recitals"));
  CHECK(form.problems_of(data, text::Language::uk).empty());
}

TEST_CASE("data and form are two sides of the same") {
  const auto form = small_form();
  const auto values = form.read(complete());
  CHECK(form.values_of(form.data_of(values)) == values);
}

TEST_CASE("every field that is missing is named beside itself, in words and in its language") {
  const auto form = small_form();
  const auto data = form.data_of(form.read(form_of("f:title.uk=%D2%90&n:parties=2&f:parties%5B1%5D.official_name.uk=a")));
  const auto problems = form.problems_of(data, text::Language::uk);
  CHECK(paths(problems) ==
        std::vector<std::string>{"register_kind", "title.en", "parties[1].official_name.en", "parties[1].represented_by.name"});
  CHECK(problems[1].words == "Заповніть поле «Заголовок» (англійською).");
  const auto view = form.view(form.values_of(data), problems, text::Language::uk);
  CHECK(view.at("problems").at(2).at("href") == "#f-parties-1--official_name-en");
  CHECK(view.at("problems").at(0).at("href") == "#f-register_kind");
}

TEST_CASE("what has another form than it needs is said so") {
  const auto form = small_form();
  auto values = form.read(complete());
  values["day"] = "31.01.2026";
  values["register_kind"] = "other";
  CHECK(paths(form.problems_of(form.data_of(values), text::Language::en)) == std::vector<std::string>{"register_kind", "day"});
}

TEST_CASE("items of a list come and go without losing what was typed in the others") {
  const auto form = small_form();
  auto values = form.with_item(form.read(complete()), "parties");
  REQUIRE(values.at("parties").size() == 3);
  values = form.without_item(values, "parties[1]");
  CHECK(values.at("parties").at(0).at("official_name").at("uk") == "Юта");
  CHECK(form.with_item(values, "recitals").at("recitals").size() == 1);
}

TEST_CASE("a button that names no list of the form changes nothing") {
  const auto form = small_form();
  const auto values = form.read(complete());
  for (const auto* const path : {"", "title", "nothing", "parties[9].x", "parties[]", "[", "parties[1"}) {
    CAPTURE(path);
    CHECK(form.with_item(values, path) == values);
    CHECK(form.without_item(values, path) == values);
  }
  CHECK(form.without_item(values, "parties[3]") == values);
}

TEST_CASE("a list has at most two hundred items, whatever a form says") {
  const auto form = small_form();
  CHECK(form.read(form_of("n:recitals=4000000000")).at("recitals").size() == 200);
  CHECK(form.read(form_of("n:recitals=-1")).at("recitals").empty());
}

TEST_CASE("an item that was left empty is gone, and the others close up") {
  const auto form = small_form();
  auto values = form.with_item(form.read(complete()), "parties");
  std::swap(values["parties"][0], values["parties"][2]);
  const auto data = form.data_of(values);
  REQUIRE(data.at("parties").size() == 2);
  CHECK(form.problems_of(data, text::Language::uk).empty());
}

TEST_CASE("bytes that are no text are nothing, line ends are the office's") {
  const auto form = small_form();
  CHECK(form.read(form_of("f:title.uk=%FF")).at("title").at("uk") == "");
  CHECK(form.read(form_of("f:title.uk=%20%D2%90%0D%0A%D0%84%20")).at("title").at("uk") == "Ґ\nЄ");
}

TEST_CASE("number and date of the journal are not asked for, and another choice has a word of its own") {
  const auto field = [](const char* path, const char* type) {
    return Json{{"path", path}, {"type", type}, {"required", false}, {"label", tests::words("поле", "field")}};
  };
  auto choice = field("areas", "choice");
  choice["choices"] = {"it", "other"};
  const TemplateForm form(
      templating::read_description({{"name", tests::words("Ґ", "G")},
                                    {"kind", "memorandum"},
                                    {"languages", {"uk"}},
                                    {"columns", Json::array()},
                                    {"fields", Json::array({field("doc_no", "text"), field("doc_date", "date"), choice})}}));
  const auto view = form.view(form.values_of(Json::object()), {}, text::Language::uk);
  CHECK(names_in(view) == std::vector<std::string>{"f:areas"});
  CHECK(view.at("items").at(0).at("controls").at(0).at("choices").at(1).at("label") == "інше");
}
