#include "base/bytes.h"
#include "formats/json.h"
#include "ledger/frontier.h"
#include "ledger/hash.h"
#include "ledger/proof.h"
#include "support/suites.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <map>
#include <sstream>

using namespace chancery;
using namespace chancery::ledger;
using chancery::formats::Json;
using chancery::tests::content_of;
using chancery::tests::find_suite;

namespace {

std::optional<Sha256> hash_in(const Json& value) {
  const auto bytes = parse_base64(value.get<std::string>());
  return bytes ? Sha256::from_bytes(*bytes) : std::nullopt;
}

/// The consistency vectors have roots such as "don't care", which our type cannot hold: equal texts become equal hashes.
Sha256 stand_in(const Json& value) {
  const auto hash = hash_in(value);
  return hash ? *hash : sha256(value.get<std::string>());
}

std::optional<Proof> proof_in(const Json& value) {
  Proof proof;
  for (const Json& element : value) {
    const auto hash = hash_in(element);
    if (!hash) return std::nullopt;
    proof.push_back(*hash);
  }
  return proof;
}

bool inclusion_holds(const Json& vector) {
  const auto leaf = hash_in(vector["leafHash"]);
  const auto root = hash_in(vector["root"]);
  const auto proof = proof_in(vector["proof"]);
  if (!leaf || !root || !proof) return false;  // a hash of another length cannot be one
  return verify_inclusion(vector["leafIdx"].get<TreeSize>(), *leaf, *proof, {vector["treeSize"].get<TreeSize>(), *root})
      .is_valid();
}

bool consistency_holds(const Json& vector) {
  const auto proof = proof_in(vector["proof"]);
  const TreeHead first{vector["size1"].get<TreeSize>(), stand_in(vector["root1"])};
  const TreeHead second{vector["size2"].get<TreeSize>(), stand_in(vector["root2"])};
  return proof && verify_consistency(first, second, *proof).is_valid();
}

/// Runs every vector of a folder and returns how many there were.
template <class Holds>
int run_vectors(const std::filesystem::path& folder, const Holds& holds) {
  int count = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    const Json vector = formats::parse_json(content_of(entry.path()), entry.path().string());
    INFO(entry.path() << ": " << vector["desc"]);
    CHECK(holds(vector) != vector.value("wantErr", false));
    ++count;
  }
  return count;
}

}  // namespace

TEST_CASE("the 196 classic proof vectors of transparency-dev are answered as published") {
  const auto suite = find_suite("ledger/transparency-dev-merkle/testdata");
  if (!suite) return;
  const int inclusion = run_vectors(*suite / "inclusion", inclusion_holds);
  const int consistency = run_vectors(*suite / "consistency", consistency_holds);
  CHECK(inclusion + consistency == 196);
}

TEST_CASE("hashes and roots are those of RFC 6962") {
  const auto suite = find_suite("ledger/rfc6962-hash-vectors.txt");
  if (!suite) return;
  std::map<std::string, std::string> expected;
  std::istringstream lines(content_of(*suite));
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with('#')) expected[line.substr(0, line.rfind(' '))] = line.substr(line.rfind(' ') + 1);
  }
  CHECK(empty_root().hex() == expected.at("empty_root"));
  CHECK(hash_leaf("").hex() == expected.at("leaf \"\""));
  CHECK(hash_leaf("L123456").hex() == expected.at("leaf \"L123456\""));

  // The reference tree of certificate transparency.
  const std::vector<std::string> leaves{
      "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};
  Frontier frontier;
  for (const std::string& leaf : leaves) {
    frontier = std::move(frontier).appended(hash_leaf(*parse_hex(leaf)));
    CHECK(frontier.root().hex() == expected.at("root_size_" + std::to_string(frontier.size())));
  }
}
