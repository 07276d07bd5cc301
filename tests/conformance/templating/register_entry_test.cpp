#include "conformance/templating/library_cases.h"
#include "formats/xml_document.h"
#include "templating/xml_fill.h"

using namespace chancery;
using namespace chancery::formats;
using namespace chancery::tests::library;

namespace {

const templating::XmlTemplate& entry() {
  static const auto compiled =
      templating::compile_xml(tests::content_of(folder / "register_entry.xml"), "register_entry.xml",
                              templating::read_description(json_of(folder / "memorandum_of_understanding.json")));
  return compiled;
}

Bytes entry_of(const Json& data) {
  auto outcome = templating::fill_xml(entry(), data);
  if (const auto* findings = std::get_if<std::vector<templating::Finding>>(&outcome)) {
    for (const auto& finding : *findings) FAIL_CHECK(templating::to_json(finding).dump());
    return {};
  }
  return std::get<templating::FilledXml>(std::move(outcome)).document;
}

}  // namespace

TEST_CASE("the XML template of the register has no error and is filled with the data of every memorandum") {
  CHECK_FALSE(templating::has_errors(entry().findings()));
  for (const auto* name :
       {"kyiv-washington", "kyiv-utah", "zhytomyr-indiana", "chernihiv-minnesota", "zaporizhzhia-pennsylvania"}) {
    INFO(name);
    const auto data = data_of(name);
    const auto bytes = entry_of(data);
    const auto read = XmlDocument::read(bytes, name);
    const std::string space = "urn:chancery:register:1";
    CHECK(read.root().attribute("number") == "01-12/345");
    CHECK(read.root().attribute("kind") == data.at("register_kind").get<std::string>());
    CHECK(read.root().child("spheres", space)->children("sphere", space).size() == data.at("areas").size());
    const auto subjects = read.root().child("subjects", space)->children("subject", space);
    REQUIRE(subjects.size() == 2);
    CHECK(subjects[1].text() == data.at("parties")[1].at("official_name").at("uk").get<std::string>());
    REQUIRE(read.root().children("duration", space).size() == 1);
    CHECK(read.root().child("duration", space)->attribute("kind") == data.at("duration").at("kind").get<std::string>());
    CHECK(holds(bytes, "<specimen>ЗРАЗОК</specimen>"));
    CHECK_FALSE(holds(bytes, "urn:chancery:template"));
  }
}

TEST_CASE("an entry of the register is laid out as its template, line for line") {
  CHECK(holds(entry_of(data_of("kyiv-utah")),
              "number=\"01-12/345\" kind=\"interterritorial\">\n  <specimen>ЗРАЗОК</specimen>\n  <title>Меморандум"));
}
