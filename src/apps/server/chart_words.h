#pragma once

#include "text/catalogue.h"
#include "workflow/prove.h"

#include <string>
#include <vector>

namespace chancery::server {

/// `submit, where: $facts/closed = 'yes'; where not: $facts/comment = 'yes'`; the start has a word of its own.
[[nodiscard]] std::string in_words(const workflow::Move& move, text::Language language);

/// `FILE:LINE: what is wrong`.
[[nodiscard]] std::string in_words(const workflow::Problem& problem, const std::string& file, text::Language language);

/// The way to a defect, one line a move.
[[nodiscard]] std::vector<std::string> in_words(const std::vector<workflow::Move>& way, text::Language language);

/// How far a proof went: proved, or not fully explored.   Requires: it found nothing.
[[nodiscard]] Message proof_message(const workflow::Proof& proof, const std::string& file);

}  // namespace chancery::server
