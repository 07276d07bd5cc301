#pragma once

#include "formats/json.h"
#include "text/catalogue.h"

#include <string>
#include <string_view>

namespace chancery::server {

/// A value for each language, `{uk, en, …}` or as stored `[{language, value}]`, as its reader reads it, otherwise in the first
/// language there is; plain text as it stands; nothing for null.
[[nodiscard]] std::string in_language(const formats::Json& value, text::Language language);

/// The person behind `role` (`who`, `on_behalf_of`) of a line of the history: as the reader reads the name, else as the entry has
/// it.
[[nodiscard]] std::string person_in(const formats::Json& entry, const std::string& role, text::Language language);

/// A moment, `YYYY-MM-DDTHH:MM:SS.mmmZ`, as people of the language write it, by the clock in Kyiv;
/// each page says so at its foot.
[[nodiscard]] std::string shown_time(std::string_view timestamp, text::Language language);

/// A day, `YYYY-MM-DD`, as people of the language write it.
[[nodiscard]] std::string shown_day(std::string_view date, text::Language language);

/// Bytes in the unit that makes them readable: `12 КБ`.
[[nodiscard]] std::string shown_size(std::uint64_t bytes, text::Language language);

/// The first and last digits of a hash, for a glance; the whole is always beside it.
[[nodiscard]] std::string short_hash(std::string_view hex);

/// The text of `object[key]`, empty where it is absent.
[[nodiscard]] std::string text_of(const formats::Json& object, std::string_view key);
/// The list of `object[key]`, empty where it is absent.
[[nodiscard]] const formats::Json& list_of(const formats::Json& object, std::string_view key);

}  // namespace chancery::server
