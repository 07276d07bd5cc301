#include "ledger/hash_words.h"

#include "base/bytes.h"

namespace chancery::ledger {

std::string hash_words(const Sha256& hash) {
  constexpr std::size_t shown_bytes = 25;  // 200 bits: no shorter collision than 2^100 tries
  constexpr std::size_t group = 5;
  const std::string letters = to_base32(hash.view().substr(0, shown_bytes));
  std::string words;
  for (std::size_t i = 0; i < letters.size(); i += group) words += (i == 0 ? "" : " ") + letters.substr(i, group);
  return words;
}

}  // namespace chancery::ledger
