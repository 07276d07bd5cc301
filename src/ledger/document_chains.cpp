#include "ledger/document_chains.h"

namespace chancery::ledger {

std::optional<Finding> DocumentChains::add(TreeSize entry, const formats::Json& step, const Sha256& leaf) {
  const auto doc_seq = step["doc_seq"].get<std::uint64_t>();
  const auto [document, is_new] = documents_.try_emplace(step["doc"].get<std::string>(), Last{doc_seq, leaf});
  const Last before = document->second;
  const std::uint64_t expected = is_new ? 0 : before.doc_seq + 1;
  document->second = {doc_seq, leaf};
  if (doc_seq < expected || doc_seq - expected > hidden_) return tampered("ledger.doc_seq_broken", entry);
  const bool follows = !is_new && doc_seq == expected;
  if (follows && step["doc_prev"] != before.leaf.hex()) return tampered("ledger.doc_prev_broken", entry);
  return std::nullopt;
}

std::vector<DocumentHead> DocumentChains::heads() const {
  std::vector<DocumentHead> heads;
  heads.reserve(documents_.size());
  for (const auto& [document, last] : documents_) heads.push_back({*DocumentId::parse(document), last.leaf});
  return heads;
}

}  // namespace chancery::ledger
