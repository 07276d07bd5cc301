#include "ledger/trust_policy.h"

#include "base/error.h"
#include "ledger/lines.h"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

namespace chancery::ledger {
namespace {

constexpr std::string_view none = "none";
constexpr std::size_t most_lines = 10'000;
constexpr std::string_view white_space = " \t";

bool has_refused_octet(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto octet = static_cast<unsigned char>(c);
    return (octet < 0x20 && octet != '\t' && octet != '\n') || octet == 0x7F;
  });
}

std::vector<std::string_view> items_of(std::string_view line) {
  std::vector<std::string_view> items;
  for (std::size_t at = line.find_first_not_of(white_space); at != std::string_view::npos;) {
    const std::size_t end = std::min(line.find_first_of(white_space, at), line.size());
    items.push_back(line.substr(at, end - at));
    at = line.find_first_not_of(white_space, end);
  }
  return items;
}

}  // namespace

/// Reads a policy line by line; what a line names was defined on one before it.
class PolicyReader {
 public:
  TrustPolicy read(std::string_view text) {
    Lines lines(text);
    while (const auto line = lines.next()) {
      if (++number_ > static_cast<std::int64_t>(most_lines) || has_refused_octet(*line)) refuse();
      read_line(items_of(*line));
    }
    ++number_;
    if (!lines.rest().empty() || policy_.quorum_.empty()) refuse();
    return std::move(policy_);
  }

 private:
  using Items = std::vector<std::string_view>;

  [[noreturn]] void refuse() const { throw Error(Fault::input, {"ledger.policy_line", {{"line", number_}}}); }

  void read_line(const Items& items) {
    if (items.empty() || items.front().starts_with('#')) return;
    if (items.front() == "log" && (items.size() == 2 || items.size() == 3)) return add_log(items[1]);
    if (items.front() == "witness" && (items.size() == 3 || items.size() == 4)) return add_witness(items[1], items[2]);
    if (items.front() == "group" && items.size() >= 4) return add_group(items);
    if (items.front() == "quorum" && items.size() == 2) return set_quorum(items[1]);
    refuse();
  }

  /// The same public key under another name is the same key.
  void claim(std::set<Bytes>& keys, const Bytes& key) const {
    if (!keys.insert(key).second) refuse();
  }

  void add_log(std::string_view text) {
    auto key = VerifierKey::parse(text);
    if (!key) refuse();
    claim(log_keys_, key->public_key());
    policy_.logs_.push_back(*std::move(key));
  }

  void define(std::string_view name, TrustPolicy::Voter voter) {
    if (name == none || !policy_.voters_.emplace(std::string(name), std::move(voter)).second) refuse();
  }

  void add_witness(std::string_view name, std::string_view text) {
    auto key = WitnessKey::parse(text);
    if (!key) refuse();
    claim(witness_keys_, key->public_key());
    define(name, {{*std::move(key)}, {}, 0});
  }

  void add_group(const Items& items) {
    const std::vector<std::string> members(items.begin() + 3, items.end());
    for (const std::string& member : members) {
      // Every voter counts in one way only.
      if (!policy_.voters_.contains(member) || !grouped_.insert(member).second) refuse();
    }
    define(items[1], {{}, members, threshold(items[2], members.size())});
  }

  [[nodiscard]] std::size_t threshold(std::string_view text, std::size_t members) const {
    if (text == "any") return 1;
    if (text == "all") return members;
    const auto number = parse_decimal(text);
    if (!number || *number < 1 || *number > members) refuse();
    return static_cast<std::size_t>(*number);
  }

  void set_quorum(std::string_view name) {
    const bool known = name == none || policy_.voters_.find(name) != policy_.voters_.end();
    if (!policy_.quorum_.empty() || !known) refuse();
    policy_.quorum_ = name;
  }

  TrustPolicy policy_;
  std::set<Bytes> log_keys_;
  std::set<Bytes> witness_keys_;
  std::set<std::string> grouped_;
  std::int64_t number_ = 0;
};

TrustPolicy TrustPolicy::parse(std::string_view text) {
  return PolicyReader().read(text);
}

Verdict TrustPolicy::judge(const SignedNote& checkpoint) const {
  if (!logs_.empty()) {
    const Verdict signed_by_log = verify_note(checkpoint, logs_);
    if (!signed_by_log.is_valid()) return signed_by_log;
  }
  std::set<std::string, std::less<>> cosigned;
  for (const auto& [name, voter] : voters_) {
    if (voter.witness.empty()) continue;
    const Cosignature cosignature = verify_cosignature(checkpoint, voter.witness.front());
    if (cosignature.verdict.kind() == Verdict::Kind::invalid) return cosignature.verdict;
    if (cosignature.verdict.is_valid()) cosigned.insert(name);
  }
  const std::function<bool(const std::string&)> votes = [&](const std::string& name) {
    const Voter& voter = voters_.find(name)->second;
    if (!voter.witness.empty()) return cosigned.contains(name);
    const auto count = std::count_if(voter.members.begin(), voter.members.end(), votes);
    return static_cast<std::size_t>(count) >= voter.threshold;
  };
  if (quorum_ == none || votes(quorum_)) return Verdict::valid();
  return Verdict::unchecked({"ledger.quorum_missing", {{"found", static_cast<std::int64_t>(cosigned.size())}}});
}

}  // namespace chancery::ledger
