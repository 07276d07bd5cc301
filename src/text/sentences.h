#pragma once

#include "base/language_tag.h"
#include "text/markup_reader.h"

#include <string_view>
#include <vector>

namespace chancery::text {

/// The sentences of a paragraph: together they are the whole text; the white space behind a sentence belongs to it.
/// Initials («Я. Зразкова»), headings («Article 1.», «Стаття 2.»), abbreviations («ст. 5», «№ 3», «n° 4», «art. 2»), decimal
/// and list numbers do not end a sentence.   Requires: UTF-8.
[[nodiscard]] std::vector<ByteRange> sentences(std::string_view text, const LanguageTag& language);

}  // namespace chancery::text
