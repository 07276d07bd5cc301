#include "ledger/heads.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::ledger;

namespace {

DocumentId document(unsigned number) {
  return *DocumentId::from_bytes(sha256(std::to_string(number)).view().substr(0, DocumentId::size));
}

std::vector<DocumentHead> heads_of(unsigned count) {
  std::vector<DocumentHead> heads;
  for (unsigned i = 0; i < count; ++i) heads.push_back({document(i), sha256("leaf " + std::to_string(i))});
  return heads;
}

const Sha256 zeros = *Sha256::from_bytes(std::string(32, '\0'));

}  // namespace

TEST_CASE("the map without documents is the empty subtree") {
  CHECK(root_of_heads({}) == zeros);
  CHECK(verify_head(document(1), std::nullopt, prove_head({}, document(1)), zeros).is_valid());
}

TEST_CASE("the map of one document is its leaf hashed up 256 levels") {
  const auto heads = heads_of(1);
  const Sha256 key = sha256(document(0).hex());
  Sha256 expected = sha256({BytesView("\x00", 1), key.view(), heads[0].last_leaf.view()});
  for (int depth = 255; depth >= 0; --depth) {
    const auto byte = static_cast<unsigned char>(key.view()[static_cast<std::size_t>(depth) / 8]);
    const bool right = ((byte >> (7 - depth % 8)) & 1) != 0;
    expected = right ? sha256({"\x01", zeros.view(), expected.view()}) : sha256({"\x01", expected.view(), zeros.view()});
  }
  CHECK(root_of_heads(heads) == expected);
}

TEST_CASE("the order in which documents are named does not matter") {
  auto heads = heads_of(50);
  const Sha256 root = root_of_heads(heads);
  std::reverse(heads.begin(), heads.end());
  CHECK(root_of_heads(heads) == root);
}

TEST_CASE("every document is proved with its last leaf, and no other leaf, and no other document") {
  const auto heads = heads_of(20);
  const Sha256 root = root_of_heads(heads);
  for (const DocumentHead& head : heads) {
    const HeadsProof proof = prove_head(heads, head.document);
    CHECK(verify_head(head.document, head.last_leaf, proof, root).is_valid());
    CHECK_FALSE(verify_head(head.document, sha256("other"), proof, root).is_valid());
    CHECK_FALSE(verify_head(head.document, std::nullopt, proof, root).is_valid());
    CHECK_FALSE(verify_head(document(99), head.last_leaf, proof, root).is_valid());
  }
}

TEST_CASE("that a document is not in the map is proved too") {
  const auto heads = heads_of(20);
  const Sha256 root = root_of_heads(heads);
  const HeadsProof proof = prove_head(heads, document(99));
  CHECK(verify_head(document(99), std::nullopt, proof, root).is_valid());
  CHECK_FALSE(verify_head(document(99), sha256("leaf"), proof, root).is_valid());
}

TEST_CASE("a proof of another length or with a changed hash is invalid") {
  const auto heads = heads_of(5);
  const Sha256 root = root_of_heads(heads);
  HeadsProof proof = prove_head(heads, heads[2].document);
  proof[100] = sha256("other");
  CHECK(verify_head(heads[2].document, heads[2].last_leaf, proof, root).why().key == "ledger.proof_root");
  proof.pop_back();
  CHECK(verify_head(heads[2].document, heads[2].last_leaf, proof, root).why().key == "ledger.proof_length");
}
