#pragma once

#include "comparison/carrier.h"
#include "comparison/comparison.h"
#include "comparison/notes.h"
#include "comparison/package_text.h"
#include "comparison/stamp.h"
#include "comparison/story_merger.h"

#include <map>
#include <string>

namespace chancery::comparison {

/// Merges two packages, part by part, into the new one with tracked changes.
class PackageMerger {
 public:
  PackageMerger(const PackageText& old, const PackageText& now, Interner& interner, const CompareOptions& options,
                Granularity granularity, Report& report)
      : old_(old),
        now_(now),
        interner_(interner),
        carrier_(old.side(), now.side()),
        stamp_(options.author, options.date.text().substr(0, 19) + "Z"),
        granularity_(granularity),
        report_(report) {}

  [[nodiscard]] Bytes merge();

 private:
  void merge_document();
  void merge_notes(const StoryText* old, const StoryText* now, NoteMoves& moves, const char* element);
  void merge_headers();
  void merge_part(const StoryText& old, const StoryText& now);
  [[nodiscard]] Bytes merged_story(const StoryText& old, const StoryText& now, const Block& old_block, const Block& new_block);
  [[nodiscard]] Bytes only(const StoryText& old, const StoryText& now, const Block& block, Fate fate);
  void put(const StoryText& old, const StoryText& now, const Bytes& content, const Bytes& behind);
  [[nodiscard]] Bytes package() const;

  const PackageText& old_;
  const PackageText& now_;
  Interner& interner_;
  Carrier carrier_;
  Stamp stamp_;
  Granularity granularity_;
  Report& report_;
  AllNotes notes_;
  std::map<std::string, Bytes> parts_;
  bool left_out_ = false;
};

/// What differs between the packages and has no tracked form.
void add_not_covered(const PackageText& old, const PackageText& now, bool left_out, Report& report);

}  // namespace chancery::comparison
