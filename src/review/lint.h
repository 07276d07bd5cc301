#pragma once

#include "base/language_tag.h"
#include "review/finding.h"
#include "review/profile.h"
#include "text/segments.h"

#include <string_view>
#include <vector>

namespace chancery::review {

/// Looks at one language's text by a profile: words advised against, expected clauses that are missing, terms used but not
/// defined, references to articles that are not there, numbers whose words say another one. Warnings only; each names its
/// segment, except what is missing, and its source in the language of the interface. Rules: review.advised_word, .missing_clause,
/// .undefined_term, .broken_reference, .number_words, .signature_block.
[[nodiscard]] std::vector<Finding> lint(const text::SegmentedText& text, const LanguageTag& language, const Profile& profile,
                                        std::string_view interface_language);

}  // namespace chancery::review
