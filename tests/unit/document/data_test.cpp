#include "document/data.h"

#include "base/error.h"

#include <catch2/catch.hpp>

using namespace chancery;
using chancery::document::to_committed;
using chancery::formats::Json;

namespace {

const std::set<std::string> languages{"uk", "en"};

}  // namespace

TEST_CASE("ordinary JSON becomes what may be hashed") {
  CHECK(to_committed(true, languages) == "yes");
  CHECK(to_committed(false, languages) == "no");
  CHECK(to_committed(1.5, languages) == "1.5");
  CHECK(to_committed(-2, languages) == "-2");
  CHECK(to_committed(7, languages) == 7);
  CHECK(to_committed(Json{{"a", nullptr}, {"b", {nullptr, 1}}}, languages) == Json{{"b", {1}}});
}

TEST_CASE("a value for each language becomes a list, other objects stay") {
  const Json by_language{{"uk", "Київ"}, {"en", "Kyiv"}};
  CHECK(to_committed(by_language, languages) ==
        Json::array({{{"language", "en"}, {"value", "Kyiv"}}, {{"language", "uk"}, {"value", "Київ"}}}));
  CHECK(to_committed(Json{{"no", "12"}}, languages) == Json{{"no", "12"}});
  CHECK(to_committed(Json::object(), languages) == Json::object());
}

TEST_CASE("data in more languages than the document has are by language all the same") {
  CHECK(to_committed(Json{{"fr", "Kyïv"}, {"uk", "Київ"}}, languages) ==
        Json::array({{{"language", "fr"}, {"value", "Kyïv"}}, {{"language", "uk"}, {"value", "Київ"}}}));
  CHECK(to_committed(Json{{"fr", "Kyïv"}}, languages) == Json{{"fr", "Kyïv"}});
  CHECK(to_committed(Json{{"no", "12"}, {"date", "2026-01-01"}, {"uk", "x"}}, languages).is_object());
}

TEST_CASE("text is brought into normal form C, and bytes that are no text are refused") {
  CHECK(to_committed("и\xCC\x86ї", languages) == "йї");
  CHECK_THROWS_AS(to_committed("\xFF", languages), Error);
}

TEST_CASE("what was converted once stays as it is") {
  const Json once = to_committed(Json{{"title", {{"uk", "Ґ"}, {"en", "G"}}}, {"specimen", true}}, languages);
  CHECK(to_committed(once, languages) == once);
  CHECK_NOTHROW(formats::committed_json(once));
}
