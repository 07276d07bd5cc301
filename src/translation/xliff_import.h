#pragma once

#include "base/language_tag.h"
#include "base/message.h"
#include "base/sha256.h"
#include "translation/state.h"
#include "translation/xliff_file.h"

#include <string>
#include <vector>

namespace chancery::translation {

/// What became of a unit that came back.
struct ImportedSegment {
  enum class Outcome {
    taken,           // a new or changed translation
    unchanged,       // what was there already
    empty,           // no translation
    source_changed,  // the document says something else now
    source_edited,   // the file does not say what was sent out
    codes,           // codes are missing, unknown, doubled or out of order
    unknown,         // no segment of the document
  };

  std::string segment;
  Outcome outcome = Outcome::taken;
  std::size_t line = 0;
  Message message;
};

struct ImportReport {
  std::vector<ImportedSegment> segments;  // in the order of the file
  Entries entries;                        // all of the translation, as it is afterwards
  bool older_version = false;             // the file was made from another version of the source
  std::size_t taken = 0;
};

/// Where the translation stands that a file is imported into.
struct ImportTarget {
  std::string document;
  Sha256 content;
  LanguageTag source_language;
  LanguageTag target_language;
  const text::SegmentedText& source;
  Entries entries;
};

/// Takes the translations of a file whose sources and codes agree with the document; everything else stays as it was and is
/// reported. A translation that came back counts as translated at most: who confirms it, confirms it here.
/// Throws: Error{Fault::input} for another document or other languages, as a whole.
[[nodiscard]] ImportReport import_xliff(const XliffDocument& document, ImportTarget into, std::string_view place);

[[nodiscard]] std::string_view name_of(ImportedSegment::Outcome outcome);

}  // namespace chancery::translation
