#pragma once

#include "base/message.h"
#include "base/sha256.h"
#include "document/document.h"
#include "formats/json.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace chancery::evidence {

/// What the steps so far show of a document, in the words of its facts.
class ShownHistory {
 public:
  /// Counts the act that a step brings, before the chart is asked. `step` is done, `facts` are its own.
  void count_act(const formats::Json& step, const formats::Json& facts);
  /// After the chart was asked: who did it.
  void count_performance(document::Performance performance) { performances_.push_back(std::move(performance)); }
  /// A freeze makes a new manifest; what was closed before is not closed any more.
  void freeze(const std::optional<Sha256>& manifest);

  /// Why facts claim what these steps do not show; nothing when they agree. A claim may be less than what is shown (an approval
  /// falls when its section changes), never more. Keys that are not known here are not judged.
  [[nodiscard]] std::optional<Message> contradiction(const formats::Json& facts) const;

  [[nodiscard]] const std::string& author() const { return author_; }
  [[nodiscard]] const std::vector<document::Performance>& performances() const { return performances_; }
  [[nodiscard]] const std::optional<Sha256>& frozen() const { return frozen_; }
  [[nodiscard]] const std::optional<Sha256>& closed() const { return closed_; }
  [[nodiscard]] const std::map<std::uint64_t, std::string>& signed_parties() const { return signed_parties_; }

 private:
  void take_back();
  void count_signature(const formats::Json& step, const formats::Json& facts);
  [[nodiscard]] std::uint64_t most_approvals(const std::string& section) const;

  std::string author_;
  std::vector<document::Performance> performances_;
  std::map<std::pair<std::string, std::string>, std::uint64_t> approvals_;  // section and hash
  std::optional<Sha256> frozen_;
  std::optional<Sha256> closed_;
  std::map<std::uint64_t, std::string> signed_parties_;
};

}  // namespace chancery::evidence
