#pragma once

#include "base/language_tag.h"
#include "formats/json.h"
#include "translation/state.h"

#include <string_view>

namespace chancery::translation {

/// A translation as it is kept between two sessions.
struct StoredTranslation {
  LanguageTag source;
  LanguageTag target;
  Entries entries;
};

/// {type:"chancery.translation/1", source, target, entries:[{segment, source, state, target:[{kind, id, value}]}]}: committed
/// JSON, the entries by segment.
[[nodiscard]] formats::Json to_json(const StoredTranslation& translation);
/// Throws: Error{Fault::input} naming the field that is not so.
[[nodiscard]] StoredTranslation read_translation(const formats::Json& json, std::string_view place);

}  // namespace chancery::translation
