#include "formats/xml_path.h"

#include "base/error.h"
#include "support/errors.h"

#include <catch2/catch.hpp>

#include <thread>
#include <vector>

using namespace chancery;
using namespace chancery::formats;

namespace {

/// One tree as the variable `t`, and the function `twice`.
class Fixture {
 public:
  explicit Fixture(std::string_view inner) : tree_("root") { tree_.append_inner(tree_.root(), inner, "test"); }

  [[nodiscard]] XPathScope scope() const {
    XPathScope scope;
    scope.variable = [this](std::string_view name) {
      return name == "t" ? std::optional<XPathValue>(XPathNodes{tree_.root()}) : std::nullopt;
    };
    scope.call = [](std::string_view name, std::string_view uri,
                    std::span<const XPathValue> arguments) -> std::optional<XPathValue> {
      if (name == "fail") throw Error(Fault::conflict, {"test.own", {}});
      if (name != "twice" || uri != "urn:f") return std::nullopt;
      return to_string(arguments[0]) + to_string(arguments[0]);
    };
    return scope;
  }

  [[nodiscard]] XPathValue evaluate(std::string_view text) const {
    XPathSet set;
    const auto expression = set.add(text, {{"f", "urn:f"}, {"n", "urn:n"}});
    return set.evaluator().evaluate(expression, scope());
  }
  [[nodiscard]] std::string text(std::string_view expression) const { return to_string(evaluate(expression)); }
  [[nodiscard]] std::string key(std::string_view expression) const {
    return tests::key_of([&] { static_cast<void>(evaluate(expression)); });
  }

 private:
  XmlTree tree_;
};

}  // namespace

TEST_CASE("expressions give nodes, texts, numbers and booleans") {
  const Fixture fixture("<a x='Ї’'>1</a><a>2</a><n:b xmlns:n='urn:n'>Ґ</n:b>");
  CHECK(fixture.text("$t/a[2]") == "2");
  CHECK(fixture.text("$t/a/@x") == "Ї’");
  CHECK(fixture.text("$t/n:b") == "Ґ");
  CHECK(fixture.text("count($t/a) + 0.5") == "2.5");
  CHECK(fixture.text("$t/a = 2") == "true");
  CHECK(fixture.text("concat('Є', 'І')") == "ЄІ");
  CHECK(std::get<XPathNodes>(fixture.evaluate("$t/a")).size() == 2);
  CHECK(std::get<XPathNodes>(fixture.evaluate("$t/a/@x")).front().kind() == XmlNode::Kind::attribute);
  CHECK(fixture.text("$t/none").empty());
}

TEST_CASE("values become booleans as XPath says") {
  CHECK_FALSE(to_boolean(XPathValue(0.0)));
  CHECK_FALSE(to_boolean(XPathValue(std::string())));
  CHECK_FALSE(to_boolean(XPathValue(XPathNodes())));
  CHECK(to_boolean(XPathValue(std::string("0"))));
  CHECK(to_boolean(XPathValue(-1.0)));
  CHECK(to_string(XPathValue(false)) == "false");
}

TEST_CASE("functions of the scope are called by their namespace, XPath's own stay") {
  const Fixture fixture("<a>Ї</a>");
  CHECK(fixture.text("f:twice($t/a)") == "ЇЇ");
  CHECK(fixture.text("string-length($t/a)") == "1");
  CHECK(fixture.key("twice('x')") == "formats.xpath_failed");
}

TEST_CASE("an error of the scope comes through as it is") {
  CHECK(Fixture("").key("fail()") == "test.own");
}

TEST_CASE("what is no expression is refused when it is added") {
  XPathSet set;
  for (const auto* text : {"", "1 +", "$", "a[", "'", "$t//"}) {
    INFO(text);
    CHECK(tests::key_of([&] { set.add(text, {}); }) == "formats.xpath_syntax");
  }
  CHECK(set.size() == 0);
}

TEST_CASE("unknown variables, functions and prefixes fail when evaluated") {
  const Fixture fixture("");
  CHECK(fixture.key("$unknown") == "formats.xpath_failed");
  CHECK(fixture.key("unknown()") == "formats.xpath_failed");
  CHECK(fixture.key("$t/z:b") == "formats.xpath_failed");
}

TEST_CASE("an expression that works too long is stopped") {
  std::string items;
  for (int i = 0; i < 400; ++i) items += "<i/>";
  CHECK(Fixture(items).key("count($t/i[count(../i[count(../i) > 1]) > 1])") == "formats.xpath_failed");
}

TEST_CASE("the variables of an expression are known without evaluating it") {
  XPathSet set;
  const auto expression = set.add("$a/b = $c-d.e or '$no' = \"$none\" or $a", {});
  CHECK(set.variables(expression) == std::vector<std::string>{"a", "c-d.e"});
  CHECK(set.text(expression).starts_with("$a/b"));
}

TEST_CASE("evaluators are lent again, also after more was added") {
  const Fixture fixture("<a>1</a>");
  XPathSet set;
  const auto first = set.add("$t/a = 1", {});
  CHECK(set.evaluator().test(first, fixture.scope()));
  const auto second = set.add("$t/a = 2", {});
  auto evaluator = set.evaluator();
  CHECK(evaluator.test(first, fixture.scope()));
  CHECK_FALSE(evaluator.test(second, fixture.scope()));
}

TEST_CASE("several threads use one set at once") {
  const Fixture fixture("<a>1</a>");
  XPathSet set;
  const auto expression = set.add("$t/a = 1 and f:twice('x') = 'xx'", {{"f", "urn:f"}});
  std::vector<std::thread> threads;
  std::vector<int> right(4, 0);
  for (std::size_t i = 0; i < right.size(); ++i) {
    threads.emplace_back([&, i] {
      for (int n = 0; n < 200; ++n) right[i] += set.evaluator().test(expression, fixture.scope()) ? 1 : 0;
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(right == std::vector<int>(4, 200));
}
