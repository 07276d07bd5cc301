#include "outside/drawing.h"

#include "support/errors.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace chancery;
using namespace chancery::outside;
using namespace chancery::tests;

namespace {

std::string refusal_of(BytesView graph, const DrawingLimits& limits = {}) {
  return key_of([&] { static_cast<void>(draw(graph, limits)); });
}

}  // namespace

TEST_CASE("a graph becomes an SVG with its words in it") {
  if (refusal_of("digraph{}") == "outside.drawing_unavailable") {
    WARN("skipped: dot is not installed");
    return;
  }
  const Bytes picture = draw(R"(digraph { чернетка -> "правова експертиза" })");
  CHECK(picture.find("<svg") != Bytes::npos);
  CHECK(picture.find("чернетка") != Bytes::npos);
  CHECK(refusal_of("digraph {") == "outside.drawing_refused");
  CHECK(refusal_of("digraph { a -> b }", {.output = 10}) == "outside.drawing_large");
}

TEST_CASE("a program that is not there is unavailable") {
  const DrawingLimits missing{.program = "no-such-program-of-graphviz"};
  CHECK(refusal_of("digraph{}", missing) == "outside.drawing_unavailable");
  CHECK(fault_of([&] { static_cast<void>(draw("digraph{}", missing)); }) == Fault::unavailable);
}

TEST_CASE("a program that does not end is stopped") {
  std::string folder = (std::filesystem::temp_directory_path() / "chancery_drawing_XXXXXX").string();
  REQUIRE(::mkdtemp(folder.data()) != nullptr);
  const std::filesystem::path program = std::filesystem::path(folder) / "endless";
  std::ofstream(program) << "#!/bin/sh\nexec sleep 60\n";
  std::filesystem::permissions(program, std::filesystem::perms::owner_all);
  const DrawingLimits limits{.time = std::chrono::milliseconds(100), .program = program.string()};
  CHECK(refusal_of("digraph{}", limits) == "outside.drawing_slow");
  CHECK(fault_of([&] { static_cast<void>(draw("digraph{}", limits)); }) == Fault::unavailable);
  std::filesystem::remove_all(folder);
}

TEST_CASE("a program that never reads does not stop us") {
  const Bytes large(1'000'000, ' ');
  CHECK(draw(large, {.program = "true"}).empty());
}
