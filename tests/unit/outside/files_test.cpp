#include "outside/files.h"

#include "base/error.h"
#include "support/temporary_folder.h"

#include <catch2/catch.hpp>

using namespace chancery;

TEST_CASE("a word is found wherever it stands in a file, across the pieces in which it is read too") {
  const TemporaryFolder folder;
  const auto path = folder / "file";
  const Bytes word = "Ґалина Їжак";
  for (const std::size_t before : {0U, 17U, 999'990U, 999'999U, 1'000'000U, 2'999'995U}) {
    CAPTURE(before);
    outside::write_file(path, Bytes(before, 'x') + word);
    CHECK(outside::holds_any(path, {"нема", word}));
    CHECK_FALSE(outside::holds_any(path, {"нема", "Ґалина Їжакк", ""}));
  }
  outside::write_file(path, "");
  CHECK_FALSE(outside::holds_any(path, {word}));
  CHECK_THROWS_AS(outside::holds_any(folder / "none", {word}), Error);
}
