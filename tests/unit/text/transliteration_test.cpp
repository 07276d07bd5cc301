#include "text/transliteration.h"

#include <catch2/catch.hpp>

using chancery::text::transliterate;

TEST_CASE("the names of the regions are those of the resolution") {
  CHECK(transliterate("Київ") == "Kyiv");
  CHECK(transliterate("Житомир") == "Zhytomyr");
  CHECK(transliterate("Запоріжжя") == "Zaporizhzhia");
  CHECK(transliterate("Чернігів") == "Chernihiv");
}

TEST_CASE("the examples of Cabinet resolution 55 come out as printed there") {
  const std::vector<std::pair<const char*, const char*>> examples{{"Алушта", "Alushta"},       {"Борщагівка", "Borshchahivka"},
                                                                  {"Вінниця", "Vinnytsia"},    {"Гадяч", "Hadiach"},
                                                                  {"Ґалаґан", "Galagan"},      {"Донецьк", "Donetsk"},
                                                                  {"Рівне", "Rivne"},          {"Єнакієве", "Yenakiieve"},
                                                                  {"Гаєвич", "Haievych"},      {"Короп’є", "Koropie"},
                                                                  {"Жежелів", "Zhezheliv"},    {"Закарпаття", "Zakarpattia"},
                                                                  {"Медвин", "Medvyn"},        {"Іванків", "Ivankiv"},
                                                                  {"Їжакевич", "Yizhakevych"}, {"Кадиївка", "Kadyivka"},
                                                                  {"Мар’їне", "Marine"},       {"Йосипівка", "Yosypivka"},
                                                                  {"Стрий", "Stryi"},          {"Олексій", "Oleksii"},
                                                                  {"Харків", "Kharkiv"},       {"Біла Церква", "Bila Tserkva"},
                                                                  {"Шостка", "Shostka"},       {"Щербухи", "Shcherbukhy"},
                                                                  {"Гоща", "Hoshcha"},         {"Русь", "Rus"},
                                                                  {"Юрій", "Yurii"},           {"Корюківка", "Koriukivka"},
                                                                  {"Яготин", "Yahotyn"},       {"Костянтин", "Kostiantyn"},
                                                                  {"Знам’янка", "Znamianka"},  {"Феодосія", "Feodosiia"},
                                                                  {"Згорани", "Zghorany"},     {"Розгон", "Rozghon"}};
  for (const auto& [ukrainian, latin] : examples) CHECK(transliterate(ukrainian) == latin);
}

TEST_CASE("capitals, several words and everything that is no Ukrainian letter") {
  CHECK(transliterate("ЗГУРІВКА") == "ZGHURIVKA");
  CHECK(transliterate("ЩАСТЯ") == "SHCHASTIA");
  CHECK(transliterate("Є. Юрченко, 5 км; Utah") == "Ye. Yurchenko, 5 km; Utah");
  CHECK(transliterate("Івано-Франківськ") == "Ivano-Frankivsk");
  CHECK(transliterate("Нью-Йорк") == "Niu-York");
  CHECK(transliterate("’тест’") == "’test’");
  CHECK(transliterate("").empty());
  CHECK(transliterate("\U0001F600ы") == "\U0001F600ы");
}
