#include "ledger/verification.h"

#include "base/error.h"
#include "ledger/export.h"
#include "ledger/finding.h"
#include "ledger/history_check.h"
#include "ledger/tree_check.h"

#include <algorithm>
#include <utility>

namespace chancery::ledger {
namespace {

struct SignedCheckpoint {
  SignedNote note;
  Checkpoint checkpoint;
};

std::optional<SignedCheckpoint> parse_checkpoint(BytesView bytes) {
  try {
    SignedNote note = SignedNote::parse(bytes);
    auto checkpoint = Checkpoint::parse(note.text());
    if (!checkpoint) return std::nullopt;
    return SignedCheckpoint{std::move(note), *std::move(checkpoint)};
  } catch (const Error&) {
    return std::nullopt;  // the finding names the file
  }
}

/// The key that the export names itself: good for consistency with itself, never for whose it is.
std::optional<VerifierKey> parse_key_file(BytesView bytes) {
  if (!bytes.ends_with('\n')) return std::nullopt;
  return VerifierKey::parse(bytes.substr(0, bytes.size() - 1));
}

class Verification {
 public:
  Verification(const FileReader& files, const LedgerQuestion& question) : files_(files), question_(question) {}

  LedgerReport run() {
    const auto bytes = files_(checkpoint_name);
    if (!bytes) return report({LedgerResult::absent, std::nullopt, {"ledger.absent", {}}});
    const auto checkpoint = parse_checkpoint(*bytes);
    if (!checkpoint) return report(tampered_file("ledger.file_damaged", std::nullopt, checkpoint_name));
    head_ = checkpoint->checkpoint.head();
    read_own_key();
    check_contents(*checkpoint);
    const auto gravest = std::min_element(findings_.begin(), findings_.end(),
                                          [](const Finding& left, const Finding& right) { return left.result < right.result; });
    if (gravest != findings_.end()) return report(*gravest);
    return report({LedgerResult::ok, std::nullopt, {"ledger.ok", {{"size", static_cast<std::int64_t>(head_->size)}}}});
  }

 private:
  void keep(std::optional<Finding> finding) {
    if (finding) findings_.push_back(*std::move(finding));
  }

  void read_own_key() {
    const auto key_file = files_(verifier_key_name);
    own_key_ = key_file ? parse_key_file(*key_file) : std::nullopt;
    if (key_file && !own_key_) keep(tampered_file("ledger.file_damaged", std::nullopt, verifier_key_name));
  }

  /// Where trust starts: what the reader has, or else the key that the export names, for consistency with itself.
  [[nodiscard]] std::vector<VerifierKey> starting_keys() const {
    if (!question_.known.empty()) return question_.known;
    return own_key_ ? std::vector{*own_key_} : std::vector<VerifierKey>();
  }

  void check_contents(const SignedCheckpoint& checkpoint) {
    HistoryCheck history(checkpoint.checkpoint, starting_keys(), question_, files_);
    const auto earlier_size = question_.earlier ? std::optional(question_.earlier->head().size) : std::nullopt;
    TreeCheck tree = check_tree(checkpoint.checkpoint.head(), earlier_size, files_,
                                [&](TreeSize index, BytesView entry, const Sha256& leaf, const HeadBefore& before) {
                                  history.add(index, entry, leaf, before);
                                });
    const bool whole = !tree.finding;
    keep(std::move(tree.finding));
    keep(history.conclude());
    if (whole) keep(check_continues(checkpoint.checkpoint, tree.earlier_root));
    check_signature(checkpoint, history.events().keys());
    anchors_ = history.events().anchors();
    remarks_ = history.remarks();
    remarks_.insert(remarks_.end(), history.events().remarks().begin(), history.events().remarks().end());
  }

  std::optional<Finding> check_continues(const Checkpoint& checkpoint, const std::optional<Sha256>& earlier_root) const {
    if (!question_.earlier) return std::nullopt;
    const TreeHead& earlier = question_.earlier->head();
    const std::vector<std::pair<std::string, Message::Argument>> sizes{
        {"earlier", static_cast<std::int64_t>(earlier.size)}, {"size", static_cast<std::int64_t>(checkpoint.head().size)}};
    if (checkpoint.head().size < earlier.size)
      return Finding{LedgerResult::rolled_back, std::nullopt, {"ledger.rolled_back", sizes}};
    if (earlier_root == earlier.root && is_same_log(checkpoint)) return std::nullopt;
    return Finding{LedgerResult::forked, std::nullopt, {"ledger.forked", sizes}};
  }

  /// The same origin, or a later epoch of the same log.
  bool is_same_log(const Checkpoint& checkpoint) const {
    if (checkpoint.origin() == question_.earlier->origin()) return true;
    const auto now = Origin::parse(checkpoint.origin());
    const auto then = Origin::parse(question_.earlier->origin());
    return now && then && now->log() == then->log() && now->epoch() >= then->epoch();
  }

  void check_signature(const SignedCheckpoint& checkpoint, const KeyHistory& keys) {
    const std::vector<VerifierKey> trusted = keys.trusted_for(checkpoint.checkpoint.head().size);
    const Verdict verdict = verify_note(checkpoint.note, trusted);
    if (question_.known.empty()) return keep(judge_own_signature(verdict));
    if (verdict.is_valid()) return check_own_key(trusted);
    const bool damaged = verdict.kind() == Verdict::Kind::invalid || has_half_known_signature(checkpoint.note, keys);
    if (damaged) check_own_key(trusted);
    keep(Finding{damaged ? LedgerResult::tampered : LedgerResult::unverifiable, std::nullopt, verdict.why()});
  }

  void check_own_key(const std::vector<VerifierKey>& trusted) {
    if (!own_key_ || std::find(trusted.begin(), trusted.end(), *own_key_) != trusted.end()) return;
    keep(tampered_file("ledger.other_key", std::nullopt, verifier_key_name));
  }

  [[nodiscard]] Finding judge_own_signature(const Verdict& verdict) const {
    if (own_key_ && !verdict.is_valid()) return tampered_file("ledger.file_damaged", std::nullopt, checkpoint_name);
    return {LedgerResult::unverifiable, std::nullopt, {"ledger.no_key_given", {}}};
  }

  /// The name of a known key with another id, or the reverse, is a damaged line rather than another signer's; unless the ledger
  /// itself names that other key as a later one.
  bool has_half_known_signature(const SignedNote& note, const KeyHistory& keys) const {
    return std::any_of(note.signatures().begin(), note.signatures().end(), [&](const NoteSignature& signature) {
      return !keys.mentions(signature) &&
             std::any_of(question_.known.begin(), question_.known.end(),
                         [&](const VerifierKey& key) { return key.name() == signature.name || key.id() == signature.key_id; });
    });
  }

  LedgerReport report(Finding finding) {
    return {finding.result, head_, finding.entry, std::move(finding.message), std::move(anchors_), std::move(remarks_)};
  }

  const FileReader& files_;
  const LedgerQuestion& question_;
  std::optional<TreeHead> head_;
  std::optional<VerifierKey> own_key_;
  std::vector<Finding> findings_;
  std::vector<LoggedAnchor> anchors_;
  std::vector<Message> remarks_;
};

}  // namespace

std::string_view name_of(LedgerResult result) {
  switch (result) {
    case LedgerResult::tampered:
      return "TAMPERED";
    case LedgerResult::truncated:
      return "TRUNCATED";
    case LedgerResult::rolled_back:
      return "ROLLED BACK";
    case LedgerResult::forked:
      return "FORKED";
    case LedgerResult::absent:
      return "ABSENT";
    case LedgerResult::withheld:
      return "WITHHELD";
    case LedgerResult::unverifiable:
      return "UNVERIFIABLE";
    case LedgerResult::not_understood:
      return "NOT UNDERSTOOD";
    case LedgerResult::ok:
      break;
  }
  return "OK";
}

LedgerReport verify_ledger(const FileReader& files, const LedgerQuestion& question) {
  return Verification(files, question).run();
}

}  // namespace chancery::ledger
