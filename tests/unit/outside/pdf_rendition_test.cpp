#include "outside/pdf_rendition.h"

#include "support/docx_builder.h"
#include "support/errors.h"
#include "support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

using namespace chancery;
using namespace chancery::outside;
using namespace chancery::tests;
using namespace std::chrono_literals;

namespace {

/// A program that stands in for LibreOffice: it is given the same arguments.
class FakeProgram {
 public:
  explicit FakeProgram(const std::string& script) : path_(folder_ / "office") {
    std::ofstream(path_) << "#!/bin/sh\nfor last; do :; done\nout=$(dirname \"$last\")\n" << script << "\n";
    std::filesystem::permissions(path_, std::filesystem::perms::owner_all);
  }
  [[nodiscard]] PdfLimits limits() const { return {.time = 2'000ms, .output = 1'000'000, .program = path_.string()}; }

 private:
  TemporaryFolder folder_;
  std::filesystem::path path_;
};

std::string refusal_of(const PdfLimits& limits) {
  return key_of([&] { std::ignore = convert_to_pdf("docx", limits); });
}

bool can_be_shut_off() {
  const FakeProgram program("printf '%%PDF-1.7' > \"$out/document.pdf\"");
  return refusal_of(program.limits()) != "outside.pdf_no_namespace";
}

}  // namespace

TEST_CASE("a program that is missing, fails or writes nothing is told, and nothing else happens") {
  if (!can_be_shut_off()) {
    WARN("skipped: no network namespace can be made here");
    return;
  }
  CHECK(refusal_of({.program = "no-such-office"}) == "outside.pdf_unavailable");
  CHECK_FALSE(can_convert_to_pdf({.program = "no-such-office"}));
  CHECK(refusal_of(FakeProgram("exit 3").limits()) == "outside.pdf_refused");
  CHECK(refusal_of(FakeProgram("kill -SEGV $$").limits()) == "outside.pdf_refused");
  CHECK(refusal_of(FakeProgram("exit 0").limits()) == "outside.pdf_refused");
  CHECK(refusal_of(FakeProgram("echo text > \"$out/document.pdf\"").limits()) == "outside.pdf_refused");
}

TEST_CASE("a program that hangs is stopped with all that it started") {
  if (!can_be_shut_off()) return;
  TemporaryFolder folder;
  const auto mark = folder / "alive";
  const FakeProgram program("(sleep 3; touch " + mark.string() + ") & sleep 60");
  auto limits = program.limits();
  limits.time = 200ms;
  const auto before = std::chrono::steady_clock::now();
  CHECK(refusal_of(limits) == "outside.pdf_slow");
  CHECK(std::chrono::steady_clock::now() - before < 2s);
  CHECK_FALSE(std::filesystem::exists(mark));
}

TEST_CASE("a program that writes without end is stopped by its limit") {
  if (!can_be_shut_off()) return;
  const auto refusal = refusal_of(FakeProgram("exec cat /dev/zero > \"$out/document.pdf\"").limits());
  CHECK((refusal == "outside.pdf_large" || refusal == "outside.pdf_refused"));
}

TEST_CASE("the program has no network but a loopback that is down") {
  if (!can_be_shut_off()) return;
  const FakeProgram program(
      "[ \"$(ls /sys/class/net | wc -l)\" -ge 1 ] || true\n"
      "grep -qv -e lo: -e face -e Inter /proc/self/net/dev && exit 1\nprintf '%%PDF-1.7' > \"$out/document.pdf\"");
  CHECK(convert_to_pdf("docx", program.limits()) == "%PDF-1.7");
}

TEST_CASE("LibreOffice makes a PDF where it is installed") {
  if (!can_convert_to_pdf() || !can_be_shut_off()) {
    WARN("skipped: LibreOffice is not installed");
    return;
  }
  CHECK(convert_to_pdf(DocxBuilder().paragraph("Ґанок").bytes()).starts_with("%PDF-"));
}
