#include "base/error.h"
#include "support/errors.h"
#include "support/suites.h"
#include "translation/xliff_file.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace chancery;
using namespace chancery::translation;

namespace {

namespace files = std::filesystem;

std::vector<files::path> files_in(const char* folder) {
  std::vector<files::path> found;
  const auto suite = tests::find_suite(folder);
  if (!suite) return found;
  for (const auto& entry : files::directory_iterator(*suite)) found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

XliffDocument read(const files::path& path) {
  return read_xliff(tests::content_of(path), path.filename().string());
}

std::string squeezed(const std::string& text) {
  std::string result;
  for (const char one : text) {
    if (one == ' ' || one == '\n' || one == '\t' || one == '\r') {
      if (!result.empty() && result.back() != ' ') result += ' ';
    } else {
      result += one;
    }
  }
  while (result.ends_with(' ')) result.pop_back();
  return result;
}

/// What a unit says, with its codes, however it is cut into segments; in the order of its targets, in which they are joined.
std::string told(const Content& content) {
  std::string text;
  for (const auto& piece : content) {
    switch (piece.kind) {
      case text::Inline::Kind::text:
        text += piece.value;
        break;
      case text::Inline::Kind::open:
        text += "<" + piece.id + ">";
        break;
      case text::Inline::Kind::close:
        text += "</" + piece.id + ">";
        break;
      case text::Inline::Kind::standalone:
        text += "<" + piece.id + "/>";
        break;
    }
  }
  return squeezed(text);
}

std::vector<std::string> told(const XliffDocument& document) {
  std::vector<std::string> all;
  for (const auto& file : document.files) {
    for (const auto& unit : file.units) {
      auto ordered = unit;
      std::stable_sort(ordered.pieces.begin(), ordered.pieces.end(),
                       [](const auto& left, const auto& right) { return left.order < right.order; });
      all.push_back(unit.id + ": " + told(ordered.source()));
      Content target;
      for (const auto& piece : ordered.pieces) {
        if (piece.target) target.insert(target.end(), piece.target->begin(), piece.target->end());
      }
      all.push_back(unit.id + ": " + told(target));
    }
  }
  return all;
}

}  // namespace

TEST_CASE("every valid file of the XLIFF suite is accepted") {
  for (const char* const folder : {"xliff/core/valid", "xliff/modules/valid", "xliff/core/in-out"}) {
    for (const auto& path : files_in(folder)) {
      CAPTURE(path.filename());
      const auto message = tests::message_of([&] { CHECK_FALSE(read(path).files.empty()); });
      CHECK((message ? to_log(*message) : std::string()) == "");
    }
  }
}

TEST_CASE("every invalid file of the XLIFF suite is refused with its line and the rule") {
  std::size_t refused = 0;
  const auto all = files_in("xliff/core/invalid");
  for (const auto& path : all) {
    CAPTURE(path.filename());
    const auto message = tests::message_of([&] { (void)read(path); });
    CHECK(message.has_value());
    if (!message) continue;
    ++refused;
    CHECK(message->key.starts_with("translation.rule_"));
    const auto line =
        std::find_if(message->arguments.begin(), message->arguments.end(), [](const auto& one) { return one.first == "line"; });
    REQUIRE(line != message->arguments.end());
    CHECK(std::get<std::int64_t>(line->second) > 0);
  }
  CHECK(refused == all.size());
}

TEST_CASE("the rule that is named is the one that a file was made to break") {
  const auto suite = tests::find_suite("xliff/core/invalid");
  if (!suite) return;
  const auto rule = [&](const char* name) {
    return tests::key_of([&] { (void)read(*suite / (std::string("bad_") + name + ".xlf")); });
  };
  CHECK(rule("EcBeforeSc") == "translation.rule_end_before_start");
  CHECK(rule("WrongReordering1") == "translation.rule_reordered");
  CHECK(rule("SegmentIdNotUnique") == "translation.rule_part_id");
  CHECK(rule("DuplicateExtElemIdsInFile") == "translation.rule_extension_id");
  CHECK(rule("InvalidXmlLangInheritedFromUnit") == "translation.rule_language");
  CHECK(rule("MissingNonRemovable2") == "translation.rule_not_removable");
  CHECK(rule("canReorderContext3") == "translation.rule_reorder_context");
  CHECK(rule("InvalidFragIdBadOrder") == "translation.rule_fragment");
  CHECK(rule("InvalidCommentAnnotation3") == "translation.rule_comment");
  CHECK(rule("OrderNotUnique2") == "translation.rule_order");
  CHECK(rule("InvalidHexRangeOnCp") == "translation.rule_character");
  CHECK(rule("SubFlowWithInvalidValue") == "translation.rule_sub_flow");
}

TEST_CASE("the in and out files of the suite say the same, however they are cut, joined or rewritten") {
  const auto suite = tests::find_suite("xliff/core/in-out");
  if (!suite) return;
  std::size_t pairs = 0;
  for (const auto& path : files_in("xliff/core/in-out")) {
    const std::string name = path.filename();
    if (!name.ends_with("_in.xlf")) continue;
    CAPTURE(name);
    CHECK(told(read(path)) == told(read(*suite / (name.substr(0, name.size() - 7) + "_out.xlf"))));
    ++pairs;
  }
  CHECK(pairs == 9);
}
