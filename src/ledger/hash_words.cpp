#include "ledger/hash_words.h"

#include "base/bytes.h"

namespace chancery::ledger {
namespace {

constexpr std::size_t shown_bytes = 25;  // 200 bits: no shorter collision than 2^100 tries
constexpr std::size_t shown_letters = 40;
constexpr std::size_t group = 5;

std::string in_groups(const std::string& letters) {
  std::string words;
  for (std::size_t i = 0; i < letters.size(); i += group) words += (i == 0 ? "" : " ") + letters.substr(i, group);
  return words;
}

/// The Base32 letter that a typed character means, or NUL.
char letter_of(char typed) {
  if (typed >= 'a' && typed <= 'z') return static_cast<char>(typed - 'a' + 'A');
  if ((typed >= 'A' && typed <= 'Z') || (typed >= '2' && typed <= '7')) return typed;
  if (typed == '0') return 'O';
  if (typed == '1') return 'I';
  return typed == '8' ? 'B' : '\0';
}

}  // namespace

std::string hash_words(const Sha256& hash) {
  return in_groups(to_base32(hash.view().substr(0, shown_bytes)));
}

std::optional<std::string> parse_hash_words(std::string_view text) {
  std::string letters;
  for (const char typed : text) {
    if (std::string_view(" \t\r\n-").find(typed) != std::string_view::npos) continue;
    const char letter = letter_of(typed);
    if (letter == '\0' || letters.size() == shown_letters) return std::nullopt;
    letters += letter;
  }
  return letters.size() == shown_letters ? std::optional(in_groups(letters)) : std::nullopt;
}

}  // namespace chancery::ledger
