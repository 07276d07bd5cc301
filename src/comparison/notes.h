#pragma once

#include "comparison/block.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace chancery::comparison {

/// What became of the notes of one kind, by the references in the merged text.
struct NoteMoves {
  std::map<std::string, std::string> kept;     // id in the new document to the one in the old
  std::map<std::string, std::string> removed;  // id in the old document to the one in the merged
  std::set<std::string> added;                 // ids in the new document

  /// An id for a removed note that no note of the new document has.
  [[nodiscard]] std::string remove(const std::string& old_id) {
    return removed.emplace(old_id, std::to_string(800'001 + removed.size())).first->second;
  }
};

struct AllNotes {
  NoteMoves footnotes;
  NoteMoves endnotes;

  [[nodiscard]] NoteMoves& of(Thing::Kind kind) { return kind == Thing::Kind::endnote ? endnotes : footnotes; }
};

}  // namespace chancery::comparison
