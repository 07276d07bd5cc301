#pragma once

#include "base/language_tag.h"
#include "base/sha256.h"
#include "formats/json.h"
#include "text/segments.h"
#include "translation/state.h"

#include <optional>
#include <string>
#include <vector>

namespace chancery::translation {

/// What a translation counts as; the word of FORMATS, *Manifest*.
enum class Status { authentic, official, courtesy, machine };
[[nodiscard]] std::string_view name_of(Status status);
[[nodiscard]] std::optional<Status> parse_status(std::string_view name);

/// Who translated or revised, and on what ground.
struct Translator {
  std::string name;
  std::string qualification;
  std::string certificate;  // its number; may be empty
};

/// The data of a certificate of translation: the template `certified_translation` is filled with it.
struct Certificate {
  std::string document;
  LanguageTag source_language;
  Sha256 source;  // content of FORMATS, *Sections*
  LanguageTag target_language;
  Sha256 target;
  Status status;
  Translator translator;
  std::optional<Translator> reviser;
  std::string date;  // YYYY-MM-DD
};

/// The statement that the translator signs, with the hashes and both languages named.
[[nodiscard]] std::string statement_of(const Certificate& certificate, bool reviser, const LanguageTag& language);

/// Data for the template: {source:{id, language, hash}, target:{…}, translator, reviser, statement:[{language, value}], date,
/// status, rows:[{number, left, right}]}, the rows in two columns, original left and translation right.
[[nodiscard]] formats::Json certificate_data(const Certificate& certificate, const text::SegmentedText& source,
                                             const Entries& entries);

/// Whether a certificate speaks of these texts: it is bound to their hashes and falls with either.
[[nodiscard]] bool covers(const Certificate& certificate, const Sha256& source, const Sha256& target);

}  // namespace chancery::translation
