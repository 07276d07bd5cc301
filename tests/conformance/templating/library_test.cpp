#include "conformance/templating/library_cases.h"
#include "formats/zip_writer.h"

using namespace chancery;
using namespace chancery::formats;
using namespace chancery::tests::library;

namespace {

std::vector<std::string> names_of_templates() {
  std::vector<std::string> names;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    if (file.path().extension() == ".docx") names.push_back(file.path().stem().string());
  }
  return names;
}

const std::map<std::string, std::string>& specimen_marks() {
  static const std::map<std::string, std::string> marks{
      {"uk", "ЗРАЗОК"}, {"en", "SPECIMEN"}, {"fr", "SPÉCIMEN"}, {"it", "ESEMPLARE"}};
  return marks;
}

}  // namespace

TEST_CASE("no template of the library has a finding, and each is valid before it is filled") {
  for (const auto& name : names_of_templates()) {
    INFO(name);
    for (const auto& finding : form(name).findings()) FAIL_CHECK(templating::to_json(finding).dump());
    check_valid(form(name).package());
    CHECK(inspect(form(name).package()).empty());
    CHECK(has_exact_metadata(form(name).package().archive()));
  }
}

TEST_CASE("every field of every description is labelled in both languages, and a hint is never in one alone") {
  for (const auto& name : names_of_templates()) {
    const auto& description = *form(name).description();
    for (const auto* language : {"uk", "en"}) CHECK_FALSE(description.name.at(language).empty());
    for (const auto& field : description.fields) {
      INFO(name << ": " << field.path);
      CHECK_FALSE(field.label.at("uk").empty());
      CHECK_FALSE(has_cyrillic(field.label.at("en").substr(0, 4)));
      CHECK(field.hint.count("uk") == field.hint.count("en"));
    }
  }
}

TEST_CASE("every template but the memorandum has a specimen in this test, and every specimen its template") {
  std::set<std::string> covered{"memorandum_of_understanding"};
  for (const auto& specimen : specimens) covered.insert(specimen.form);
  for (const auto& name : names_of_templates()) CHECK(covered.count(name) == 1);
  CHECK(covered.size() == names_of_templates().size());
}

TEST_CASE("every specimen is valid WordprocessingML, can be frozen, and comes out the same twice") {
  for (const auto& specimen : specimens) {
    INFO(specimen.data);
    const auto package = filled(specimen);
    check_valid(package);
    CHECK(inspect(package).empty());
    CHECK(filled(specimen).archive().bytes().bytes() == package.archive().bytes().bytes());
  }
}

TEST_CASE("every specimen says so in each of its languages and never in another") {
  for (const auto& specimen : specimens) {
    const auto package = filled(specimen);
    for (const auto& language : form(specimen.form).description()->languages) {
      const auto text = text_of(package, specimen.form, language);
      INFO(specimen.data << '\n' << text);
      for (const auto& [tag, mark] : specimen_marks()) CHECK(holds(text, mark) == (tag == language.text()));
      CHECK(has_cyrillic(text) == (language.text() == "uk"));
    }
  }
}

TEST_CASE("a document that is no specimen does not say that it is one") {
  for (const auto& specimen : specimens) {
    INFO(specimen.data);
    Json data = data_of(specimen.data);
    data.erase("specimen");
    const auto package = filled(specimen.form, data);
    check_valid(package);
    for (const auto& language : form(specimen.form).description()->languages) {
      const auto text = text_of(package, specimen.form, language);
      for (const auto& [tag, mark] : specimen_marks()) CHECK_FALSE(holds(text, mark));
    }
  }
}

TEST_CASE("before the freeze the register fields of a specimen stand as tags") {
  for (const auto& specimen : specimens) {
    INFO(specimen.data);
    Json data = data_of(specimen.data);
    data.erase("doc_no");
    data.erase("doc_date");
    const auto package = filled(specimen.form, data, {.leave_register_tags = true});
    check_valid(package);
    const auto text = text_of(package, specimen.form, form(specimen.form).description()->languages.front());
    CHECK(holds(text, "{doc_no}"));
    CHECK(holds(text, "{doc_date | date:\"long\":uk}"));
  }
}

TEST_CASE("a specimen without anything optional is complete and valid") {
  for (const auto& specimen : specimens) {
    INFO(specimen.data);
    Json data = data_of(specimen.data);
    for (const auto& field : form(specimen.form).description()->fields) {
      const bool inside = field.path.find_first_of(".[") != std::string::npos;
      if (!field.required && !inside && !field.path.starts_with("doc_")) data.erase(field.path);
    }
    check_valid(filled(specimen.form, data));
  }
}
