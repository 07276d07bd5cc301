#pragma once

#include "formats/json.h"
#include "ledger/finding.h"

#include <cstdint>
#include <map>
#include <optional>

namespace chancery::ledger {

/// `doc_seq` and `doc_prev` of every document: no leaf of it was left out, as far as its steps are shown.
class DocumentChains {
 public:
  /// A step leaf whose step is not shown may be of any document.
  void add_hidden() { ++hidden_; }
  /// Requires: `step` is understood.
  [[nodiscard]] std::optional<Finding> add(TreeSize entry, const formats::Json& step, const Sha256& leaf);

 private:
  struct Last {
    std::uint64_t doc_seq;
    Sha256 leaf;
  };

  std::map<std::string, Last> documents_;
  std::uint64_t hidden_ = 0;
};

}  // namespace chancery::ledger
