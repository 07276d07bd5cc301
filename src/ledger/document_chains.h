#pragma once

#include "formats/json.h"
#include "ledger/finding.h"
#include "ledger/heads.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace chancery::ledger {

/// `doc_seq` and `doc_prev` of every document: no leaf of it was left out, as far as its steps are shown.
class DocumentChains {
 public:
  /// A step leaf whose step is not shown may be of any document.
  void add_hidden() { ++hidden_; }
  /// Requires: `step` is understood.
  [[nodiscard]] std::optional<Finding> add(TreeSize entry, const formats::Json& step, const Sha256& leaf);

  /// Whether every step was shown, so that heads() is the map of all documents.
  [[nodiscard]] bool all_shown() const { return hidden_ == 0; }
  [[nodiscard]] std::size_t count() const { return documents_.size(); }
  [[nodiscard]] std::vector<DocumentHead> heads() const;

 private:
  struct Last {
    std::uint64_t doc_seq;
    Sha256 leaf;
  };

  std::map<std::string, Last> documents_;
  std::uint64_t hidden_ = 0;
};

}  // namespace chancery::ledger
