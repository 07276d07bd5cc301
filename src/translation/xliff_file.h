#pragma once

#include "text/markup_tree.h"
#include "translation/content.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::translation {

/// A segment or an ignorable stretch of a unit.
struct XliffPiece {
  bool segment = true;
  std::size_t order = 0;  // place of its target in the unit, from 1
  Content source;
  std::optional<Content> target;
  std::string state;  // as the version names it; empty when it says nothing
  std::size_t line = 0;
};

/// What is translated together: a `unit` of 2.x, a `trans-unit` of 1.2.
struct XliffUnit {
  std::string id;
  std::size_t line = 0;
  bool translate = true;
  std::vector<XliffPiece> pieces;

  /// All sources, or all targets, in the order of the targets. A piece between segments without a target gives its source.
  [[nodiscard]] Content source() const;
  [[nodiscard]] std::optional<Content> target() const;
};

struct XliffFile {
  std::string original;      // whose text it is, as the exporter named it
  std::string content_hash;  // of the source text, as our own exports say it; empty otherwise
  std::vector<XliffUnit> units;
};

struct XliffDocument {
  std::string version;  // 1.2, 2.0, 2.1, 2.2
  std::string source_language;
  std::string target_language;  // empty when it names none
  std::vector<XliffFile> files;
};

struct XliffLimits {
  std::size_t bytes = 50'000'000;
  std::size_t units = 200'000;
};

/// Reads XLIFF 1.2 and 2.0 to 2.2 and refuses what breaks a rule of the standard, also of those that no schema can say.
/// Elements and attributes of other tools are passed over.
/// Standard: OASIS XLIFF 2.1; XLIFF 1.2.   Throws: Error{Fault::input} with place, line and the rule.
[[nodiscard]] XliffDocument read_xliff(Bytes bytes, std::string_view place, const XliffLimits& limits = {});

}  // namespace chancery::translation
