#include "apps/server/definitions_pages.h"

#include "engine/built_in.h"
#include "unit/apps/server/site_cases.h"

#include <algorithm>

using namespace chancery;
using namespace chancery::server;
using tests::Json;
using tests::TestSite;

namespace {

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != text.npos;
}

std::string built_in_file(std::string_view end) {
  for (const EmbeddedFile& file : engine::built_in::embedded_files()) {
    if (file.name.ends_with(end)) return std::string(file.bytes);
  }
  return {};
}

std::string field(const std::string& name, const std::string& value) {
  return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
}

std::string file_part(const std::string& name, const std::string& file_name, const std::string& content) {
  return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + file_name + "\"\r\n\r\n" + content +
         "\r\n";
}

/// The administrator's browser.
class Administrator {
 public:
  Administrator() : csrf_(site.enter()) { site.roles = {"administrator"}; }

  Response send(const std::string& what, const std::string& parts) {
    site.headers["content-type"] = "multipart/form-data; boundary=b";
    return site.ask(Method::post, "/definitions/" + what, "", field("csrf", csrf_) + parts + "--b--\r\n");
  }
  Response send_template(const std::string& description, const std::string& action, const std::string& name = "") {
    return send("template", file_part("docx", "annex.docx", built_in_file("/annex.docx")) +
                                file_part("description", "annex.json", description) + field("name", name) + field("do", action));
  }
  Response send_workflow(const std::string& scxml, const std::string& action) {
    return send("workflow", file_part("scxml", "а<b>.scxml", scxml) + field("do", action));
  }

  TestSite site;

 private:
  std::string csrf_;
};

/// A description that lacks `parent`, for which the template of annexes has tags.
std::string poorer_description() {
  auto description = Json::parse(built_in_file("/annex.json"));
  auto& fields = description.at("fields");
  fields.erase(std::remove_if(fields.begin(), fields.end(),
                              [](const Json& one) { return one.at("path").get<std::string>().starts_with("parent"); }),
               fields.end());
  return description.dump();
}

}  // namespace

TEST_CASE("an administrator sees what documents can be made with, the newest version of each first") {
  Administrator administrator;
  const auto body = administrator.site.get("/definitions").body;
  for (const auto* const part : {"small", "Small memorandum", "uk, en", "memorandum", "earlier version", tests::some_hash.c_str(),
                                 "href=\"/definitions\" aria-current=\"page\""}) {
    CAPTURE(part);
    CHECK(contains(body, part));
  }
  CHECK(body.find("earlier version") == body.rfind("earlier version"));
}

TEST_CASE("a sound template is checked without being published, then published under its name") {
  Administrator administrator;
  const auto description = built_in_file("/annex.json");
  const auto checked = administrator.send_template(description, "check");
  CHECK(checked.status == 200);
  CHECK(contains(checked.body, "Nothing wrong was found"));
  CHECK(administrator.site.changes.empty());

  CHECK(administrator.send_template(description, "publish").status == 303);
  CHECK(administrator.site.changes.back() ==
        std::pair<std::string, Json>("publish_template", {{"name", "annex"}, {"kind", "annex"}}));
  CHECK(administrator.send_template(description, "publish", "annex-2027").status == 303);
  CHECK(administrator.site.changes.back().second.at("name") == "annex-2027");
  CHECK(contains(administrator.site.ask(Method::get, "/definitions", "done=yes", "").body, "New documents are made"));
}

TEST_CASE("a template with mistakes is shown with the place of each and never published") {
  Administrator administrator;
  const auto answer = administrator.send_template(poorer_description(), "publish");
  CHECK(answer.status == 422);
  for (const auto* const part : {"annex.docx", "cannot be published", "parent.title", "word/document.xml"}) {
    CAPTURE(part);
    CHECK(contains(answer.body, part));
  }
  CHECK(administrator.site.changes.empty());
}

TEST_CASE("what is no template, no description, or has no fit name is said so") {
  Administrator administrator;
  CHECK(contains(administrator.send("template", field("do", "publish")).body, "Choose two files"));
  CHECK(administrator.send_template("{", "publish").status == 422);
  CHECK(administrator.send_template("{}", "check").status == 422);
  CHECK(administrator.send_template(built_in_file("/annex.json"), "publish", "../<i>Ґ").status == 422);
  const auto no_package = administrator.send(
      "template", file_part("docx", "x.docx", "PK") + file_part("description", "x.json", built_in_file("/annex.json")));
  CHECK(no_package.status == 422);
  CHECK(administrator.site.changes.empty());
}

TEST_CASE("what the office says against a publication is shown") {
  Administrator administrator;
  administrator.site.not_performed = Refusal{"rights.role", {"server.template_name_odd", {}}};
  CHECK(administrator.send_template(built_in_file("/annex.json"), "publish").status == 403);
  administrator.site.failing = Error(Fault::input, {"server.template_files_missing", {}});
  CHECK(administrator.send_template(built_in_file("/annex.json"), "publish").status == 422);
}

TEST_CASE("a workflow is checked and published by the name in its chart") {
  Administrator administrator;
  const auto chart = built_in_file("/four-stages.scxml");
  const auto checked = administrator.send_workflow(chart, "check").body;
  CHECK(contains(checked, "Nothing wrong was found"));
  CHECK(contains(checked, "proved: "));
  CHECK(administrator.site.changes.empty());
  CHECK(administrator.send_workflow(chart, "publish").status == 303);
  CHECK(administrator.site.changes.back().first == "publish_workflow");
}

TEST_CASE("a broken chart is shown with the line of every problem and never published") {
  Administrator administrator;
  auto chart = built_in_file("/four-stages.scxml");
  for (const auto* const target : {"target=\"review\"", "target=\"archived\""})
    chart.replace(chart.find(target), std::string_view(target).size(), "target=\"nowhere\"");
  const auto answer = administrator.send_workflow(chart, "publish");
  CHECK(answer.status == 422);
  CHECK(contains(answer.body, "а&lt;b&gt;.scxml:"));
  CHECK(contains(answer.body, "nowhere"));
  CHECK(administrator.send_workflow("<scxml", "publish").status == 422);
  CHECK(contains(administrator.send("workflow", "").body, "Choose the file"));
  CHECK(administrator.site.changes.empty());
}

TEST_CASE("a chart with a defect is shown with the shortest way to it and never published") {
  Administrator administrator;
  auto chart = tests::short_chart;
  const std::string_view way_out = "event=\"approve\" target=\"done\"";
  chart.replace(chart.find(way_out), way_out.size(), "event=\"approve\" target=\"trap\"");
  chart.insert(chart.find("<final"),
               "<state id=\"trap\"><w:label xml:lang=\"uk\">Пастка</w:label><w:label xml:lang=\"en\">Trap</w:label></state>");
  const auto answer = administrator.send_workflow(chart, "publish");
  CHECK(answer.status == 422);
  const auto first = answer.body.find("<li>submit ");
  REQUIRE(first != answer.body.npos);
  CHECK(answer.body.find("<li>approve ") > first);
  CHECK(administrator.site.changes.empty());
}
