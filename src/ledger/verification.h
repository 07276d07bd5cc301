#pragma once

#include "base/message.h"
#include "ledger/checkpoint.h"
#include "ledger/signed_note.h"
#include "ledger/system_event.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::ledger {

/// What a verification of a whole ledger can end with, the gravest first: where several are true, the first is the answer.
enum class LedgerResult {
  tampered,        ///< an entry, opening, tile or checkpoint is not what the log signed, or contradicts the others
  truncated,       ///< the last entries that the checkpoint counts are missing
  rolled_back,     ///< smaller than a checkpoint that was known before
  forked,          ///< not the history of a checkpoint that was known before
  absent,          ///< there is no ledger here
  unverifiable,    ///< consistent with itself; no key was given that would show whose it is
  withheld,        ///< openings are missing that nobody erased: proved whole, not all shown
  not_understood,  ///< proved whole, but something in it is of a later kind than this program knows
  ok,
};

/// `OK`, `TAMPERED`, …, `NOT UNDERSTOOD`, as the command line prints them.
[[nodiscard]] std::string_view name_of(LedgerResult result);

/// A time stamp that the ledger says was taken over its checkpoint of a size.
struct LoggedAnchor {
  TreeSize entry;
  TreeSize size;
  Sha256 token;
};

struct LedgerReport {
  LedgerResult result;
  std::optional<TreeHead> head;   ///< as the checkpoint says
  std::optional<TreeSize> entry;  ///< the first entry that is wrong, or that could not be shown
  Message message;                ///< what was found, in people's words
  std::vector<LoggedAnchor> anchors;
  std::vector<Message> remarks;  ///< what does not change the result, such as a clock that went back
};

/// A file of the export by its name; nothing when it is not there.
using FileReader = std::function<std::optional<Bytes>(const std::string& name)>;

struct LedgerQuestion {
  /// Keys that the reader has from elsewhere. Without one the answer is at best `unverifiable`.
  std::vector<VerifierKey> known;
  /// A checkpoint that was seen before: the ledger has to continue it.
  std::optional<Checkpoint> earlier;
  /// The office's own copy: there a missing opening that nobody erased is `tampered`, not `withheld`.
  bool own_copy = false;
  /// What was erased though this ledger does not say so yet: a restored office, until it is reopened.
  std::vector<ErasedOpening> erased = {};
};

/// Verifies a whole ledger as `ledger export` writes it: signature, every leaf, tile and opening, the chain of each document
/// as far as its steps are shown, and that it continues an earlier checkpoint.
[[nodiscard]] LedgerReport verify_ledger(const FileReader& files, const LedgerQuestion& question);

}  // namespace chancery::ledger
