#include "conformance/templating/library_cases.h"
#include "formats/zip_writer.h"

#include <algorithm>
#include <sstream>

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

/// The lines of a rendition without the marks of tables.
std::vector<std::string> words_of(const std::string& rendition) {
  std::vector<std::string> lines;
  std::istringstream stream(rendition);
  for (std::string line; std::getline(stream, line);) {
    const bool mark = line == "[table]" || line == "[/table]" || line == "[|]" || line == "[/]";
    if (!mark && !line.empty()) lines.push_back(line);
  }
  return lines;
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

TEST_CASE("every template has a specimen in this test, and every file of demonstration data belongs to one") {
  std::set<std::string> forms;
  std::set<std::string> data;
  for (const auto& specimen : specimens) {
    forms.insert(specimen.form);
    data.insert(specimen.data);
  }
  for (const auto& name : names_of_templates()) CHECK(forms.count(name) == 1);
  CHECK(forms.size() == names_of_templates().size());
  for (const auto& file : std::filesystem::directory_iterator(folder / "demonstration")) {
    const bool memorandum = json_of(file.path()).contains("register_kind");
    INFO(file.path());
    CHECK((memorandum || data.count(file.path().stem().string()) == 1));
  }
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
    const auto& language = form(specimen.form).description()->languages.front();
    const auto text = text_of(package, specimen.form, language);
    CHECK(holds(text, "{doc_no}"));
    CHECK(holds(text, "{doc_date | date:\"long\":" + language.text() + "}"));
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

TEST_CASE("an edition in one language says word for word what the document in two columns says in it") {
  for (const auto& specimen : specimens) {
    const auto& description = *form(specimen.form).description();
    if (description.languages.size() > 1) continue;
    const auto& language = description.languages.front();
    const auto stem = specimen.form.substr(0, specimen.form.size() - 3);
    REQUIRE(specimen.form == stem + "_" + language.text());
    INFO(specimen.data << " in " << specimen.form);
    const auto alone = words_of(text_of(filled(specimen), specimen.form, language));
    const auto beside = words_of(text_of(filled({specimen.data, stem}), stem, language));
    CHECK(alone == beside);
  }
}

TEST_CASE("English texts that bind nobody avoid the words of treaties") {
  for (const auto& specimen : specimens) {
    const auto& languages = form(specimen.form).description()->languages;
    const auto english = std::find(languages.begin(), languages.end(), *LanguageTag::parse("en"));
    if (english == languages.end() || specimen.form.starts_with("full_powers")) continue;
    const auto text = text_of(filled(specimen), specimen.form, *english);
    for (const auto* word : {" shall ", "Parties", " agree ", "enter into force", "entry into force", "equally authentic"}) {
      INFO(specimen.data << ": " << word);
      CHECK_FALSE(holds(text, word));
    }
  }
}
