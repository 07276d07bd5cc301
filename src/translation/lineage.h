#pragma once

#include "base/language_tag.h"
#include "base/sha256.h"
#include "formats/json.h"
#include "translation/state.h"

#include <optional>
#include <string>
#include <vector>

namespace chancery::translation {

/// Which language was written first and what each segment of a translation was made from; goes into the opening of a step.
struct Lineage {
  struct Step {
    std::string segment;
    Sha256 from;  // Segment::hash() of what was translated
    Sha256 to;    // of the translation
    State state = State::translated;

    friend bool operator==(const Step&, const Step&) = default;
  };

  LanguageTag first;     // the language that was written first
  LanguageTag language;  // of the translation
  std::vector<Step> segments;

  friend bool operator==(const Lineage&, const Lineage&) = default;
};

[[nodiscard]] Lineage lineage_of(const LanguageTag& first, const LanguageTag& language, const Entries& entries);
/// {type:"chancery.lineage/1", first, language, segments:[{id, from, to, state}]}: committed JSON, the segments by id.
[[nodiscard]] formats::Json to_json(const Lineage& lineage);
/// Absent when it is not such an object.
[[nodiscard]] std::optional<Lineage> parse_lineage(const formats::Json& json);

/// Of a translation's content, codes included.
[[nodiscard]] Sha256 hash_of(const Content& content);

}  // namespace chancery::translation
