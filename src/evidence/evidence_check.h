#pragma once

#include "base/bytes.h"
#include "base/timestamp.h"
#include "evidence/container_judgement.h"
#include "evidence/material.h"
#include "evidence/replay.h"
#include "formats/certificate_chain.h"
#include "ledger/printed_checkpoint.h"
#include "ledger/verification.h"
#include "signing/indication.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::evidence {

/// What a reader relies on, from anywhere but the evidence file.
struct Reliance {
  std::vector<ledger::VerifierKey> keys = {};
  std::vector<ledger::PrintedCheckpoint> printed = {};  ///< fingerprints from a cover sheet or a daily sheet
  std::vector<std::string> key_words = {};              ///< hash_words() of key_fingerprint()
  const formats::TrustAnchors* anchors = nullptr;       ///< who vouches for signers; without it that is not judged
};

/// Of the key's text `name+hash+key`, as it is printed on a cover sheet.
[[nodiscard]] Sha256 key_fingerprint(const ledger::VerifierKey& key);

/// passed and failed say what they say; undecided keeps the whole from being passed; not_done is only told.
enum class CheckResult { passed, failed, undecided, not_done };
[[nodiscard]] std::string_view name_of(CheckResult result);

/// One question and its answer. Names: format, checkpoint, origin, inclusion, openings, sequence, completeness, replay, files,
/// signatures, earlier, time, persons, outside.
struct Check {
  std::string name;
  CheckResult result;
  Message message;
  std::optional<ledger::TreeSize> entry = std::nullopt;
};

struct EvidenceReport {
  signing::Indication verdict;
  /// The same answer in the words of a ledger: OK, TAMPERED, WITHHELD, UNVERIFIABLE, NOT UNDERSTOOD.
  ledger::LedgerResult result;
  std::vector<Check> checks;
  std::optional<Material> material;  ///< absent when the file could not be read
  Replay replay;
  std::vector<Judgement> containers;  ///< of the signed containers in it
};

/// Verifies an evidence file, ZIP or page, from its bytes alone.   `at` is when signatures are judged.
[[nodiscard]] EvidenceReport verify_evidence(const Blob& bytes, std::string_view place, const Reliance& reliance, Timestamp at);

}  // namespace chancery::evidence
