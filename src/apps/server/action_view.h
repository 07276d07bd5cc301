#pragma once

#include "apps/server/document_view.h"

namespace chancery::server {

/// What the reader may do now, each with everything that its form needs: what was seen, a fresh key, its fields.
[[nodiscard]] formats::Json open_actions(const DocumentFacts& facts, const FailedForm& failed, text::Language language,
                                         const std::function<std::string()>& new_key);
/// What is closed, and the reason.
[[nodiscard]] formats::Json closed_actions(const DocumentFacts& facts, text::Language language);

/// `translation:en` in words.
[[nodiscard]] std::string section_name(const std::string& section, text::Language language);

}  // namespace chancery::server
