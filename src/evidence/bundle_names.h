#pragma once

#include "base/sha256.h"
#include "ledger/tree_head.h"

#include <string>

namespace chancery::evidence::names {

// The entries of an evidence file. `src/evidence/page/evidence.js` reads the same ones.
inline constexpr const char* readme = "README.txt";
inline constexpr const char* index = "evidence.json";
inline constexpr const char* checkpoint = "checkpoint";
inline constexpr const char* verifier_key = "verifier-key";
inline constexpr const char* heads_proof = "heads-proof";

[[nodiscard]] inline std::string leaf(ledger::TreeSize seq) {
  return "entries/" + std::to_string(seq) + ".leaf";
}
[[nodiscard]] inline std::string proof(ledger::TreeSize seq) {
  return "entries/" + std::to_string(seq) + ".tlog-proof";
}
[[nodiscard]] inline std::string openings(ledger::TreeSize seq) {
  return "openings/" + std::to_string(seq) + ".json";
}
[[nodiscard]] inline std::string earlier(ledger::TreeSize size) {
  return "checkpoints/" + std::to_string(size);
}
[[nodiscard]] inline std::string consistency(ledger::TreeSize size) {
  return "checkpoints/" + std::to_string(size) + ".consistency";
}
[[nodiscard]] inline std::string token(ledger::TreeSize size) {
  return "tokens/" + std::to_string(size) + ".tst";
}
/// `facts`, `rights`, `calendars`, `workflows`, `templates`, `files`.
[[nodiscard]] inline std::string by_hash(const std::string& folder, const Sha256& hash) {
  return folder + "/" + hash.hex();
}

}  // namespace chancery::evidence::names
