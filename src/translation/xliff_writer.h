#pragma once

#include "base/bytes.h"
#include "base/language_tag.h"
#include "base/sha256.h"
#include "text/segments.h"
#include "translation/glossary.h"
#include "translation/memory.h"
#include "translation/state.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace chancery::translation {

enum class XliffVersion { v1_2, v2_1 };

/// What goes out to a translator.
struct XliffExport {
  std::string document;  // its id; the file that comes back must name it
  Sha256 content;        // of the source text, to tell an older version by
  LanguageTag source_language;
  LanguageTag target_language;
  const text::SegmentedText& source;
  const Entries& entries;
  const Memory* memory = nullptr;                         // its matches go along
  std::string partner;                                    // whose matches come first
  const Glossary* glossary = nullptr;                     // its terms go along
  std::map<std::string, std::vector<std::string>> notes;  // for segments: remarks, findings
};

/// Articles as groups, segments as units named by their ids, formatting as codes, states, context, notes, matches and terms.
/// Same input, same bytes.   Standard: OASIS XLIFF 2.1 with the matches, glossary and metadata modules; XLIFF 1.2.
[[nodiscard]] Bytes write_xliff(const XliffExport& content, XliffVersion version);

}  // namespace chancery::translation
