#include "comparison/edit_script.h"

#include <catch2/catch.hpp>

#include <random>
#include <string>

using namespace chancery::comparison;

namespace {

std::vector<std::uint32_t> letters(const std::string& text) {
  return {text.begin(), text.end()};
}

/// What the script makes of `old`, and how many letters it removes and inserts.
std::pair<std::string, std::size_t> applied(const std::string& old, const std::string& now, std::size_t limit = 20'000) {
  std::string made;
  std::size_t cost = 0;
  std::size_t old_at = 0;
  for (const auto& edit : edit_script(letters(old), letters(now), limit)) {
    CHECK(edit.size > 0);
    CHECK(edit.old_begin == old_at);
    CHECK(edit.new_begin == made.size());
    if (edit.kind == Edit::Kind::equal) {
      CHECK(old.substr(edit.old_begin, edit.size) == now.substr(edit.new_begin, edit.size));
      made += old.substr(edit.old_begin, edit.size);
    } else {
      cost += edit.size;
    }
    if (edit.kind == Edit::Kind::insert) made += now.substr(edit.new_begin, edit.size);
    if (edit.kind != Edit::Kind::insert) old_at += edit.size;
  }
  CHECK(old_at == old.size());
  return {made, cost};
}

/// The classic table: how many letters at least must go or come.
std::size_t distance(const std::string& old, const std::string& now) {
  std::vector<std::vector<std::size_t>> table(old.size() + 1, std::vector<std::size_t>(now.size() + 1));
  for (std::size_t row = 0; row <= old.size(); ++row) {
    for (std::size_t column = 0; column <= now.size(); ++column) {
      if (row == 0 || column == 0) {
        table[row][column] = row + column;
      } else if (old[row - 1] == now[column - 1]) {
        table[row][column] = table[row - 1][column - 1];
      } else {
        table[row][column] = 1 + std::min(table[row - 1][column], table[row][column - 1]);
      }
    }
  }
  return table[old.size()][now.size()];
}

}  // namespace

TEST_CASE("the script of equal sequences is one equal stretch, of empty ones nothing") {
  CHECK(edit_script({}, {}).empty());
  CHECK(edit_script(letters("ab"), letters("ab")) == std::vector<Edit>{{Edit::Kind::equal, 0, 0, 2}});
  CHECK(edit_script(letters("ab"), {}) == std::vector<Edit>{{Edit::Kind::remove, 0, 0, 2}});
  CHECK(edit_script({}, letters("ab")) == std::vector<Edit>{{Edit::Kind::insert, 0, 0, 2}});
}

TEST_CASE("a removal stands before the insertion at the same place") {
  CHECK(edit_script(letters("axc"), letters("ayc")) == std::vector<Edit>{{Edit::Kind::equal, 0, 0, 1},
                                                                         {Edit::Kind::remove, 1, 1, 1},
                                                                         {Edit::Kind::insert, 2, 1, 1},
                                                                         {Edit::Kind::equal, 2, 2, 1}});
}

TEST_CASE("a script of any two sequences makes the new one and is as short as can be") {
  std::mt19937 random(20'241'121);
  for (int round = 0; round < 2'000; ++round) {
    const auto word = [&](std::size_t limit) {
      std::string text;
      for (auto size = random() % limit; size > 0; --size) text += static_cast<char>('a' + random() % 3);
      return text;
    };
    const auto old = word(24);
    const auto now = word(24);
    CAPTURE(old, now);
    const auto [made, cost] = applied(old, now);
    REQUIRE(made == now);
    REQUIRE(cost == distance(old, now));
  }
}

TEST_CASE("beyond the limit of cost the script is longer, but still right") {
  std::string old;
  std::string now;
  for (int index = 0; index < 300; ++index) {
    old += static_cast<char>('a' + index * 7 % 13);
    now += static_cast<char>('a' + index * 5 % 11);
  }
  const auto [made, cost] = applied(old, now, 10);
  CHECK(made == now);
  CHECK(cost >= distance(old, now));
}
