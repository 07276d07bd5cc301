#pragma once

#include "base/verdict.h"
#include "ledger/cosignature.h"
#include "ledger/signed_note.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::ledger {

/// Which logs and witnesses somebody relies on, and how many of the witnesses have to have signed.   Standard: C2SP tlog-policy.
class TrustPolicy {
 public:
  /// Throws: Error{Fault::input} naming the line and what is wrong in it.
  [[nodiscard]] static TrustPolicy parse(std::string_view text);

  [[nodiscard]] const std::vector<VerifierKey>& logs() const { return logs_; }
  /// Valid when a listed log signed and enough witnesses cosigned; invalid when one of the listed keys signed wrongly; unchecked
  /// when nobody listed signed or witnesses are missing. A policy without logs judges the witnesses alone.
  [[nodiscard]] Verdict judge(const SignedNote& checkpoint) const;

 private:
  friend class PolicyReader;
  /// A witness, or a group that counts its members.
  struct Voter {
    std::vector<WitnessKey> witness;  // one, or none for a group
    std::vector<std::string> members;
    std::size_t threshold = 0;
  };

  std::vector<VerifierKey> logs_;
  std::map<std::string, Voter, std::less<>> voters_;
  std::string quorum_;
};

}  // namespace chancery::ledger
