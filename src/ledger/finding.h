#pragma once

#include "ledger/verification.h"

#include <optional>
#include <string>
#include <utility>

namespace chancery::ledger {

/// What a check found wrong, before it is known which finding decides the answer.
struct Finding {
  LedgerResult result;
  std::optional<TreeSize> entry;
  Message message;
};

/// Indexes are below 2^53: they fit the arguments of a message.
[[nodiscard]] inline Message about_entry(const char* key, TreeSize entry) {
  return {key, {{"entry", static_cast<std::int64_t>(entry)}}};
}

[[nodiscard]] inline Finding tampered(const char* key, TreeSize entry) {
  return {LedgerResult::tampered, entry, about_entry(key, entry)};
}

[[nodiscard]] inline Finding tampered_file(const char* key, std::optional<TreeSize> entry, std::string file) {
  return {LedgerResult::tampered, entry, {key, {{"file", std::move(file)}}}};
}

}  // namespace chancery::ledger
