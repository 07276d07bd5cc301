#pragma once

#include "base/bytes.h"
#include "ledger/tree_head.h"

#include <functional>
#include <string>

namespace chancery::ledger {

/// Gives the bytes of a leaf; asked from 0 upwards.
using LeafReader = std::function<Bytes(TreeSize)>;
/// Takes a file of the export by its name, such as `tile/0/000`.
using FileWriter = std::function<void(const std::string& name, BytesView content)>;

/// Writes all tiles and entry bundles of the first `size` leaves, as tlog-tiles has them, and returns the head they make.
/// `checkpoint`, `verifier-key` and `openings/` are the caller's: the names are below.
[[nodiscard]] TreeHead export_tree(TreeSize size, const LeafReader& leaves, const FileWriter& write);

inline constexpr const char* checkpoint_name = "checkpoint";
inline constexpr const char* verifier_key_name = "verifier-key";
/// `openings/SEQ.json`: a list of openings, for who may see them.
[[nodiscard]] std::string openings_name(TreeSize seq);

}  // namespace chancery::ledger
