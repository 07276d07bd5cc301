#include "apps/server/page.h"

#include "apps/server/application.h"
#include "support/errors.h"

#include <catch2/catch.hpp>

#include <array>
#include <future>
#include <string>
#include <vector>

namespace chancery::server::templates {
std::span<const EmbeddedFile> embedded_files();
}

using namespace chancery;
using namespace chancery::server;
using formats::Json;

namespace {

/// The template `page` inside a layout that is nothing but its place.
std::string render(std::string_view page, const Json& model, text::Language language = text::Language::en) {
  const std::array<EmbeddedFile, 3> files{
      {{"pages/layout.mustache", "{{{content}}}"}, {"pages/page.mustache", page}, {"pages/part.mustache", "part {{name}}"}}};
  return Pages(files).render("page", model, language);
}

std::string key_of(std::string_view page, const Json& model) {
  return tests::key_of([&] { (void)render(page, model); });
}

}  // namespace

TEST_CASE("values are escaped wherever they stand") {
  CHECK(render("<a title=\"{{x}}\">{{x}}</a>", {{"x", "<b>\"'&"}}) ==
        "<a title=\"&lt;b&gt;&quot;&apos;&amp;\">&lt;b&gt;&quot;&apos;&amp;</a>");
}

TEST_CASE("lists, truths, numbers and nested names are shown") {
  const Json model{{"list", {{{"n", 1}}, {{"n", 2}}}}, {"yes", true}, {"no", false}, {"nothing", nullptr}, {"a", {{"b", "Ґ"}}}};
  CHECK(render("{{#list}}{{n}},{{/list}}{{#yes}}y{{/yes}}{{^no}}n{{/no}}{{^nothing}}-{{/nothing}}{{a.b}}", model) == "1,2,yn-Ґ");
  CHECK(render("{{#list}}{{.}};{{/list}}", {{"list", {"а", "б"}}}) == "а;б;");
}

TEST_CASE("an unknown name is an error, not an empty place") {
  CHECK(key_of("{{x}}", Json::object()) == "server.page_unknown_name");
  CHECK(key_of("{{#x}}{{/x}}", Json::object()) == "server.page_unknown_name");
  CHECK(key_of("{{^x}}{{/x}}", Json::object()) == "server.page_unknown_name");
  CHECK(key_of("{{a.b}}", {{"a", Json::object()}}) == "server.page_unknown_name");
  CHECK(key_of("{{server.never_written}}", Json::object()) == "server.page_unknown_name");
}

TEST_CASE("an unknown page, an unknown part and a broken template are errors") {
  CHECK(key_of("{{>nothing}}", Json::object()) == "server.page_absent");
  CHECK(key_of("{{#x}}", {{"x", true}}) == "server.page_broken");
  CHECK(tests::key_of([] { (void)Pages({}).render("x", Json::object(), text::Language::uk); }) == "server.page_absent");
}

TEST_CASE("a part sees the names around it") {
  CHECK(render("{{>part}}!", {{"name", "Є"}}) == "part Є!");
}

TEST_CASE("a part stands in each item of a list, and a part inside itself is an error") {
  CHECK(render("{{#list}}{{> part }};{{/list}}", {{"list", {{{"name", "Ґ"}}, {{"name", "<"}}}}}) == "part Ґ;part &lt;;");
  const std::array<EmbeddedFile, 2> files{{{"pages/layout.mustache", "{{{content}}}"}, {"pages/page.mustache", "{{>page}}"}}};
  CHECK(tests::key_of([&] { (void)Pages(files).render("page", Json::object(), text::Language::uk); }) == "server.page_broken");
}

TEST_CASE("a page that was rendered before is rendered for the next model and language, by many threads") {
  const std::array<EmbeddedFile, 2> files{
      {{"pages/layout.mustache", "<{{{content}}}>"}, {"pages/page.mustache", "{{server.log_in}} {{#list}}{{.}}{{/list}}"}}};
  const Pages pages(files);
  const auto rendered = [&](text::Language language, const std::string& item) {
    return pages.render("page", {{"list", {item, "Ї"}}}, language);
  };
  std::vector<std::future<bool>> threads;
  for (int number = 0; number < 4; ++number) {
    threads.push_back(std::async(std::launch::async, [&, item = std::to_string(number)] {
      bool right = true;
      for (int time = 0; time < 50; ++time) {
        right = right && rendered(text::Language::uk, item) == "<Увійти " + item + "Ї>";
        right = right && rendered(text::Language::en, item) == "<Log in " + item + "Ї>";
      }
      return right;
    }));
  }
  for (auto& thread : threads) CHECK(thread.get());
}

TEST_CASE("a page says its words in the reader's language") {
  CHECK(render("{{server.log_in}}", Json::object(), text::Language::uk) == "Увійти");
  CHECK(render("{{server.log_in}}", Json::object(), text::Language::en) == "Log in");
}

TEST_CASE("a value that looks like a template is a value") {
  CHECK(render("{{x}}", {{"x", "{{y}}{{{y}}}"}, {"y", "!"}}) == "{{y}}{{{y}}}");
}

TEST_CASE("only the layout writes unescaped, and only the page's content; no page has inline script or style") {
  for (const auto& file : templates::embedded_files()) {
    CAPTURE(file.name);
    const auto is_layout = file.name.find("layout") != file.name.npos;
    std::string source(file.bytes);
    if (is_layout) source.erase(source.find("{{{content}}}"), 13);
    CHECK(source.find("{{{") == source.npos);
    CHECK(source.find("{{&") == source.npos);
    CHECK(source.find("style=") == source.npos);
    CHECK(source.find("<style") == source.npos);
    CHECK(source.find(" onclick") == source.npos);
    CHECK(source.find("<script>") == source.npos);
  }
}
