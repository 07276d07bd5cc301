#include "workflow/guard.h"

#include <catch2/catch.hpp>

#include <string>

using namespace chancery::workflow;

namespace {

/// The skeleton in prefix form.
std::string shape(const Guard& guard) {
  switch (guard.kind) {
    case Guard::Kind::atom:
      return "<" + guard.text + ">";
    case Guard::Kind::constant:
      return guard.value ? "yes" : "no";
    case Guard::Kind::negation:
      return "!" + shape(guard.parts.front());
    case Guard::Kind::all:
    case Guard::Kind::any:
      break;
  }
  std::string all = guard.kind == Guard::Kind::all ? "and(" : "or(";
  for (const auto& part : guard.parts) all += shape(part);
  return all + ")";
}

std::string shape(std::string_view condition) {
  return shape(parse_guard(condition));
}

}  // namespace

TEST_CASE("a condition is taken apart at and, or and not") {
  CHECK(shape("$a = 1") == "<$a = 1>");
  CHECK(shape("$a = 1 or $b and not($c)") == "or(<$a = 1>and(<$b>!<$c>))");
  CHECK(shape("($a or $b) and $c") == "and(or(<$a><$b>)<$c>)");
  CHECK(shape("not( not($a) )") == "!!<$a>");
  CHECK(shape("true() and false() or boolean($a)") == "or(and(yesno)<$a>)");
}

TEST_CASE("words inside literals, predicates, calls and names are no operators") {
  CHECK(shape("$a = 'x and y'") == "<$a = 'x and y'>");
  CHECK(shape("$facts/list[a = '1' or b = '2']/c") == "<$facts/list[a = '1' or b = '2']/c>");
  CHECK(shape("contains($a, ' or ') and $b") == "and(<contains($a, ' or ')><$b>)");
  CHECK(shape("$organisation/and = 1") == "<$organisation/and = 1>");
  CHECK(shape("$a/or-not = 1") == "<$a/or-not = 1>");
  CHECK(shape("$a and-b") == "<$a and-b>");
  CHECK(shape("not($a) = not($b)") == "<not($a) = not($b)>");
}

TEST_CASE("an operator needs no space beside a bracket") {
  CHECK(shape("($a)and($b)") == "and(<$a><$b>)");
  CHECK(shape("$a[1]or'x'") == "or(<$a[1]><'x'>)");
}

TEST_CASE("what nests deeper than anybody writes stays one atom") {
  const std::string deep = std::string(500, '(') + "$a or $b" + std::string(500, ')');
  CHECK(parse_guard(deep).kind == Guard::Kind::atom);
}

TEST_CASE("a guard asks from left to right and only as far as it must") {
  const auto asked = [](std::string_view condition, bool answer) {
    std::string all;
    const bool holds = evaluate(parse_guard(condition), [&](const Guard& atom) {
      all += atom.text;
      return answer;
    });
    return all + (holds ? " yes" : " no");
  };
  CHECK(asked("$a and $b or $c", false) == "$a$c no");
  CHECK(asked("$a and $b or $c", true) == "$a$b yes");
  CHECK(asked("not($a or $b)", true) == "$a no");
}

TEST_CASE("expressions that differ only in white space and quotes are one") {
  CHECK(normal_expression(" $a =  \"x  y\" ") == "$a='x  y'");
  CHECK(normal_expression("a\n and\tb") == "a and b");
  CHECK(normal_expression("$a = \"it's\"") == "$a=\"it's\"");
  CHECK(normal_expression("'open") == normal_expression("'open"));
}
