#include "ledger/printed_checkpoint.h"

#include "ledger/hash_words.h"
#include "ledger/lines.h"

#include <utility>

namespace chancery::ledger {
namespace {

constexpr std::string_view white_space = " \t\r\n";

std::string_view next_word(std::string_view& text) {
  const std::size_t begin = text.find_first_not_of(white_space);
  if (begin == std::string_view::npos) return {};
  text.remove_prefix(begin);
  const std::string_view word = text.substr(0, text.find_first_of(white_space));
  text.remove_prefix(word.size());
  return word;
}

}  // namespace

PrintedCheckpoint::PrintedCheckpoint(const Checkpoint& checkpoint)
    : origin_(checkpoint.origin()), size_(checkpoint.head().size), words_(hash_words(checkpoint.head().root)) {}

std::optional<PrintedCheckpoint> PrintedCheckpoint::parse(std::string_view text) {
  constexpr std::size_t longest = 4096;
  if (text.size() > longest) return std::nullopt;
  const std::string_view origin = next_word(text);
  const auto size = parse_decimal(next_word(text));
  auto words = parse_hash_words(text);
  if (origin.empty() || !size || !words) return std::nullopt;
  return PrintedCheckpoint(std::string(origin), *size, *std::move(words));
}

std::string PrintedCheckpoint::text() const {
  return origin_ + "\n" + std::to_string(size_) + "\n" + words_ + "\n";
}

bool PrintedCheckpoint::is_of(const Checkpoint& checkpoint) const {
  return origin_ == checkpoint.origin() && size_ == checkpoint.head().size && words_ == hash_words(checkpoint.head().root);
}

}  // namespace chancery::ledger
