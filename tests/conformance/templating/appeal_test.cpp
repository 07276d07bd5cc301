#include "conformance/templating/library_cases.h"

using namespace chancery;
using namespace chancery::formats;
using namespace chancery::tests::library;

namespace {

const std::vector<std::string> partners{"washington", "utah", "ile-de-france", "tuscany"};

/// What stands in `json` in one language, everything else kept.
Json in_language(const Json& json, const std::string& language) {
  if (json.is_object() && json.contains("uk")) return json.at(language);
  Json kept = json;
  if (json.is_structured()) {
    for (auto& item : kept.items()) item.value() = in_language(item.value(), language);
  }
  return kept;
}

/// The appeal without what is meant for one partner.
Json common_text(const std::string& partner, const std::string& language) {
  Json data = data_of("appeal-" + partner);
  data.erase("addressee");
  data.erase("partnership");
  return in_language(data, language);
}

}  // namespace

TEST_CASE("the four appeals are one text: only addressee and partnership differ") {
  for (const auto& partner : partners) CHECK(common_text(partner, "uk") == common_text("washington", "uk"));
  CHECK(common_text("utah", "en") == common_text("washington", "en"));
  std::set<std::string> bodies;
  for (const auto& partner : partners) bodies.insert(data_of("appeal-" + partner).at("addressee").at("body").at("uk"));
  CHECK(bodies.size() == 4);
}

TEST_CASE("an appeal stands in the partner's language beside the Ukrainian") {
  CHECK(holds(text_of({"appeal-washington", "appeal"}, "en"), "APPEAL"));
  CHECK(holds(text_of({"appeal-ile-de-france", "appeal_fr"}, "fr"), "21\u00A0novembre 2026"));
  CHECK(holds(text_of({"appeal-ile-de-france", "appeal_fr"}, "fr"), "Objet\u00A0: "));
  CHECK(holds(text_of({"appeal-tuscany", "appeal_it"}, "it"), "21\u00A0novembre 2026"));
  CHECK(holds(text_of({"appeal-tuscany", "appeal_it"}, "it"), "Oggetto: "));
  for (const auto& specimen : specimens) {
    if (!specimen.data.starts_with("appeal-") || specimen.form == "appeal_en") continue;
    const auto text = text_of(specimen, "uk");
    CHECK(holds(text, "ЗВЕРНЕННЯ"));
    CHECK(holds(text, "21\u00A0листопада 2026"));
    CHECK(holds(text, "6. положення з обмеженим доступом"));
  }
}

TEST_CASE("a restricted point is mentioned and its commitments are listed, its content is not printed") {
  Json data = data_of("appeal-utah");
  data["points"][5]["text"] = {{"uk", "Ґречний їжак."}, {"en", "A polite hedgehog."}};
  const auto package = filled("appeal", data);
  for (const auto* language : {"uk", "en"}) {
    const auto text = text_of(package, "appeal", *LanguageTag::parse(language));
    CHECK_FALSE(holds(text, "їжак"));
    CHECK_FALSE(holds(text, "hedgehog"));
    for (const auto& annex : data.at("annexes")) {
      const auto commitment = annex.at("commitment").get<std::string>();
      CHECK(Sha256::parse(commitment));
      CHECK(holds(text, commitment));
    }
  }
}

TEST_CASE("an annex that everyone may read has no commitment and says that it is public") {
  Json data = data_of("appeal-tuscany");
  data["annexes"] = Json::array({{{"number", "1"}, {"title", {{"uk", "Мапа"}, {"it", "Mappa"}}}, {"openness", "public"}}});
  const auto package = filled("appeal_it", data);
  CHECK(holds(text_of(package, "appeal_it", *LanguageTag::parse("it")), "Pubblico"));
  CHECK_FALSE(holds(text_of(package, "appeal_it", *LanguageTag::parse("it")), "Solo per uso"));
  CHECK(holds(text_of(package, "appeal_it", *LanguageTag::parse("uk")), "Відкритий"));
}

TEST_CASE("an appeal without annexes and without others who join has no heading for them") {
  Json data = data_of("appeal-washington");
  for (const auto* field : {"annexes", "co_signatories", "reply_by", "enclosures_statement"}) data.erase(field);
  const auto package = filled("appeal", data);
  tests::library::check_valid(package);
  const auto text = text_of(package, "appeal", *LanguageTag::parse("uk"));
  CHECK_FALSE(holds(text, "Додатки"));
  CHECK_FALSE(holds(text, "приєднуються"));
  CHECK_FALSE(holds(text, "відповідь до"));
  CHECK_FALSE(holds(text, "обмеженим доступом тут не відтворено"));
}
