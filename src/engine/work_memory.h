#pragma once

#include "base/id.h"
#include "base/sha256.h"
#include "formats/json.h"

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace chancery::engine {

/// One state of a document: each step, and nothing else, changes the row and has a leaf of its own.
struct DocumentState {
  DocumentId document;
  Sha256 last_leaf;
};

/// Whether a document waits for a person, and the roles whose acts it waits for.
struct Waiting {
  bool mine = false;
  std::vector<std::string> roles;
};

/// What was asked for lately, by key; what was not asked for while `most` others came is forgotten. Any thread may ask.
template <class Value>
class Recent {
 public:
  using Found = std::shared_ptr<const Value>;

  explicit Recent(std::size_t most) : most_(most) {}

  [[nodiscard]] Found find(const std::string& key) {
    const std::lock_guard lock(mutex_);
    if (const auto found = young_.find(key); found != young_.end()) return found->second;
    const auto found = old_.find(key);
    return found == old_.end() ? nullptr : keep(key, found->second);
  }

  Found put(const std::string& key, Value value) {
    auto kept = std::make_shared<const Value>(std::move(value));
    const std::lock_guard lock(mutex_);
    return keep(key, std::move(kept));
  }

 private:
  Found keep(const std::string& key, Found value) {
    if (young_.size() >= most_) old_ = std::exchange(young_, {});
    return young_.insert_or_assign(key, std::move(value)).first->second;
  }

  std::size_t most_;
  std::mutex mutex_;
  std::unordered_map<std::string, Found> young_;
  std::unordered_map<std::string, Found> old_;
};

/// What work lists have found out about states of documents, so that a list asks the chart of a document once after each step and
/// not at each look. A state never changes: nothing has to be taken back. At most about 60 MB.
class WorkMemory {
 public:
  /// The line of the list, the same for everybody; made when it is not known.
  [[nodiscard]] std::shared_ptr<const formats::Json> line(const DocumentState& state, const std::function<formats::Json()>& make);
  /// Whom the state waits for, seen by `subject`: a text that holds all of the person that offers depend on. What depends on the
  /// time of day besides is made anew (`lasts` false).
  struct Made {
    Waiting waiting;
    bool lasts;
  };
  [[nodiscard]] std::shared_ptr<const Waiting> waiting(const DocumentState& state, const std::string& subject,
                                                       const std::function<Made()>& make);

 private:
  Recent<formats::Json> lines_{4'000};
  Recent<Waiting> waiting_{50'000};
};

}  // namespace chancery::engine
